package golang_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGoFix: go fix writes the identifier in use in place of one of an older time.
func TestGoFix(t *testing.T) {
	m := newModule(t)
	if out, err := m.try(nil, "go", "tool", "fix", "help"); err != nil || !strings.Contains(out, "inline") {
		t.Skipf("this Go has no go fix that inlines constants, so it is not tried: %v", err)
	}
	m.writeAll("codes", files(t, sample(), options(nil)))
	m.write("main.go", `package main

import "example.com/made/codes"

func main() {
	println(codes.StoreBusy, codes.StoreRequestCouponInvalid)
}
`)
	m.run(nil, "go", "fix", "./...")
	got, err := os.ReadFile(filepath.Join(m.dir, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "println(codes.WarehouseBusy, codes.StoreRequestBadCoupon)"; !strings.Contains(string(got), want) {
		t.Errorf("go fix wrote\n%s\nwant %s", got, want)
	}
	if out := m.run(nil, "go", "run", "."); strings.TrimSpace(out) != "err:store:upstream:busy err:store:request:bad_coupon" {
		t.Errorf("printed %s", out)
	}
}
