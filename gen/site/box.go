package site

import "strings"

// A Box is how a site writes a loud box: between fences, as a quote, or as an
// element.
type Box struct {
	Fence   string // the first line: ":::note"; the last one is the colons alone
	Quote   string // the first line of a quote: "[!NOTE]"
	Element string // the name of an element
	Type    string // what its attribute type is; empty for an element without one
}

// Around returns the lines of a box around a text of Markdown, without a final line end.
func (b Box) Around(text string) string {
	switch {
	case b.Quote != "":
		return "> " + b.Quote + "\n> " + strings.ReplaceAll(text, "\n", "\n> ")
	case b.Element != "" && b.Type != "":
		return "<" + b.Element + ` type="` + b.Type + `">` + "\n" + text + "\n</" + b.Element + ">"
	case b.Element != "":
		return "<" + b.Element + ">\n" + text + "\n</" + b.Element + ">"
	}
	return b.Fence + "\n\n" + text + "\n\n" + b.Fence[:strings.LastIndexByte(b.Fence, ':')+1]
}

// The kinds of boxes.
const (
	Note    = "note"
	Info    = "info"
	Tip     = "tip"
	Warning = "warning"
	Danger  = "danger"
)

// elements are the components that are a box, on whichever site.
var elements = map[string]string{
	"Note": Note, "Info": Info, "Tip": Tip, "Check": Tip, "Warning": Warning, "Danger": Danger,
}

// types are what a component says in its attribute type that it is.
var types = map[string]string{
	"note": Note, "info": Info, "tip": Tip, "success": Tip, "idea": Tip, "check": Tip, "important": Info,
	"warn": Warning, "warning": Warning, "caution": Warning, "danger": Danger, "error": Danger,
}

// BoxOf returns the kind of box that a component is, empty if it is not a box. typ is
// its attribute type.
func BoxOf(component, typ string) string {
	switch component {
	case "Callout", "Aside", "Admonition":
		if kind := types[strings.ToLower(typ)]; kind != "" {
			return kind
		}
		return Note
	}
	return elements[component]
}

func fences(note, info, tip, warning, danger string) map[string]Box {
	return map[string]Box{Note: {Fence: note}, Info: {Fence: info}, Tip: {Fence: tip}, Warning: {Fence: warning}, Danger: {Fence: danger}}
}
