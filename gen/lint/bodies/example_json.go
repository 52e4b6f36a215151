package bodies

import (
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint/rule"
)

var ExampleJSON = &rule.Rule{
	ID:         "example-json",
	Severity:   diag.Error,
	Translated: true,
	Doc: `an example is not valid JSON

Readers copy the example into their tests, where an extra comma or a comment makes
it fail. errgen cannot read the status and the title from it.

Bad:
	~~~json
	{
	  "meta": {"requestId": "req_1"},
	  "error": {
	    "detail": "The key was not found",
	    "status": 404,
	    "title": "Not Found",
	    "type": "https://example.com/errors/unkey/data/key_not_found",
	  }
	}
	~~~

Good:
	~~~json
	{"error": {"status": 404}}
	~~~`,
}
