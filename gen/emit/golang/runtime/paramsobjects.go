package runtime

// appendObjects appends a JSON array of objects.
func appendObjects[T any, Q interface {
	*T
	appendMembers(b []byte) []byte
}](b []byte, list []T) []byte {
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		start := len(b)
		if b = Q(&list[i]).appendMembers(b); len(b) == start {
			b = append(b, '{')
		}
		b[start] = '{' // it was a comma
		b = append(b, '}')
	}
	return append(b, ']')
}
