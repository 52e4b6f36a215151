// Package errors holds the error pages, embedded, so that errgen can explain a
// code where no page is at hand. The pages themselves are the .mdx files beside
// it, one per code at <system>/<category>/<specific>.mdx; errgen.yaml says how
// they are read and what is generated from them.
package errors

import "embed"

// FS holds errgen.yaml and every page, at their paths below this folder.
//
//go:embed errgen.yaml all:*/*/*.mdx
var FS embed.FS
