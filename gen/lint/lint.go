// Package lint judges what the pages say.
package lint
