package output

import "bytes"

// sameText reports whether two contents are the same but for how lines end, as
// they are where git converts line ends at a checkout.
func sameText(a, b []byte) bool {
	return bytes.Equal(plainLines(a), plainLines(b))
}

// EndLines returns text with its lines ended as most lines of another are.
func EndLines(text, like []byte) []byte {
	if !endsInCRLF(like) {
		return text
	}
	return bytes.ReplaceAll(plainLines(text), []byte("\n"), []byte("\r\n"))
}

// endsInCRLF reports whether most lines of a text end so.
func endsInCRLF(text []byte) bool {
	return 2*bytes.Count(text, []byte("\r\n")) > bytes.Count(text, []byte("\n"))
}

// plainLines returns text with lines that end in LF.
func plainLines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
}
