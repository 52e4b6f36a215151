package codes

// Everything here but this file and the tests is generated. Edit the page of a
// code, errors/SYSTEM/CATEGORY/SPECIFIC.mdx, and run go generate.
//
//go:generate go run github.com/unkeyed/errgen/cmd/errgen generate --config ../../errors/errgen.yaml
