// Package facts has the rules about what a page states of its error: the HTTP status, in
// all the places that state it, headers, and the facts that errgen.yaml names. What error
// bodies show beside the status is for package bodies.
package facts
