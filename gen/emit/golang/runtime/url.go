package runtime

import "strings"

// findURL returns the info of a type that is written in another way than in the
// table, or nil if it is unknown.
func findURL(s string) *info {
	url := canonical(s)
	if i := findCanonical(url); i != nil || !anchored {
		return i
	}
	url, _, _ = strings.Cut(url, "#")
	return findCanonical(strings.TrimSuffix(url, "/"))
}

func findCanonical(url string) *info {
	if url == "" {
		return nil
	}
	key := url
	if below, ok := belowDocs(url); ok {
		key = below
	}
	seed := uint64(typeSeed)
	if shared {
		seed = hashSeed
	}
	row := at(key, seed)
	if row < len(table) {
		if t := &table[row]; canonical(t.typ) == url {
			return t
		}
		return nil
	}
	if row -= len(table); row < len(aliases) {
		if a := &aliases[row]; canonical(a.typ) == url {
			i, _ := find(string(a.now))
			return i
		}
	}
	return nil
}

// canonical returns an http or https URL in canonical form: https, the host in
// lower case and without a default port, no slash at the end, and no fragment
// unless types may differ in their fragments alone. A URL below a former docs URL
// becomes one below the current one. Any other text is returned unchanged.
func canonical(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return s
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host, rest := strings.ToLower(rest[:end]), rest[end:]
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	rest, fragment, has := strings.Cut(rest, "#")
	rest = strings.TrimSuffix(rest, "/")
	if has && anchored {
		rest += "#" + fragment
	}
	url := "https://" + host + rest
	if _, ok := belowDocs(url); ok {
		return url
	}
	for _, former := range formerDocsURLs {
		if below, ok := strings.CutPrefix(url, former); ok {
			return docsBase + below
		}
	}
	return url
}

// belowDocs returns the part of a canonical URL after the docs URL.
func belowDocs(url string) (string, bool) {
	below, ok := strings.CutPrefix(url, docsBase)
	return below, ok && docsBase != ""
}
