// Package bodies has the rules about the error bodies that pages show: that they are
// JSON of the shape of all error bodies, of the page's own type, and have the values that
// the server would send; and about the detail and the parameters that a page declares for
// them.
//
// Values are compared with what catalog renders for the entry. Who is wrong, the page or
// the body, is often open: a fix is offered only where one of the two is confirmed by a
// third place.
package bodies
