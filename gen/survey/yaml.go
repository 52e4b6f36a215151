package survey

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/unkeyed/errgen/gen/jsonpos"
)

// An Output is an entry of errgen.yaml's generate list: keys and values in order.
type Output [][2]string

// SchemaFile is where the schema of an errgen.yaml is kept, beside it, and
// SchemaComment the line by which editors find it there.
const (
	SchemaFile    = "errgen.schema.json"
	SchemaComment = "# yaml-language-server: $schema=" + SchemaFile + "\n"
)

// YAML returns the text of an errgen.yaml with what was found, each key with a
// comment.
func (s *Survey) YAML(outputs []Output) []byte {
	var b strings.Builder
	b.WriteString(SchemaComment + "# Where the error pages are and what errgen generates from them.\nversion: 1\n")
	if s.Docs != nil {
		b.WriteString("\n# The docs site that publishes the pages.\nsite: " + s.Docs.Name + "\n")
		if s.docs.slash != "" {
			b.WriteString("trailing_slash: " + s.docs.slash + " # as " + s.docs.file + " says\n")
		}
	}
	fmt.Fprintf(&b, "\n# The folder of the error pages, relative to this file.\npages: %s\n", scalar(s.Pages))
	if len(s.Locales) > 0 {
		b.WriteString("\n# The pages in other languages, which share the codes of these.\nlocales:\n")
		for _, l := range s.Locales {
			fmt.Fprintf(&b, "  %s: %s\n", scalar(l.Language), scalar(l.Folder))
		}
	}
	b.WriteString("\n# Type URLs are this URL followed by the path of the page.\n")
	fmt.Fprintf(&b, "docs_url: %s\n", scalar(s.DocsURL))
	fmt.Fprintf(&b, "\n# Error bodies look like %s\n", s.Envelope.Outline())
	b.WriteString(s.envelope())
	if len(s.Rules) > 0 {
		b.WriteString("\n# How an error is found on the pages, and where its facts are.\nrecords:\n")
		for _, r := range s.Rules {
			b.WriteString(r.YAML())
		}
	}
	if s.Unread > 0 {
		b.WriteString(template)
	}
	if s.DefaultCode != "" {
		fmt.Fprintf(&b, "\n# The code for errors that have no code of their own.\ndefault_code: %s\n", scalar(string(s.DefaultCode)))
	}
	if len(s.Sections) > 0 {
		b.WriteString("\n# Headings that mean the same as the standard ones.\nsections:\n")
		for i, a := range s.Sections {
			if i == 0 || s.Sections[i-1].Kind != a.Kind {
				fmt.Fprintf(&b, "  %s:\n", a.Kind)
			}
			fmt.Fprintf(&b, "    - %s\n", scalar(a.Heading))
		}
	}
	b.WriteString("\n# What to generate, and where: go, typescript, python, openapi or json.\ngenerate:\n")
	for _, o := range outputs {
		b.WriteString(o.YAML())
	}
	return []byte(b.String())
}

// template is for those who know where the codes are that were not found.
const template = `
# How an error is found on the pages: what is one error (page, h1 to h6, row, item, or
# element NAME), what its code looks like, and where its facts are. For example:
# records:
#   - in: "**"
#     each: h2
#     form: "ERR_{name}"
#     case: upper
#     code: heading
#     status: [label Status, none]
`

// YAML returns the entry as an item of the list.
func (o Output) YAML() string {
	var b strings.Builder
	for i, pair := range o {
		mark := "    "
		if i == 0 {
			mark = "  - "
		}
		fmt.Fprintf(&b, "%s%s: %s\n", mark, pair[0], scalar(pair[1]))
	}
	return b.String()
}

// plain is text that YAML takes for itself.
var plain = regexp.MustCompile(`^(https?://[A-Za-z0-9._~/:-]*[A-Za-z0-9_~/-]|\.|[./A-Za-z_-]*[A-Za-z_][A-Za-z0-9._/-]*)$`)

func scalar(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
	default:
		if plain.MatchString(s) && !strings.HasPrefix(s, "-") {
			return s
		}
	}
	return string(jsonpos.AppendString(nil, s))
}

// envelope returns the key envelope: the name of a built-in template, or what
// another looks like.
func (s *Survey) envelope() string {
	if s.Envelope.Name != "" {
		return "envelope: " + s.Envelope.Name + "\n"
	}
	template, _ := jsonpos.Parse(string(s.Envelope.AppendJSON(nil)))
	return "envelope:\n" + block(template, "  ")
}

// block returns the members of an object, or the items of a list, a line each.
func block(v *jsonpos.Value, indent string) string {
	var b strings.Builder
	for _, m := range v.Members {
		b.WriteString(indent + scalar(m.Name) + ":" + inner(m.Value, indent))
	}
	for _, item := range v.Items {
		if len(item.Members) > 0 {
			b.WriteString(indent + "- " + strings.TrimPrefix(block(item, indent+"  "), indent+"  "))
			continue
		}
		b.WriteString(indent + "-" + inner(item, indent))
	}
	return b.String()
}

func inner(v *jsonpos.Value, indent string) string {
	if len(v.Members)+len(v.Items) > 0 {
		return "\n" + block(v, indent+"  ")
	}
	return " " + string(v.Append(nil)) + "\n"
}
