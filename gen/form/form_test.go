package form_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/unkeyed/errgen/gen/form"
)

func parse(t testing.TB, text string, c form.Case) *form.Form {
	t.Helper()
	f, err := form.Parse(text, c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		form, code string
		cased      form.Case
		want       string // values with spaces between; "-" for no code
	}{
		{"err:{system}:{category}:{specific}", "err:shop:data:order_not_found", "", "shop data order_not_found"},
		{"err:{system}:{category}:{specific}", "err:shop:data:order_not_found:x", "", "-"},
		{"err:{system}:{category}:{specific}", "err:shop::order", "", "-"},
		{"err:{system}:{category}:{specific}", "err:shop:data:Order", "", "-"},
		{"{code}", "ORDER_NOT_FOUND", form.Upper, "ORDER_NOT_FOUND"},
		{"{code}", "order-not-found", form.Kebab, "order-not-found"},
		{"{code}", "orderNotFound", form.Camel, "orderNotFound"},
		{"{code}", "auth/id-token-expired", form.Any, "auth/id-token-expired"},
		{"P{number}", "P2002", "", "2002"},
		{"P{number}", "Problem", "", "-"},
		{"NG{number}", "NG0100", "", "0100"},
		{"{number}", "00100", "", "00100"},
		{"-{number}", "-32602", "", "32602"},
		{"ERR_{area}_{rest}", "ERR_APP_NOT_FOUND", form.Upper, "APP NOT_FOUND"},
		{"{area}.{rest}", "validation.required", "", "validation required"},
		{"E{id:any}!", "E12x!", "", "12x"},
	} {
		f := parse(t, c.form, c.cased)
		values, ok := f.Match(c.code)
		got := strings.Join(values, " ")
		if !ok {
			got = "-"
		}
		if got != c.want {
			t.Errorf("%s: %s reads as %s, want %s", c.form, c.code, got, c.want)
		}
		if ok && f.Print(values) != c.code {
			t.Errorf("%s: %s prints as %s", c.form, c.code, f.Print(values))
		}
		if matched := regexp.MustCompile("^" + f.Pattern() + "$").MatchString(c.code); ok && !matched {
			t.Errorf("%s does not match the pattern %s", c.code, f.Pattern())
		}
		if !f.Has(f.Example()) {
			t.Errorf("the example %s of %s has not the form", f.Example(), c.form)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":             `0-0: the form "" has no segment`,
		"ERR":          `0-3: the form "ERR" has no segment`,
		"a{b":          `1-3: "{" is not closed`,
		"a}":           `1-2: "}" does not end a segment`,
		"{}":           `0-2: "" is not a segment name`,
		"{A}":          `0-3: "A" is not a segment name`,
		"{a}{b}":       `3-6: nothing separates the segment "b" from the one before it`,
		"{a}-{a}":      `4-7: duplicate segment "a"`,
		"{a:loud}":     `0-8: the segment "a" has the unknown case "loud"`,
		"x y{a}":       `1-2: a code cannot hold " "`,
		"{a}\u00e9{b}": "3-4: a code cannot hold \"\\xc3\"",
	} {
		_, err := form.Parse(text, form.Snake)
		e, ok := err.(*form.Error)
		if !ok {
			t.Errorf("%q: %v, want %s", text, err, want)
			continue
		}
		got := strings.Join([]string{itoa(e.Start), "-", itoa(e.End), ": ", e.Message}, "")
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ form, code, want string }{
		{"err:{system}:{category}:{specific}", "error:a:b:c", `code "error:a:b:c" does not start with "err:"`},
		{"err:{system}:{category}:{specific}", "err:a:b", `code "err:a:b" has 2 segments after "err:", want system:category:specific`},
		{"err:{system}:{category}:{specific}", "err:a:b:c:d", `code "err:a:b:c:d" has 4 segments after "err:", want system:category:specific`},
		{"err:{system}:{category}:{specific}", "err:a:B:c", `category "B" of code "err:a:B:c" is not a lower-case letter followed by lower-case letters, digits and underscores`},
		{"P{number}", "P20x", `number "20x" of code "P20x" is not a number`},
		{"E{a}-{b}!", "E1", `code "E1" does not have the form "E{a}-{b}!"`},
	} {
		err := parse(t, c.form, "").Check(c.code)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.code, err, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		form, text string
		cased      form.Case
		want       string
	}{
		{"err:{system}:{category}:{specific}", "err:shop:data:Order-Not-Found", "", "err:shop:data:order_not_found"},
		{"err:{system}:{category}:{specific}", "shop/data/order_not_found", "", "err:shop:data:order_not_found"},
		{"err:{system}:{category}:{specific}", "`err:shop:data:order_not_found`.", "", "err:shop:data:order_not_found"},
		{"err:{system}:{category}:{specific}", "ERR:SHOP:DATA:X", "", "err:shop:data:x"},
		{"err:{system}:{category}:{specific}", "shop:data", "", ""},
		{"ERR_{name}", "err_order_not_found", form.Upper, "ERR_ORDER_NOT_FOUND"},
		{"{name}", "order not found", form.Upper, "ORDER_NOT_FOUND"},
		{"P{number}", "p2002", "", "P2002"},
		{"P{number}", "P20O2", "", ""},
	} {
		got, ok := parse(t, c.form, c.cased).Near(c.text)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: near %s is %q, want %q", c.form, c.text, got, c.want)
		}
	}
}

func TestMeant(t *testing.T) {
	for _, c := range []struct {
		form, text string
		cased      form.Case
		want, at   string
	}{
		{"PAY-{number}", "PAY 1002: Card declined", "", "PAY-1002", "PAY 1002"},
		{"PAY-{number}", "PAY-1002: Card declined", "", "PAY-1002", "PAY-1002"},
		{"PAY-{number}", "`pay_1002` Card declined", "", "PAY-1002", "pay_1002"},
		{"PAY-{number}", "PAY1002 (Card declined)", "", "PAY-1002", "PAY1002"},
		{"PAY-{number}", "PAY\u20131002", "", "PAY-1002", "PAY\u20131002"},
		{"PAY-{number}", "PAY-1OO2.", "", "PAY-1002", "PAY-1OO2"},
		{"PAY-{number}", "PYA-1002", "", "PAY-1002", "PYA-1002"},
		{"PAY-{number}", "Pay attention to this", "", "", ""},
		{"PAY-{number}", "Payment 1002", "", "", ""},
		{"PAY-{number}", "FAQ-1002", "", "", ""},
		{"PAY-{number}", "How PAY-1002 comes about", "", "", ""},
		{"E{number}", "E4O02", "", "E4002", "E4O02"},
		{"E{number}", "e 4002", "", "E4002", "e 4002"},
		{"E{number}", "Every time", "", "", ""},
		{"ERR_{name}", "Err on the side of caution", form.Upper, "", ""},
		{"ERR_{name}", "ERR-NOT_FOUND happens", form.Upper, "ERR_NOT_FOUND", "ERR-NOT_FOUND"},
		{"ERR_{name}", "ERR NOT_FOUND", form.Upper, "ERR_NOT_FOUND", "ERR NOT_FOUND"},
		{"ERR_{name}", "Error handling", form.Upper, "", ""},
		{"{name}", "ORDER-NOT-FOUND", form.Upper, "ORDER_NOT_FOUND", "ORDER-NOT-FOUND"},
		{"{name}", "Rate-limited requests", form.Snake, "", ""},
		{"{name}", "Overview", form.Snake, "", ""},
		{"{number}", "4O142: Token expired", "", "40142", "4O142"},
		{"{number}", "Olio", "", "", ""},
		{"{area}.{name}", "validation/required", "", "validation.required", "validation/required"},
		{"{area}.{name}", "e.g. this one", "", "", ""},
		{"err:{system}:{category}:{specific}", "err:shop:data:Order-Gone", "", "err:shop:data:order_gone", "err:shop:data:Order-Gone"},
	} {
		got, start, end, ok := parse(t, c.form, c.cased).Meant(c.text, false)
		if got != c.want || ok != (c.want != "") || ok && c.text[start:end] != c.at {
			t.Errorf("%s: %q is meant as %q at %q, want %q at %q", c.form, c.text, got, c.text[start:end], c.want, c.at)
		}
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct{ form, text, want string }{
		{"err:{system}:{category}:{specific}", `x "err:a:b:c", err:d:e:f: text (err:g:h:i).`, "err:a:b:c err:d:e:f err:g:h:i"},
		{"err:{system}:{category}:{specific}", `\nerr:a:b:c xerr:a:b:c /err:a:b:c err:a:b:c:d err:a:b:c/d err:a:b:c-d`, "err:a:b:c"},
		{"err:{system}:{category}:{specific}", "err:a:b:{x} err:a:b:C err:a:b", ""},
		{"P{number}", "P2002, XP2003, P20x P2004.", "P2002 P2004"},
		{"{name:upper}", "ORDER_NOT_FOUND", ""},
		{"ERR_{name:upper}", "ERR_A and ERR_B_C; MYERR_A", "ERR_A ERR_B_C"},
	} {
		var got []string
		for start, end := range parse(t, c.form, "").Mentions(c.text) {
			got = append(got, c.text[start:end])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s in %q: %s, want %s", c.form, c.text, s, c.want)
		}
	}
}

// FuzzForm holds what everything that has a form relies on: a code that is read
// prints as itself, what is near is a code, an error is given for what is none, and
// what is found in a text is a code of the form.
func FuzzForm(f *testing.F) {
	f.Add("err:{system}:{category}:{specific}", "snake", "err:a:b:c")
	f.Add("P{number}", "", "P2002 x P3")
	f.Add("{a}_{b}", "upper", "A_B_C")
	f.Add("{a:any}/{b}x", "camel", "a/bx")
	f.Fuzz(func(t *testing.T, text, cased, s string) {
		fo, err := form.Parse(text, form.Case(cased))
		if err != nil {
			if e, ok := err.(*form.Error); !ok || e.Start < 0 || e.Start > e.End || e.End > len(text) || e.Message == "" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		re, err := regexp.Compile("^(?:" + fo.Pattern() + ")$")
		if err != nil {
			t.Fatalf("the pattern of %q: %v", text, err)
		}
		check := func(code string) {
			values, ok := fo.Match(code)
			if ok != (fo.Check(code) == nil) {
				t.Fatalf("%q: match of %q is %v, but check says %v", text, code, ok, fo.Check(code))
			}
			if ok && (fo.Print(values) != code || !re.MatchString(code)) {
				t.Fatalf("%q: %q reads as %q", text, code, values)
			}
		}
		check(s)
		if near, ok := fo.Near(s); ok && !fo.Has(near) {
			t.Fatalf("%q: near %q is %q, which is no code", text, s, near)
		}
		if near, start, end, ok := fo.Meant(s, len(s)%2 == 0); ok && (!fo.Has(near) || start >= end || end > len(s)) {
			t.Fatalf("%q: %q is meant as %q at %d to %d", text, s, near, start, end)
		}
		if code, ok := fo.FromPath(s); ok && fo.Path(code) != s {
			t.Fatalf("%q: the path %q gives %q, whose path is %q", text, s, code, fo.Path(code))
		}
		last := 0
		for start, end := range fo.Mentions(s) {
			if start < last || end > len(s) || !fo.Has(s[start:end]) {
				t.Fatalf("%q in %q: %d to %d", text, s, start, end)
			}
			last = end
		}
	})
}

func TestEnds(t *testing.T) {
	for _, c := range []struct{ form, code, want string }{
		{"err:{system}:{category}:{specific}", "err:shop:data:order_gone", "order_gone data:order_gone shop:data:order_gone"},
		{"ERR_{name:upper}", "ERR_ORDER_GONE", "ORDER_GONE"},
		{"{number}", "40142", "40142"},
		{"E{a:upper}-{b:digits}!", "EX-7!", "7! X-7!"},
		{"P{number}", "nope", ""},
	} {
		if got := strings.Join(parse(t, c.form, "").Ends(c.code), " "); got != c.want {
			t.Errorf("%s: the ends of %s are %q, want %q", c.form, c.code, got, c.want)
		}
	}
}
