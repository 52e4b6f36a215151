package codes

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var NameCollision = &rule.Rule{
	ID:       "name-collision",
	Severity: diag.Error,
	Firm:     true,
	Doc: `two codes give the same identifier in a generated language

Identifiers are made from codes alone, so that rewording a page never renames a
constant. If two codes differ only in what an identifier leaves out, set the name
of one of them under names in errgen.yaml.

Bad:
	-- unkey/data/key_expired.mdx --
	<Danger>err:unkey:data:key_expired</Danger>
	-- unkey/data_key/expired.mdx --
	<Danger>err:unkey:data_key:expired</Danger>

Good:
	-- unkey/data/key_expired.mdx --
	<Danger>err:unkey:data:key_expired</Danger>
	-- unkey/data_key/outdated.mdx --
	<Danger>err:unkey:data_key:outdated</Danger>`,
	After: []string{"identifier"},
}
