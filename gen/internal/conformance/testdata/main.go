// Command main runs the conformance cases through the generated package and
// prints what it makes of each.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"

	"example.com/made/codes"
)

type read struct {
	Name     string
	Response *struct {
		Status     int
		StatusText string
		Headers    map[string]string
		URL        string
	}
	Body   string
	Base64 []byte
	Repeat []any
}

type create struct {
	Code   string
	Detail *string
	Params struct {
		Item, Class, From string
		Left              int64
		Default           bool
		When              time.Time
		Ratio             float64
	}
}

func main() {
	var in struct {
		Read   []read
		Create []create
	}
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := struct{ Read, Create []any }{}
	for _, c := range in.Read {
		out.Read = append(out.Read, result(c.run()))
	}
	for _, c := range in.Create {
		out.Create = append(out.Create, result(c.run()))
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (c read) run() *codes.Error {
	body := []byte(c.Body)
	if c.Base64 != nil {
		body = c.Base64
	}
	if c.Repeat != nil {
		body = bytes.Repeat([]byte(c.Repeat[0].(string)), int(c.Repeat[1].(float64)))
	}
	if c.Response == nil {
		e, err := codes.Decode(body)
		if (e == nil) == (err == nil) {
			panic(c.Name + ": Decode gave neither an error to keep nor a reason, or both")
		}
		return e
	}
	resp := &http.Response{
		StatusCode: c.Response.Status, Status: fmt.Sprint(c.Response.Status, " ", c.Response.StatusText),
		Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)),
	}
	for name, value := range c.Response.Headers {
		resp.Header.Set(name, value)
	}
	if c.Response.URL != "" {
		resp.Request = &http.Request{}
		var err error
		if resp.Request.URL, err = url.Parse(c.Response.URL); err != nil {
			panic(err)
		}
	}
	err := codes.FromResponse(resp)
	if err == nil {
		return nil
	}
	return err.(*codes.Error)
}

func (c create) run() *codes.Error {
	var opts []codes.Option
	if c.Detail != nil {
		opts = append(opts, codes.WithDetail(*c.Detail))
	}
	switch p := c.Params; codes.Code(c.Code) {
	case codes.ShopCartItemGone:
		return codes.NewShopCartItemGone(p.Item, p.Left, nil, nil, nil, opts...)
	case codes.ShopCartKeyword:
		return codes.NewShopCartKeyword(p.Class, p.From, p.Default, nil, nil, opts...)
	case codes.TimeZoneUnknown:
		return codes.NewTimeZoneUnknown(p.When, p.Ratio, opts...)
	}
	return codes.New(codes.Code(c.Code), opts...)
}

func result(e *codes.Error) any {
	if e == nil {
		return nil
	}
	var wait any = e.RetryAfter().Seconds()
	if e.RetryAfter() > 365*24*time.Hour {
		wait = "later"
	}
	return map[string]any{
		"code": e.Code(), "known": e.Known(), "status": e.HTTPStatus(), "title": e.Title(), "type": e.Type(),
		"detail": e.Detail(), "instance": e.Instance(), "requestId": e.RequestID(), "retryable": e.Retryable(),
		"retryAfter": wait, "params": params(e), "message": e.Error(),
	}
}

// exact returns a number as text if a float does not hold it.
func exact(n int64) any {
	if n > 1<<53 || n < -1<<53 {
		return fmt.Sprint(n)
	}
	return n
}

// params returns the parameters of an error by their names in JSON.
func params(e *codes.Error) map[string]any {
	if p, ok := codes.ParamsOf[codes.ShopCartItemGoneParams](e); ok {
		out := map[string]any{"item": p.Item, "left": exact(p.Left), "since": p.Since, "prices": p.Prices}
		if p.Others != nil {
			others := []any{}
			for _, o := range p.Others {
				others = append(others, map[string]any{"item": o.Item, "fresh": o.Fresh})
			}
			out["others"] = others
		}
		return out
	}
	if p, ok := codes.ParamsOf[codes.ShopCartKeywordParams](e); ok {
		return map[string]any{"class": p.Class, "from": p.From, "default": p.Default, "args": p.Args, "limitRows": p.LimitRows}
	}
	if p, ok := codes.ParamsOf[codes.TimeZoneUnknownParams](e); ok {
		return map[string]any{"when": p.When, "ratio": p.Ratio}
	}
	return map[string]any{}
}
