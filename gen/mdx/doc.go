// Package mdx reads pages, MDX or the Markdown that docs sites export, into a
// tree in which every node knows its position in the file.
//
// # Two grammars
//
// A file whose name ends in .mdx is MDX 3, with GFM's tables, strikethrough, task
// lists, footnotes and addresses in text, and YAML front matter. What the
// reference implementation accepts is accepted, with the same tree; what it
// rejects is a finding on the same line.
//
// Any other file is Markdown with GFM: HTML, indented code, <https://...>, a bare
// < or { have their usual meaning. There is one addition: a complete tag whose
// name starts with an upper-case letter is a component, read as in MDX, because
// exports keep components. One without its other half is a warning, and HTML in
// running text; it never affects the rest of the page.
//
// # How a page is read
//
// A page is read in four steps. The bytes are checked ([Parse] reports what is
// not UTF-8). The blocks are read line by line, as CommonMark describes it:
// containers are continued, closed and opened, and the rest of the line goes to a
// leaf. The text in the leaves is read by goldmark, with additional parsers for
// tags, expressions and everything else that is not Markdown, in package inline.
// Finally, package pair makes elements of opening and closing tags. Tags and
// JavaScript are scanned by package script, and package tree has the nodes.
//
// The blocks are not read by goldmark, for three reasons. MDX has no indented
// code, so that a line may be indented as far as its author likes; goldmark's
// block parsers count columns up to four in a dozen places, and a line that none
// of them takes is lost together with all that follows it. Its nodes have no end
// positions. And nested quotes and lists take quadratic time.
//
// # Indented children
//
// The children of a component are usually indented, by two columns or by sixteen.
// So in .mdx indentation matters only to the items of lists, whose content starts
// at the text after their marker, and to fences, which remove their own
// indentation from their lines. A tag on lines of its own is a leaf like a
// heading, not a container: the lines between two tags may have any indentation,
// and nothing depends on that of the first line. In Markdown the same holds
// between the two tags of a component; elsewhere four columns make code.
//
// # Tags and expressions
//
// A tag or expression that has its lines to itself is a block (FlowElement,
// FlowExpression), even inside a list or a quote, and may span several lines,
// which are not read as anything else: a line that is only ">" ends a tag there.
// All others are text. An element is closed in the block that it was opened in, or
// not at all.
//
// JavaScript is scanned, not parsed: strings, templates, comments, regular
// expressions, brackets and JSX are known, so that the end of an expression is
// found. Beyond that only what cannot be JavaScript is rejected: brackets that
// do not match, values that follow each other as in a sentence, a colon as in
// {name: string}, operators without operands, statements in expressions. This is
// looser than the reference in that
//
//   - code inside brackets, function bodies and statements of import and export
//     is taken as it comes, names declared twice included
//   - what JavaScript has learned since 2024 is accepted
//   - whether a slash divides or begins a regular expression is told by the word
//     or bracket before it alone
//
// If a tag or an expression never ends, the finding is at its start; the
// reference reports the end of the text.
//
// # Findings
//
// The rules are mdx-syntax, front-matter (never opened or closed), unclosed-fence,
// encoding (not UTF-8, NUL) and merge-conflict, with which nothing else is reported
// or read. One cause is one finding: a mistake is read as text, and its other half,
// if any, is not reported again. Whatever is found, the page is read to its end.
//
// # Limits
//
// A page may have 256 KiB, or [Options].MaxSize. Quotes, list items and footnotes
// may be nested a hundred deep, and so may elements, and expressions in tags in
// expressions. A paragraph, heading or cell may hold a thousand brackets and
// marks of emphasis. What exceeds a limit is a finding. A page has at most a
// hundred findings, with the number of the rest. Time grows with the size of the
// page: a megabyte of anything takes less than a second.
//
// A parse leaves no state behind; pages may be parsed concurrently.
package mdx
