package gen

import (
	"os"

	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/lint/verified"
	"github.com/unkeyed/errgen/gen/source"
	"github.com/unkeyed/errgen/gen/verify"
)

// VerifyTraffic compares recorded exchanges with the catalogue: each response with
// an error status. names are the paths of the recordings. With show, findings have
// values of bodies; without, only their paths and types.
func (p *Project) VerifyTraffic(names []string, show bool) (*Judgement, *verify.Traffic, error) {
	var all []*verify.Exchange
	traffic := &verify.Traffic{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		exchanges, found := verify.Exchanges(source.NewFile(source.Name(p.base, name), data))
		all = append(all, exchanges...)
		traffic.Found = append(traffic.Found, found...)
	}
	found := traffic.Found
	traffic = verify.NewJudge(verify.NewReader(p.Catalog, nil), show).Judge(all)
	found = lint.Apply(append(found, traffic.Found...), p.Catalog, p.Config.Lint).Sorted()
	j, err := p.known(found, verified.Traffic)
	return j, traffic, err
}
