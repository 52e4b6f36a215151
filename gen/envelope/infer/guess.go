package infer

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/unkeyed/errgen/gen/envelope"
	"github.com/unkeyed/errgen/gen/jsonpos"
)

// scalar guesses what a member is whose values are neither objects nor lists.
func (in *inference) scalar(name string, at []seen) *guessed {
	kind := mostly(at)
	nullable := slices.ContainsFunc(at, func(s seen) bool { return s.value.Kind == jsonpos.Null })
	at = of(at, kind)
	g := in.byValue(name, kind, at)
	if g == nil {
		g = byName(name, kind, at)
	}
	if g != nil {
		if nullable {
			g.text = orNull(g.text)
		}
		return g
	}
	if constant(name, at) && !nullable {
		return &guessed{literal: at[0].value, why: "always the same"}
	}
	return &guessed{param: true, null: nullable, differs: differ(at), tells: tells(name, at)}
}

// differ reports whether the values that were seen are not all the same.
func differ(at []seen) bool {
	return slices.ContainsFunc(at, func(s seen) bool {
		return !bytes.Equal(s.value.Append(nil), at[0].value.Append(nil))
	})
}

// tellNames are what members go by that tell what happened where no member is called so
// more plainly, the likeliest first.
var tellNames = []string{"text", "errortext", "messagetext", "usermessage", "displaymessage", "friendlymessage", "localizedmessage",
	"faultstring", "explanation", "reason", "cause", "summary", "info", "hint"}

// tells returns how likely a member tells what happened, from 1 for the likeliest; 0 for
// one that does not.
func tells(name string, at []seen) int {
	prose := 0
	for _, s := range at {
		if isText(s.value) && strings.Contains(strings.TrimSpace(s.value.Text), " ") {
			prose++
		}
	}
	if _, ok := often(prose, len(at)); !ok {
		return 0
	}
	return slices.Index(tellNames, bare(name)) + 1
}

// orNull makes the placeholder that ends a text one that is null where it has no
// value.
func orNull(text string) string {
	if i := strings.LastIndexByte(text, '}'); i > 0 {
		return text[:i] + "?" + text[i:]
	}
	return text
}

// meanings are the placeholders that names of members usually stand for. The
// names are in lower case, without marks.
var meanings = []struct {
	text  string
	names string
	fits  func(*jsonpos.Value) bool
}{
	{"{status}", "status statuscode httpstatus httpstatuscode httpcode", isStatus},
	{"text {status}", "status statuscode httpstatus httpstatuscode httpcode code", isStatusText},
	{"{code}", "code errorcode errcode errorname error errortype reason", isCodeText},
	{"number {code}", "code errorcode errcode errorno errno number", isWhole},
	{"{title}", "title", isText},
	{"{type}", "type", isURL},
	{"{page_url}", urlNames, isURL},
	{"{detail|summary}", detailNames, isText},
	{"{instance}", "instance", isText},
	{"{request_id}", "requestid xrequestid reqid traceid correlationid logid", isText},
	{"{retry_after}", "retryafter", isWhole},
	{"{timestamp}", "timestamp time date datetime occurredat", isTime},
	{"{path}", "path", isText},
}

// detailNames are what members go by that tell what happened.
const detailNames = "detail message msg errormessage errormsg errordetail errordescription description error"

// urlNames are what members go by whose value is the URL of a page.
const urlNames = "docurl docsurl documentationurl documentation docs helpurl help link href url moreinfo infourl erroruri reference"

// byName returns what a member is by its name, nil where that says nothing.
func byName(name string, kind jsonpos.Kind, at []seen) *guessed {
	for _, m := range meanings {
		if !slices.Contains(strings.Fields(m.names), bare(name)) {
			continue
		}
		n := 0
		for _, s := range at {
			if m.fits(s.value) {
				n++
			}
		}
		if _, ok := often(n, len(at)); ok && !(strings.Contains(m.text, "{code}") && otherCode(at)) {
			return &guessed{text: m.text, why: "by its name"}
		}
	}
	return nil
}

// otherCode reports whether values are not the codes of the samples, of which most
// are known.
func otherCode(at []seen) bool {
	known := 0
	for _, s := range at {
		if s.sample.Values == nil {
			continue
		}
		if v := s.sample.Values("code"); v != nil && v.Text != "" && envelope.Spell(v.Text, "snake") != envelope.Spell(s.value.Text, "snake") {
			known++
		}
	}
	_, most := often(known, len(at))
	return most
}

// bare returns a name in lower case without marks: "requestId" and "request-id"
// are one.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_-.@$ ", r) {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

var (
	wholeText = regexp.MustCompile(`^-?[0-9]+$`)
	codeText  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:/#-]*$`)
	timeText  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T`)
	urlText   = regexp.MustCompile(`^(https?://|/)[^ ]*$`)
)

func isText(v *jsonpos.Value) bool  { return v.Kind == jsonpos.String }
func isWhole(v *jsonpos.Value) bool { return v.Kind == jsonpos.Number && wholeText.MatchString(v.Text) }
func isURL(v *jsonpos.Value) bool   { return isText(v) && urlText.MatchString(v.Text) }
func isTime(v *jsonpos.Value) bool  { return isText(v) && timeText.MatchString(v.Text) }
func isStatus(v *jsonpos.Value) bool {
	n, ok := v.Int()
	return ok && 100 <= n && n < 600
}

func isStatusText(v *jsonpos.Value) bool {
	return isText(v) && isStatus(&jsonpos.Value{Kind: jsonpos.Number, Text: v.Text})
}

// isCodeText leaves out single words that are not codes but say that there is an
// error.
func isCodeText(v *jsonpos.Value) bool {
	return isText(v) && codeText.MatchString(v.Text) && !slices.Contains(markers, v.Text)
}

// markers are values that stand in every error body.
var markers = []string{"error", "fail", "failure", "failed", "2.0", "Error", "ERROR", "about:blank"}

// constant reports whether values are the same wherever they are seen, and that
// not by chance.
func constant(name string, at []seen) bool {
	first := at[0].value
	for _, s := range at[1:] {
		if s.value.Kind != first.Kind || s.value.Text != first.Text {
			return false
		}
	}
	const enough = 3
	return len(at) >= enough || first.Kind == jsonpos.String && slices.Contains(markers, first.Text) ||
		first.Kind == jsonpos.Bool && slices.Contains([]string{"ok", "success", "error", "failed"}, bare(name))
}

// A candidate is a placeholder that a value may be that of.
type candidate struct {
	text   string // with %s where the placeholder stands
	ref    envelope.Ref
	around bool // text may stand around it
	what   string
}

// candidates returns what a member may be by its value, likeliest first.
func (in *inference) candidates(name string, kind jsonpos.Kind) []candidate {
	if kind == jsonpos.Number {
		out := []candidate{{text: "{status}", ref: envelope.Ref{Name: "status"}, what: "the status"}, {text: "number {code}", ref: envelope.Ref{Name: "code"}, what: "the code"}}
		for _, n := range in.names {
			out = append(out, candidate{text: "number {" + n + "}", ref: envelope.Ref{Name: n}, what: "the " + n})
		}
		return out
	}
	url := slices.Contains(strings.Fields(urlNames), bare(name))
	first, second := "type", "page_url"
	if url {
		first, second = second, first
	}
	out := []candidate{
		{ref: envelope.Ref{Name: "code"}, around: true, what: "the code"},
		{ref: envelope.Ref{Name: first}, what: "the URL"}, {ref: envelope.Ref{Name: second}, what: "the URL"},
	}
	title := bare(name) == "title"
	if title {
		out = append(out, candidate{ref: envelope.Ref{Name: "title"}, what: "the title"})
	}
	for _, n := range in.names {
		out = append(out, candidate{ref: envelope.Ref{Name: n}, around: true, what: "the " + n})
	}
	out = append(out, candidate{ref: envelope.Ref{Name: "rpc_status"}, what: "the status as gRPC names it"}, candidate{ref: envelope.Ref{Name: "reason_phrase"}, what: "the reason phrase"})
	for _, how := range envelope.Cases[:len(envelope.Cases)-1] {
		out = append(out, candidate{ref: envelope.Ref{Name: "code", Case: how}, around: true, what: "the code"})
		for _, n := range in.names {
			out = append(out, candidate{ref: envelope.Ref{Name: n, Case: how}, around: true, what: "the " + n})
		}
	}
	out = append(out, candidate{text: "text {status}", ref: envelope.Ref{Name: "status"}, what: "the status"})
	switch {
	case slices.Contains(strings.Fields(detailNames), bare(name)): // what happened, where that is told
		out = append(out, candidate{text: "{detail|title}", ref: envelope.Ref{Name: "title"}, what: "the title"})
	case !title:
		out = append(out, candidate{ref: envelope.Ref{Name: "title"}, what: "the title"})
	}
	return out
}

// byValue returns what a member is by its value, nil where that equals nothing
// that is known.
func (in *inference) byValue(name string, kind jsonpos.Kind, at []seen) *guessed {
	if kind != jsonpos.String && kind != jsonpos.Number {
		return nil
	}
	all := in.candidates(name, kind)
	for _, c := range all {
		n, known := 0, 0
		for _, s := range at {
			if want := c.value(s); want != "" {
				known++
				if s.value.Text == want {
					n++
				}
			}
		}
		if on, ok := often(n, known); ok {
			return c.guess(on, "", "")
		}
	}
	if kind == jsonpos.String && !constant(name, at) {
		for _, c := range all {
			if g := c.within(at); c.around && g != nil {
				return g
			}
		}
	}
	return nil
}

// value returns the text of a candidate on a sample, "" where it is not known.
func (c candidate) value(s seen) string {
	if s.sample.Values == nil {
		return ""
	}
	v := s.sample.Values(c.ref.Name)
	if v == nil {
		return ""
	}
	return envelope.Spell(v.AsText(), c.ref.Case)
}

func (c candidate) guess(on, before, after string) *guessed {
	text := c.text
	if text == "" {
		text = envelope.Part{Text: before}.String() + "{" + c.ref.String() + "}" + envelope.Part{Text: after}.String()
	}
	return &guessed{text: text, why: "it is " + c.what + " " + on, strong: c.ref.Identifies()}
}

// within returns the text in which a candidate stands on most samples, with the
// same text around it. Prose is none: a name in it is there by chance.
func (c candidate) within(at []seen) *guessed {
	type around struct{ before, after string }
	counts := map[around]int{}
	known := 0
	var best around
	for _, s := range at {
		want := c.value(s)
		if len(want) < 3 {
			continue
		}
		known++
		if strings.Contains(s.value.Text, " ") {
			continue
		}
		if i := strings.LastIndex(s.value.Text, want); i >= 0 {
			a := around{s.value.Text[:i], s.value.Text[i+len(want):]}
			if counts[a]++; counts[a] > counts[best] {
				best = a
			}
		}
	}
	if on, ok := often(counts[best], known); ok {
		return c.guess(on, best.before, best.after)
	}
	return nil
}
