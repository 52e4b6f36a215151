// Package syntax has the rules about the form of a page: that it can be read at all, its
// front matter, fences and headings that are none, and what the docs site makes of MDX:
// boxes, components, expressions and attributes.
//
// Findings of the grammar are made in reading, by package mdx; their rules have no Check.
// What a docs site takes is asked of package site.
package syntax
