package site

import (
	"regexp"
	"strconv"
	"strings"
)

// Heading ids were taken from @mintlify/common 1.0.1211.
var mintlify = &Site{
	Name:  "mintlify",
	Title: "Mintlify",
	Doc:   "pages beside docs.json, codes in <Danger>",

	Ext:    ".mdx",
	Code:   "<Danger>" + CodeHere + "</Danger>",
	Says:   "a Danger element",
	Places: []string{"element Danger"},

	Boxes: map[string]Box{
		Note: {Element: "Note"}, Info: {Element: "Info"}, Tip: {Element: "Tip"}, Warning: {Element: "Warning"}, Danger: {Element: "Danger"},
	},
	Describes:  true,
	FenceTitle: "%s",
	Asides:     &Asides{site: "Mintlify"},

	HeadingIDs: true,
	Files:      []string{"docs.json", "mint.json"},
	Components: strings.Fields(`Accordion AccordionGroup Badge Callout Card CardGroup Check CodeBlock CodeGroup Color Column Columns Danger
		Expandable Frame GitHub Icon Info Latex Mermaid Note Panel ParamField Prompt RequestExample RequestField ResponseExample
		ResponseField SnippetGroup Step Steps Tab Table Tabs Tile Tip Tooltip Tree Update View Visibility Warning ZoomImage`),

	given: func(h Heading) string {
		id := strings.Trim(blanks.ReplaceAllString(inBraces(h), "-"), "-")
		return mintlifyClean(strings.Map(func(c rune) rune {
			if strings.ContainsRune("<>&", c) {
				return -1
			}
			return c
		}, id))
	},
	slug: func(s *Slugger, h Heading) string { return mintlifyClean(s.mintlify(h.shown())) },
	path: func(page string, _ Front) string { return published(page, "index") },
}

var (
	mintlifyOther      = regexp.MustCompile(`[^a-z0-9_]+`)
	mintlifyOtherCoded = regexp.MustCompile(`[^a-zA-Z0-9%_]+`)
	mintlifyPossessive = regexp.MustCompile(`([a-zA-Z0-9]+)-([ts])(-|$)`)
	hyphens            = regexp.MustCompile(`-{2,}`)
	numbersAtEnd       = regexp.MustCompile(`(?:-[0-9]+)+$`)
	escape             = regexp.MustCompile(`%[0-9A-F]{2}`)
	blanks             = regexp.MustCompile(`[\s\p{Z}\x{feff}]+`)
)

// mintlify returns the id of a text before its escapes are resolved. Mintlify makes it of
// the text as a URL has it, with a number behind the second one that is alike.
func (s *Slugger) mintlify(text string) string {
	text = encodeURIComponent(blanks.ReplaceAllString(strings.TrimFunc(lower(text), isBlank), "-"))
	other := mintlifyOther
	if escape.MatchString(text) {
		other = mintlifyOtherCoded
	}
	text = other.ReplaceAllString(text, "-")
	text = mintlifyPossessive.ReplaceAllString(text, "$1$2$3")
	text = strings.TrimSuffix(strings.TrimPrefix(hyphens.ReplaceAllString(text, "-"), "-"), "-")
	if text == "" {
		return ""
	}
	key := strings.ToLower(text)
	numberless := s.seen[numbersAtEnd.ReplaceAllString(key, "")]
	s.seen[key]++
	if n := s.seen[key]; n >= 2 {
		return text + "-" + strconv.Itoa(n)
	} else if numberless > 2 {
		return text + "-1"
	}
	return text
}

func isBlank(c rune) bool { return blanks.MatchString(string(c)) }

// encodeURIComponent is JavaScript's.
func encodeURIComponent(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-_.!~*'()", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// mintlifyClean resolves the escapes of an id and takes punctuation and pictures out of
// it, as the page that is shown does.
func mintlifyClean(id string) string {
	var b strings.Builder
	for i := 0; i < len(id); i++ {
		if id[i] == '%' && i+2 < len(id) && escape.MatchString(id[i:i+3]) {
			c, _ := strconv.ParseUint(id[i+1:i+3], 16, 8)
			b.WriteByte(byte(c))
			i += 2
			continue
		}
		b.WriteByte(id[i])
	}
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(`?,;:!'"()[]{}`, c) || pictured(c) {
			return -1
		}
		return c
	}, b.String())
}

// pictured reports whether a character is a picture, or a part of one.
func pictured(c rune) bool {
	switch {
	case c == 0xA9, c == 0xAE, c == 0x203C, c == 0x2049, c == 0x2122, c == 0x2139, c == 0x3030, c == 0x303D, c == 0x3297, c == 0x3299,
		c == 0x200D, c == 0xFE0E, c == 0xFE0F,
		c >= 0x2194 && c <= 0x2199, c >= 0x21A9 && c <= 0x21AA, c >= 0x231A && c <= 0x231B, c == 0x2328, c == 0x2388, c == 0x23CF,
		c >= 0x23E9 && c <= 0x23F3, c >= 0x23F8 && c <= 0x23FA, c == 0x24C2, c >= 0x25AA && c <= 0x25AB, c == 0x25B6, c == 0x25C0,
		c >= 0x25FB && c <= 0x25FE, c >= 0x2600 && c <= 0x2605, c >= 0x2607 && c <= 0x2612, c >= 0x2614 && c <= 0x2685,
		c >= 0x2690 && c <= 0x2705, c >= 0x2708 && c <= 0x2712, c == 0x2714, c == 0x2716, c == 0x271D, c == 0x2721, c == 0x2728,
		c >= 0x2733 && c <= 0x2734, c == 0x2744, c == 0x2747, c == 0x274C, c == 0x274E, c >= 0x2753 && c <= 0x2755, c == 0x2757,
		c >= 0x2763 && c <= 0x2767, c >= 0x2795 && c <= 0x2797, c == 0x27A1, c == 0x27B0, c == 0x27BF, c >= 0x2934 && c <= 0x2935,
		c >= 0x2B05 && c <= 0x2B07, c >= 0x2B1B && c <= 0x2B1C, c == 0x2B50, c == 0x2B55,
		c >= 0x1F000 && c <= 0x1F0FF, c >= 0x1F10D && c <= 0x1F10F, c == 0x1F12F, c >= 0x1F16C && c <= 0x1F171, c >= 0x1F17E && c <= 0x1F17F,
		c == 0x1F18E, c >= 0x1F191 && c <= 0x1F19A, c >= 0x1F1AD && c <= 0x1F1FF, c >= 0x1F201 && c <= 0x1F20F, c == 0x1F21A, c == 0x1F22F,
		c >= 0x1F232 && c <= 0x1F23A, c >= 0x1F23C && c <= 0x1F23F, c >= 0x1F249 && c <= 0x1F64F, c >= 0x1F680 && c <= 0x1F6FF,
		c >= 0x1F774 && c <= 0x1F77F, c >= 0x1F7D5 && c <= 0x1F7FF, c >= 0x1F80C && c <= 0x1F80F, c >= 0x1F848 && c <= 0x1F84F,
		c >= 0x1F85A && c <= 0x1F85F, c >= 0x1F888 && c <= 0x1F88F, c >= 0x1F8AE && c <= 0x1F8FF, c >= 0x1F90C && c <= 0x1FAFF,
		c >= 0x1FC00 && c <= 0x1FFFD:
		return true
	}
	return false
}
