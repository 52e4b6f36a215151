// Package mdx reads pages, MDX or the Markdown that docs sites export, into a
// tree in which every node knows where it stands in the file.
//
// # Two grammars
//
// A file whose name ends in .mdx is MDX 3, with GFM's tables, strikethrough, task
// lists, footnotes and addresses in text, and YAML front matter. What the
// reference implementation accepts is accepted, with the same tree; what it
// refuses is a finding in the same line.
//
// Any other file is Markdown with GFM: HTML, indented code, <https://...>, a bare
// < or { are what they are there. One thing is added. A complete tag whose name
// begins with an upper-case letter is a component, read as in MDX, because exports
// keep components. One that lacks its other half is a warning, and in running text
// it is HTML; it never takes the rest of the page with it.
//
// # How a page is read
//
// In four steps. The bytes are looked at ([Parse] reports what is not UTF-8). The
// blocks are read line by line, as CommonMark describes it: containers are
// continued, closed and opened, the rest of the line goes to a leaf. The text in
// the leaves is read by goldmark, with parsers of ours for tags, expressions and
// the rest that is no Markdown: that is package inline. Last, opening and closing
// tags are paired. Tags and JavaScript are scanned by package script, and package
// tree has the nodes.
//
// The blocks are not read by goldmark, for three reasons. MDX has no indented
// code, so that a line may be indented as far as its author likes; goldmark's
// block parsers count columns up to four in a dozen places, and a line that none
// of them takes is lost together with all that follows it. Its nodes have no ends.
// And nested quotes and lists take it quadratic time.
//
// # Indented children
//
// The children of a component are usually indented, by two columns or by sixteen.
// That is why indentation means nothing in .mdx but to the items of lists, whose
// content begins where the text after their marker does, and to fences, which
// take their own indentation off their lines. A tag on lines of its own is a leaf
// like a heading, not a container: the lines between two tags need no
// indentation, may have any, and nothing depends on how far the first of them is
// indented. In Markdown the same holds between the two tags of a component;
// elsewhere four columns make code.
//
// # Tags and expressions
//
// A tag or expression that has its lines to itself is a block (FlowElement,
// FlowExpression), even inside a list or a quote, and may go on over more lines,
// which are not looked at for anything else: a line that is only ">" ends a tag
// there. All others are text. An element is closed in the block that it was opened
// in, or not at all.
//
// JavaScript is scanned, not parsed: strings, templates, comments, regular
// expressions, brackets and JSX are known, so that an expression ends where it
// ends. Beyond that only what can be no JavaScript is refused: brackets that do
// not match, values that follow each other as in a sentence, a colon as in
// {name: string}, operators without operands, statements in expressions. This is
// looser than the reference in that
//
//   - code inside brackets, function bodies and statements of import and export
//     is taken as it comes, names declared twice included
//   - what JavaScript has learned since 2024 is accepted
//   - whether a slash divides or begins a regular expression is told by the word
//     or bracket before it alone
//
// Where a tag or an expression never ends, the finding is at its beginning; the
// reference reports the end of the text.
//
// # Findings
//
// The rules are mdx-syntax, front-matter (never opened or closed), unclosed-fence,
// encoding (not UTF-8, NUL) and merge-conflict, with which nothing else is reported
// or read. One cause is one finding: what is found wrong is read
// as text, and its other half, if it had one, is not reported again. Whatever is
// found, the page is read to its end.
//
// # Limits
//
// A page may have 256 KiB, or [Options].MaxSize. Quotes, list items and footnotes
// may stand inside each other a hundred deep, and so may elements, and so may
// expressions in tags in expressions. A paragraph, heading or cell may hold a
// thousand brackets and marks of emphasis. What is over a limit is a finding, and
// of findings a page has a hundred at most, with the number of the rest. Time
// grows with the size of the page: a megabyte of anything takes less than a
// second.
//
// A parse holds no state that outlives it; pages may be parsed at the same time.
package mdx
