package name

import "github.com/unkeyed/errgen/gen/source"

// A Claim is the claim of one owner to an identifier.
type Claim struct {
	Identifier string
	Owner      string      // what claims it, for example a code
	Span       source.Span // where the owner is
}

// A Collision is two owners that claim one identifier.
type Collision struct {
	First, Second Claim
}

// Collisions returns every claim whose identifier another owner claimed before
// it, beside the first claim of that identifier, in the order of the claims.
// An owner does not collide with itself.
func Collisions(claims []Claim) []Collision {
	var found []Collision
	first := make(map[string]int, len(claims))
	for i, claim := range claims {
		earlier, taken := first[claim.Identifier]
		switch {
		case !taken:
			first[claim.Identifier] = i
		case claims[earlier].Owner != claim.Owner:
			found = append(found, Collision{First: claims[earlier], Second: claim})
		}
	}
	return found
}
