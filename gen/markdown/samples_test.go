package markdown

// samples are texts that fuzzing starts from.
var samples = []string{
	"# a *b* **c** `d` [e](f \"g\") ![h](i)\n\nj  \nk\\\nl\n",
	"<Note a=\"b\" c d={e} {...f}>\n  - g\n  - h\n\n    i\n</Note>\n",
	"> a\n> - b\n>   c\n\n1. d\n2. e\n",
	"```js title\ncode\n```\n\n~~~\na\n",
	"| a | b |\n| :-- | --: |\n| `c \\| d` | e |\n",
	"import a from 'b'\n\nexport const c = {d: 1}\n\n{/* e */}\n\nf {g} h\n",
	"---\na: b\n---\n\na[^1]\n\n[^1]: b\n\n    c\n",
	"[a][b] [c] ~~d~~ <e>f</e>\n\n[b]: /c 'd'\n[c]: <e>\n",
	"\ta\n\n    b\n\n- [ ] a\n- [x] b\n",
	"<div>\na\n</div>\n\n<!-- b -->\n\n<A>b</A> https://c.de www.f.gh i@j.kl\n",
	"a\r\nb\rc\n\r\n- d\r\n",
	"***a** b* __c _d___ \\* &amp; \\_\n",
}
