// Package source holds the bytes of one input file and turns offsets in them
// into positions that people can find.
//
// Every later stage names a place as a [Span]: a file and two byte offsets.
// Lines and columns are computed only when something is printed, so carrying
// positions through the whole pipeline costs sixteen bytes per value and no
// time.
//
// A line ends at LF, CRLF or a lone CR, as in CommonMark and in editors.
package source

import (
	"bytes"
	"sort"
	"sync"
	"unsafe"
)

// A File is one input file. It is safe for concurrent use and must not be
// copied.
type File struct {
	// Name is the path as findings print it: relative to where errgen runs, with
	// forward slashes.
	Name string
	// Data is the content, or nil for a file that could not be read. An empty
	// file has empty, non-nil Data. Texts are parts of it, without a copy.
	Data []byte

	once  sync.Once
	lines []int32 // offset of the first byte of each line
}

// NewFile returns the file of that name and content. The content is kept, not
// copied, and must not change afterwards.
func NewFile(name string, data []byte) *File {
	return &File{Name: name, Data: data}
}

// String returns bytes that never change again as text, without copying them: most of
// what is read from a page is a part of it.
func String(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// A Position is a place in a file as people count: the first byte is at line 1,
// column 1. Columns are bytes.
type Position struct {
	Line, Column int
}

// Position returns the line and column of a byte offset. An offset outside the
// file is taken as the nearest end of it.
func (f *File) Position(offset int) Position {
	f.index()
	offset = min(max(offset, 0), len(f.Data))
	line := sort.Search(len(f.lines), func(i int) bool { return int(f.lines[i]) > offset })
	return Position{Line: line, Column: offset - int(f.lines[line-1]) + 1}
}

// Lines returns how many lines the file has; an empty file has one.
func (f *File) Lines() int {
	f.index()
	return len(f.lines)
}

// Line returns the bytes of line n, counted from 1, without its line ending,
// and nil if there is no such line.
func (f *File) Line(n int) []byte {
	start, end, ok := f.lineRange(n)
	if !ok {
		return nil
	}
	return bytes.TrimRight(f.Data[start:end], "\r\n")
}

// LineStart returns the offset of the first byte of line n, counted from 1. A
// line outside the file is taken as the nearest one.
func (f *File) LineStart(n int) int {
	f.index()
	return int(f.lines[min(max(n, 1), len(f.lines))-1])
}

func (f *File) lineRange(n int) (start, end int, ok bool) {
	f.index()
	if n < 1 || n > len(f.lines) {
		return 0, 0, false
	}
	end = len(f.Data)
	if n < len(f.lines) {
		end = int(f.lines[n])
	}
	return int(f.lines[n-1]), end, true
}

func (f *File) index() {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i := 0; i < len(f.Data); i++ {
			switch f.Data[i] {
			case '\r':
				if i+1 < len(f.Data) && f.Data[i+1] == '\n' {
					continue
				}
				f.lines = append(f.lines, int32(i+1))
			case '\n':
				f.lines = append(f.lines, int32(i+1))
			}
		}
	})
}

// LineEnd returns how the lines of the file end.
func (f *File) LineEnd() string {
	if i := bytes.IndexByte(f.Data, '\n'); i > 0 && f.Data[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// Span returns the part of the file from byte start up to, not including, byte
// end. Offsets outside the file are taken as the nearest end of it, so that a
// span can always be printed.
func (f *File) Span(start, end int) Span {
	start = min(max(start, 0), len(f.Data))
	end = min(max(end, start), len(f.Data))
	return Span{File: f, Start: int32(start), End: int32(end)}
}

// All returns the span of the whole file.
func (f *File) All() Span { return f.Span(0, len(f.Data)) }

// A Span is a part of a file, as byte offsets. The zero value is no place at
// all; a span whose Start is its End is a point between two bytes.
type Span struct {
	File       *File
	Start, End int32
}

// IsZero reports whether the span is the zero value.
func (s Span) IsZero() bool { return s.File == nil }

// Or returns the span, or another one where it is no place.
func (s Span) Or(other Span) Span {
	if s.IsZero() {
		return other
	}
	return s
}

// Text returns the bytes of the span as they are in the file.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return String(s.File.Data[s.Start:s.End])
}

// From returns the position of the first byte; the zero Position for no place.
func (s Span) From() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(int(s.Start))
}

// To returns the position after the last byte; the zero Position for no place.
func (s Span) To() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(int(s.End))
}

// Contains reports whether other lies wholly within s.
func (s Span) Contains(other Span) bool {
	return s.File == other.File && s.Start <= other.Start && other.End <= s.End
}

// Compare orders spans by file name, then by place; no place comes first.
func (s Span) Compare(other Span) int {
	switch {
	case s.File == other.File:
	case s.File == nil:
		return -1
	case other.File == nil:
		return 1
	case s.File.Name != other.File.Name:
		if s.File.Name < other.File.Name {
			return -1
		}
		return 1
	}
	if s.Start != other.Start {
		return int(s.Start) - int(other.Start)
	}
	return int(s.End) - int(other.End)
}
