// Reads a JSON array of {text, mdx} from standard input, parses each text with
// the reference implementation, and prints a JSON array of {tree} or
// {error, lines}: the tree in the notation of oracle_test.go, the lines those
// that the error is about.
import {createRequire} from 'node:module'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

// The packages are found where the test says, since this file may stand in a
// folder that nothing is installed in.
const require = createRequire(path.join(process.argv[2], 'package.json'))
const load = async (name) => (await import(pathToFileURL(require.resolve(name)))).default
const {unified} = await import(pathToFileURL(require.resolve('unified')))
const [parse, mdx, gfm, frontmatter] = await Promise.all(
  ['remark-parse', 'remark-mdx', 'remark-gfm', 'remark-frontmatter'].map(load))

const markdown = unified().use(parse).use(gfm).use(frontmatter)
const withMDX = unified().use(parse).use(mdx).use(gfm).use(frontmatter)

const names = {
  thematicBreak: 'break', blockquote: 'quote', listItem: 'item', tableRow: 'row', tableCell: 'cell',
  footnoteDefinition: 'footnote', mdxjsEsm: 'esm', mdxFlowExpression: 'flow-expression',
  mdxJsxFlowElement: 'flow-element', delete: 'strike', inlineCode: 'code-span', break: 'line-break',
  footnoteReference: 'footnote-ref', mdxTextExpression: 'text-expression', mdxJsxTextElement: 'text-element',
  linkReference: 'link', imageReference: 'image',
}
const squeeze = (s) => s.replace(/\s+/g, ' ').trim()
const quote = (s) => JSON.stringify(s)

function show(n, defs, inline) {
  let s = names[n.type] ?? n.type
  const ref = n.type.endsWith('Reference') && n.type !== 'footnoteReference' ? defs.get(n.identifier) ?? {} : n
  switch (n.type) {
    case 'yaml': return ''
    case 'html': s = inline ? 'text-html' : 'flow-html'; break
    case 'heading': s += n.depth; break
    case 'list': s += (n.ordered ? n.start : '') + (n.spread || n.children.some((c) => c.spread) ? 'loose' : ''); break
    case 'listItem': s += n.checked ?? ''; break
    case 'code': s += quote(n.lang ?? '') + quote(n.meta ?? ''); break
    case 'table': s += quote((n.align ?? []).map((a) => a ?? '').join()); break
    case 'link': case 'image': case 'linkReference': case 'imageReference': case 'definition':
      s += quote(ref.url ?? '') + quote(ref.title ?? ''); break
    case 'mdxJsxFlowElement': case 'mdxJsxTextElement':
      s += quote(n.name ?? '')
      for (const a of n.attributes) {
        if (a.type !== 'mdxJsxAttribute') s += '{' + quote(squeeze(a.value))
        else if (a.value === null) s += ' ' + a.name
        else if (typeof a.value === 'string') s += ' ' + a.name + '=' + quote(squeeze(a.value))
        else s += ' ' + a.name + '={' + quote(squeeze(a.value.value))
      }
  }
  if (n.type.startsWith('mdx') && n.value !== undefined) s += quote(squeeze(n.value))
  else if (n.type === 'inlineCode') s += quote(n.value.replace(/\n/g, ' '))
  else if (s === 'flow-html') s += quote(n.value.replace(/[ \t\n]+$/, ''))
  else if (n.value !== undefined) s += quote(n.value)
  if (n.children) {
    const inner = inline || ['paragraph', 'heading', 'tableCell'].includes(n.type)
    s += '(' + n.children.map((c) => show(c, defs, inner)).filter((c) => c).join(' ') + ')'
  }
  return s
}

function definitions(n, defs) {
  if (n.type === 'definition' && !defs.has(n.identifier)) defs.set(n.identifier, n)
  for (const c of n.children ?? []) definitions(c, defs)
  return defs
}

let input = ''
process.stdin.setEncoding('utf8')
for await (const chunk of process.stdin) input += chunk

const results = JSON.parse(input).map(({text, mdx}) => {
  try {
    const p = mdx ? withMDX : markdown
    const tree = p.runSync(p.parse(text))
    return {tree: show(tree, definitions(tree, new Map()), false)}
  } catch (e) {
    const lines = [e.line, e.place?.line, e.place?.start?.line]
    for (const m of e.reason.matchAll(/\((\d+):\d+/g)) lines.push(Number(m[1]))
    return {error: e.reason, lines: lines.filter((n) => n)}
  }
})
process.stdout.write(JSON.stringify(results))
