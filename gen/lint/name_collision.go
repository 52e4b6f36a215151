package lint

import "github.com/unkeyed/errgen/gen/diag"

var nameCollision = &Rule{
	ID:       "name-collision",
	Severity: diag.Error,
	Firm:     true,
	Doc: `two codes give one identifier in a language that is generated

Identifiers are made of the codes alone, so that no rewording of a page renames a
constant. Where two codes differ only in what an identifier leaves out, one of
them gets its name under names in errgen.yaml.

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
}
