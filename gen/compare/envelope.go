package compare

var envelopeChanged = &Rule{
	ID: "envelope-changed", Level: Wire,
	Doc: `error bodies have another shape

The envelope is what every client reads first. A member that is gone, that has another
name or another value, and another media type, break all of them at once.`,
	check: func(p *pass) {
		if p.old.Envelope != p.now.Envelope {
			p.report(nil, nil, or(), "the envelope was %q and is %q", p.old.Envelope, p.now.Envelope)
		}
	},
}
