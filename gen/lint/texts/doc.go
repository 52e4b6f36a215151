// Package texts has the rules about what people read: titles, descriptions, sections and
// words. Those about the style of a team are off unless errgen.yaml turns them on.
//
// Titles and descriptions may have markup, which unmarked takes off. A fix rewrites only a
// text that the file has as it reads, see rewrite.
package texts
