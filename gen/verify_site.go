package gen

import (
	"context"
	"os"
	"time"

	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/lint"
	"github.com/unkeyed/errgen/gen/lint/verified"
	"github.com/unkeyed/errgen/gen/verify"
)

// VerifySite looks the URLs of the catalogue up on the docs site: in the folder of a
// built one, given as an absolute path, or at the address of a running one. perSecond is
// the limit of requests to a running site. It returns how many URLs were looked up.
func (p *Project) VerifySite(ctx context.Context, at string, perSecond int) (*Judgement, int, error) {
	found, n, err := p.verifySite(ctx, at, perSecond)
	if err != nil {
		return nil, 0, err
	}
	j, err := p.known(found, verified.Site)
	return j, n, err
}

// WriteSiteBaseline stores the current findings of [Project.VerifySite] in the baseline
// file.
func (p *Project) WriteSiteBaseline(ctx context.Context, at string, perSecond int) (n int, name string, err error) {
	found, _, err := p.verifySite(ctx, at, perSecond)
	if err != nil {
		return 0, "", err
	}
	return p.writeBaseline(found, verified.Site)
}

func (p *Project) verifySite(ctx context.Context, at string, perSecond int) (diag.List, int, error) {
	var s verify.Site
	if _, err := os.Stat(at); err == nil {
		built, err := verify.OpenBuilt(at, p.Catalog)
		if err != nil {
			return nil, 0, err
		}
		s = built
	} else {
		tick := time.NewTicker(time.Second / time.Duration(perSecond))
		defer tick.Stop()
		running, err := verify.OpenRunning(at, tick.C)
		if err != nil {
			return nil, 0, err
		}
		s = running
	}
	found, n, err := verify.Published(ctx, p.Catalog, s)
	if err != nil {
		return nil, 0, err
	}
	return lint.Apply(found, p.Catalog, p.Config.Lint).Sorted(), n, nil
}
