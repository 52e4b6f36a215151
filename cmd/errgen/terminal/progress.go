package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// A progress bar is drawn only for so many pages that reading them is felt.
const progressFrom = 2000

// progress draws a bar that overwrites itself, at most every 50 ms.
type progress struct {
	w     io.Writer
	width int

	mu    sync.Mutex
	last  time.Time
	drawn bool
}

// page is told how many pages are read; it may be called from several
// goroutines.
func (p *progress) page(done, total int) {
	if total <= progressFrom {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Since(p.last) < 50*time.Millisecond {
		return
	}
	p.last, p.drawn = time.Now(), true
	label := fmt.Sprintf(" %d of %d pages", done, total)
	room := min(p.width-1-len(label)-2, 40)
	if room < 1 {
		fmt.Fprintf(p.w, "\r\x1b[K%s", strings.TrimSpace(label))
		return
	}
	full := room * done / total
	fmt.Fprintf(p.w, "\r\x1b[K[%s%s]%s", strings.Repeat("=", full), strings.Repeat(" ", room-full), label)
}

// clear removes the bar, so that what is printed next begins a line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// widthOf returns the width of the terminal that a file is, or 0 where it is
// none.
func widthOf(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) || !escapes(f) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		return 80
	}
	return width
}
