package handlers

import "context"

// Settle looks at a module until nothing is new, and once more. It returns how many
// facts that last round asked for, at how many functions it looked, and how many
// register handlers.
func Settle(ctx context.Context, o Options) (asked, looked, register int, err error) {
	a, err := open(ctx, o)
	if err != nil {
		return 0, 0, 0, err
	}
	a.settle()
	a.round()
	for _, f := range a.facts {
		if f.round == a.rounds && f.routes {
			register++
		}
	}
	return a.asked, a.looked, register, nil
}
