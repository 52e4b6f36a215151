// Package codes has the rules about codes: that each error has one, of its form and at
// its path, which no other error has, and that all codes which pages mention exist. Those
// about the records of a page, which a code begins, are here as well.
//
// Most findings of firm rules are made in reading, by packages page and catalog, or by
// the targets; a rule without a Check documents them.
package codes
