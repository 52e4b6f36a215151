package runtime

import "strconv"

func appendBool(b []byte, v bool) []byte { return strconv.AppendBool(b, v) }
