package runtime

import "time"

// appendTime appends t as JSON.
func appendTime(b []byte, t time.Time) []byte {
	b = appendRFC3339(append(b, '"'), t)
	return append(b, '"')
}

func appendRFC3339(b []byte, t time.Time) []byte { return t.AppendFormat(b, time.RFC3339Nano) }
