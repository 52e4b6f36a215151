package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	for _, code := range slices.Collect(All()) {
		for _, s := range []string{string(code), code.Type()} {
			if got, ok := Lookup(s); !ok || got != code {
				t.Errorf("Lookup(%q) = %q, %v; want %q", s, got, ok, code)
			}
		}
	}
	for _, s := range []string{"err:store:request:coupon_invalid", docsURL + "store/request/coupon_invalid"} {
		if got, ok := Lookup(s); !ok || got != StoreRequestBadCoupon {
			t.Errorf("Lookup(%q) = %q, %v; want the code in use", s, got, ok)
		}
	}
	for _, s := range []string{
		"", "err:", "err", docsURL, "store:data:basket_not_found", "err:store:data:basket_not_foun",
		"err:store/data/basket_not_found", "err:store:data:basket_not_found ", docsURL + "store:data:basket_not_found",
		"https://example.com/store/data/basket_not_found", "err:a",
	} {
		if got, ok := Lookup(s); ok {
			t.Errorf("Lookup(%q) = %q, want nothing", s, got)
		}
	}
}

// TestLookupURL: types are compared as URLs.
func TestLookupURL(t *testing.T) {
	for s, want := range map[string]bool{
		"https://example.com/docs/errors/store/data/basket_not_found/":        true,
		"http://example.com/docs/errors/store/data/basket_not_found":          true,
		"HTTPS://EXAMPLE.COM:443/docs/errors/store/data/basket_not_found#top": true,
		"http://example.com:80/docs/errors/store/data/basket_not_found/#":     true,
		"https://example.com/docs/errors/store/data/Basket_not_found":         false,
		"https://example.com/docs/errors/store/data/basket_not_found?x=1":     false,
		"https://example.com:8443/docs/errors/store/data/basket_not_found":    false,
		"https://example.org/docs/errors/store/data/basket_not_found":         false,
		"ftp://example.com/docs/errors/store/data/basket_not_found":           false,
		"//example.com/docs/errors/store/data/basket_not_found":               false,
		"https://":       false,
		"https://#":      false,
		"://":            false,
		"https://ex?#/#": false,
	} {
		if code, ok := Lookup(s); ok != want || ok && code != StoreDataBasketNotFound {
			t.Errorf("Lookup(%q) = %q, %v", s, code, ok)
		}
	}
	if code, ok := Lookup("HTTP://example.com/docs/errors/store/request/coupon_invalid/"); !ok || code != StoreRequestBadCoupon {
		t.Errorf("an older type in another form gives %q, %v", code, ok)
	}
}

// FuzzLookup: nothing is found but what is there.
func FuzzLookup(f *testing.F) {
	for code := range All() {
		f.Add(string(code))
		f.Add(code.Type())
	}
	f.Add(strings.Repeat("err:", 100))
	f.Fuzz(func(t *testing.T, s string) {
		code, ok := Lookup(s)
		if ok && string(code) != s && canonical(code.Type()) != canonical(s) && !strings.Contains(s, "coupon_invalid") {
			t.Errorf("Lookup(%q) = %q", s, code)
		}
		if known := Code(s).Known(); known && !strings.HasPrefix(s, "err:") {
			t.Errorf("Code(%q) is known", s)
		}
		if parsed, err := Parse(s); err == nil {
			if joined := "err:" + string(parsed.System()) + ":" + string(parsed.Category()) + ":" + parsed.Specific(); joined != s {
				t.Errorf("Parse(%q) has the segments of %q", s, joined)
			}
		} else if ok && code == Code(s) {
			t.Errorf("Parse(%q) = %v, but the code is known", s, err)
		}
	})
}

// TestHash compares paths and codes of every length around the word size.
func TestHash(t *testing.T) {
	for n := range 40 {
		for at := range n {
			code := []byte(strings.Repeat("x", n))
			code[at] = ':'
			path := slices.Clone(code)
			path[at] = '/'
			if hash(string(code), hashSeed) != hash(string(path), hashSeed) {
				t.Errorf("%q and %q differ", code, path)
			}
			code[at] = 'y'
			if hash(string(code), hashSeed) == hash(string(path), hashSeed) {
				t.Errorf("%q and %q do not differ", code, path)
			}
		}
	}
	for b := range 256 {
		w := uint64(b) * 0x0101010101010101
		want := w
		if b == '/' {
			want = ':' * 0x0101010101010101
		}
		if got := colons(w); got != want {
			t.Errorf("colons(%#x) = %#x, want %#x", w, got, want)
		}
	}
}

func TestCodeAccessors(t *testing.T) {
	c := StoreDataCartNotFound
	for _, tt := range []struct{ got, want any }{
		{c.HTTPStatus(), 404},
		{c.Title(), "Not Found"},
		{c.Type(), "https://example.com/docs/errors/store/data/cart_not_found"},
		{c.Detail(), "The cart does not exist"},
		{c.Description(), "Baskets were once called carts."},
		{c.System(), SystemStore},
		{c.Category(), CategoryData},
		{c.PageURL(), c.Type()},
		{c.Retired(), false},
		{c.Specific(), "cart_not_found"},
		{c.Known(), true},
		{c.Deprecated(), true},
		{c.ReplacedBy(), StoreDataBasketNotFound},
		{c.Retryable(), false},
		{WarehouseBusy.Retryable(), true},
		{StoreBusy, WarehouseBusy},
		{c.Error(), "err:store:data:cart_not_found"},
		// A former code has everything of the one in use.
		{Code("err:store:request:coupon_invalid").HTTPStatus(), 400},
		{Code("err:store:request:coupon_invalid").Known(), true},
	} {
		if tt.got != tt.want {
			t.Errorf("got %v, want %v", tt.got, tt.want)
		}
	}
	unknown := Code("err:store:data:not_yet_known")
	if unknown.Known() || unknown.HTTPStatus() != 500 || unknown.Title()+unknown.PageURL()+unknown.Detail()+unknown.Description() != "" ||
		unknown.Retryable() || unknown.Deprecated() || unknown.ReplacedBy() != "" {
		t.Error("an unknown code claims to be something")
	}
	if unknown.Type() != docsURL+"store/data/not_yet_known" || Code("nonsense").Type() != "" {
		t.Error("the type of an unknown code does not follow from it")
	}
	if unknown.Specific() != "not_yet_known" || Code("nonsense").System() != "" || Code("err:a").Category() != "" {
		t.Error("segments of unknown codes are wrong")
	}
}

func TestAll(t *testing.T) {
	all := slices.Collect(All())
	if len(all) != len(table) || !slices.IsSorted(all) {
		t.Errorf("All gives %q", all)
	}
	for code := range All() {
		if code != all[0] {
			t.Errorf("first is %q, want %q", code, all[0])
		}
		break
	}
}

func TestParse(t *testing.T) {
	if c, err := Parse("err:a:b2:c_d"); err != nil || c != "err:a:b2:c_d" {
		t.Errorf("Parse = %q, %v", c, err)
	}
	for s, want := range map[string]string{
		"a:b:c":       `code "a:b:c" does not have the form err:{system}:{category}:{specific}`,
		"err:a:b":     `code "err:a:b" does not have the form err:{system}:{category}:{specific}`,
		"err:a:B:c":   `category "B" of code "err:a:B:c" is not a lower-case letter followed by lower-case letters, digits and underscores`,
		"err:a::c":    `code "err:a::c" does not have the form err:{system}:{category}:{specific}`,
		"err:a:1b:c":  `category "1b" of code "err:a:1b:c" is not a lower-case letter followed by lower-case letters, digits and underscores`,
		"err:a:b:c:d": `specific "c:d" of code "err:a:b:c:d" is not a lower-case letter followed by lower-case letters, digits and underscores`,
		"err:a:b:c\n": `specific "c\n" of code "err:a:b:c\n" is not a lower-case letter followed by lower-case letters, digits and underscores`,
	} {
		if _, err := Parse(s); err == nil || err.Error() != want {
			t.Errorf("Parse(%q) fails with %v, want %s", s, err, want)
		}
	}
}

func TestCodeText(t *testing.T) {
	in := struct{ A, B, C, D Code }{StoreDataBasketNotFound, "err:store:request:coupon_invalid", "err:not:yet:known", ""}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	out := in
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	in.B = StoreRequestBadCoupon
	if out != in {
		t.Errorf("%s was read as %v", data, out)
	}
}

// TestSwitch shows what constants are for.
func TestSwitch(t *testing.T) {
	err := fmt.Errorf("add item: %w", StoreDataBasketNotFound)
	if !errors.Is(err, StoreDataBasketNotFound) || errors.Is(err, WarehouseBusy) {
		t.Error("a wrapped code is not found")
	}
	if !errors.Is(Code("err:store:request:coupon_invalid"), StoreRequestBadCoupon) ||
		!errors.Is(StoreRequestBadCoupon, Code("err:store:request:coupon_invalid")) ||
		!errors.Is(NewStoreRequestBadCoupon(), Code("err:store:request:coupon_invalid")) {
		t.Error("a former code is not the one in use")
	}
	switch code, _ := CodeOf(err); code {
	case StoreDataBasketNotFound:
	default:
		t.Errorf("CodeOf = %q", code)
	}
}
