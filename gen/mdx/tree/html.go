package tree

import "strings"

// HTMLText returns what HTML shows: the text between its tags and comments.
func HTMLText(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		b.WriteString(Unescape(s[:i]))
		s = s[i:]
		skip := 0
		switch {
		case s == "":
		case strings.HasPrefix(s, "<!--"):
			skip = cutAfter(s, "-->")
		case hasPrefixFold(s, "<script"):
			skip = cutAfter(s, "</script>")
		case hasPrefixFold(s, "<style"):
			skip = cutAfter(s, "</style>")
		default:
			if skip = HTMLTag(s); skip == 0 {
				skip = cutAfter(s, ">")
			}
		}
		s = s[skip:]
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// cutAfter returns the length of s up to the end of mark, and all of it without.
func cutAfter(s, mark string) int {
	if i := strings.Index(s, mark); i >= 0 {
		return i + len(mark)
	}
	return len(s)
}

// HTMLTag returns the end of the HTML tag that s begins with, 0 for none.
func HTMLTag[S string | []byte](s S) int {
	i := 1
	closing := len(s) > 1 && s[1] == '/'
	if closing {
		i++
	}
	if i >= len(s) || !IsLetter(s[i]) {
		return 0
	}
	for i < len(s) && (IsLetter(s[i]) || IsDigit(s[i]) || s[i] == '-') {
		i++
	}
	space := func() bool {
		start := i
		for i < len(s) && IsSpace(s[i]) {
			i++
		}
		return i > start
	}
	for {
		spaced := space()
		switch {
		case i == len(s):
			return 0
		case s[i] == '>':
			return i + 1
		case s[i] == '/' && !closing && i+1 < len(s) && s[i+1] == '>':
			return i + 2
		case closing || !spaced || !IsLetter(s[i]) && s[i] != '_' && s[i] != ':':
			return 0
		}
		for i < len(s) && (IsLetter(s[i]) || IsDigit(s[i]) || strings.IndexByte("_.:-", s[i]) >= 0) {
			i++
		}
		name := i
		space()
		if i == len(s) || s[i] != '=' {
			i = name
			continue
		}
		i++
		space()
		if i == len(s) {
			return 0
		}
		if q := s[i]; q == '"' || q == '\'' {
			for i++; i < len(s) && s[i] != q; {
				i++
			}
			if i == len(s) {
				return 0
			}
			i++
			continue
		}
		start := i
		for i < len(s) && !IsSpace(s[i]) && strings.IndexByte("\"'=<>`", s[i]) < 0 {
			i++
		}
		if i == start {
			return 0
		}
	}
}
