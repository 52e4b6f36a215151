package author

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/form"
)

// NextNumber returns the first code that no error has, had or may have later, whose number
// starts with some digits. It fails if codes are not numbers, and if all of them are
// taken.
func (p *Project) NextNumber(beginning string) (catalog.Code, error) {
	f, width := p.numbered(beginning)
	if f == nil {
		return "", &Error{errors.New("--next is for codes that are numbers, and no rule of errgen.yaml has such a form")}
	}
	digits := strings.TrimPrefix(beginning, f.Prefix())
	free := width - len(digits)
	switch {
	case digits == "" || strings.Trim(digits, "0123456789") != "":
		return "", &Error{fmt.Errorf("--next is %q, want digits", beginning)}
	case free < 0 || free > 9:
		return "", &Error{fmt.Errorf("--next %q: the codes of the catalogue have %d digits", beginning, width)}
	}
	for n := range int(math.Pow10(free)) {
		number := digits
		if free > 0 {
			number += fmt.Sprintf("%0*d", free, n)
		}
		code := catalog.Code(f.Print([]string{number}))
		value, err := strconv.Atoi(number)
		if err == nil && p.Catalog.Lookup(code) == nil && !p.reserved(value) {
			return code, nil
		}
	}
	return "", &Error{fmt.Errorf("every number that starts with %s is taken or reserved", digits)}
}

// numbered returns the form whose codes are numbers, and how many digits these have: that
// of codes which begin in that way where there are any.
func (p *Project) numbered(beginning string) (found *form.Form, width int) {
	forms := p.Catalog.Forms
	if len(forms) == 0 {
		forms = []*form.Form{form.Default}
	}
	begins := false
	for _, f := range forms {
		if s := f.Segments(); len(s) != 1 || s[0].Case != form.Digits {
			continue
		}
		if found == nil {
			found = f
		}
		for _, e := range p.Catalog.Entries {
			values, ok := f.Match(string(e.Code.V))
			if !ok || begins {
				continue
			}
			if begins = strings.HasPrefix(values[0], strings.TrimPrefix(beginning, f.Prefix())); begins || width == 0 {
				found, width = f, len(values[0])
			}
		}
	}
	return found, width
}

func (p *Project) reserved(n int) bool {
	for _, r := range p.Catalog.Reserved {
		if r.From <= n && n <= r.To {
			return true
		}
	}
	return false
}
