#!/bin/sh
# Makes a repository of 20,000 source files in an empty folder, of which one in
# twenty mentions a code, with pages of 100 codes:
#
#	sh synthetic.sh /tmp/synthetic && cd /tmp/synthetic && time errgen verify source
set -eu
mkdir -p "$1/errors/shop/data"
cd "$1"
printf 'version: 1\ndocs_url: https://docs.example.com/errors\npages: errors\n' >errgen.yaml
awk 'BEGIN {
	for (i = 0; i < 100; i++) {
		page = "errors/shop/data/e" i ".mdx"
		printf "---\nstatus: 404\n---\n\n<Danger>err:shop:data:e%d</Danger>\n", i >page
		close(page)
	}
	for (i = 0; i < 40; i++)
		text = text "func handle(w http.ResponseWriter, r *http.Request) error { return nil } // of the usual length\n"
	for (i = 0; i < 20000; i++) {
		if (i % 100 == 0)
			system("mkdir -p src/p" i / 100)
		file = "src/p" int(i / 100) "/f" i ".go"
		printf "%s", text >file
		if (i % 20 == 0)
			printf "return errors.New(\"err:shop:data:e%d\")\n", int(i / 20) % 100 >file
		close(file)
	}
}'
git init -q . 2>/dev/null || true
