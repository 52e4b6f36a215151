package tree

import "strings"

// HTMLText returns what HTML shows: the text between its tags and comments, with a
// line break as a space.
func HTMLText(s string) string {
	var b strings.Builder
	WalkHTML(s, func(text string) { b.WriteString(text) }, func(tag string) {
		if HTMLName(tag) == "br" {
			b.WriteByte(' ')
		}
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// WalkHTML gives the parts of HTML in order: the text it shows, decoded, and tags.
// Comments, scripts and styles are left out.
func WalkHTML(s string, text, tag func(string)) {
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			text(Unescape(s[:i]))
		}
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
			if skip = HTMLTag(s); skip > 0 {
				tag(s[:skip])
			} else {
				skip = cutAfter(s, ">")
			}
		}
		s = s[skip:]
	}
}

// HTMLName returns the name of a tag of HTML in lower case, with a slash before it
// for a closing one.
func HTMLName(tag string) string {
	i := 1
	for i < len(tag) && (i == 1 && tag[i] == '/' || IsLetter(tag[i]) || IsDigit(tag[i]) || tag[i] == '-') {
		i++
	}
	return strings.ToLower(tag[min(1, len(tag)):i])
}

// HTMLAttr returns the value of an attribute of a tag, decoded, and where it stands
// in the tag; ok is false where the tag does not have it.
func HTMLAttr(tag, name string) (value string, start int, ok bool) {
	for i := 1 + len(HTMLName(tag)); i < len(tag); {
		if IsSpace(tag[i]) || tag[i] == '/' || tag[i] == '>' {
			i++
			continue
		}
		from := i
		for i < len(tag) && !IsSpace(tag[i]) && tag[i] != '=' && tag[i] != '>' && tag[i] != '/' {
			i++
		}
		key := tag[from:i]
		for i < len(tag) && IsSpace(tag[i]) {
			i++
		}
		if i == len(tag) || tag[i] != '=' {
			if i == from {
				i++ // no name: HTML passes over it, too
			}
			continue
		}
		for i++; i < len(tag) && IsSpace(tag[i]); {
			i++
		}
		end := i
		if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
			quote := tag[i]
			i++
			for end = i; end < len(tag) && tag[end] != quote; {
				end++
			}
		} else {
			for end < len(tag) && !IsSpace(tag[end]) && tag[end] != '>' {
				end++
			}
		}
		if strings.EqualFold(key, name) {
			return Unescape(tag[i:end]), i, true
		}
		i = min(end+1, len(tag))
	}
	return "", 0, false
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
