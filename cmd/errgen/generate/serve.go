package generate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/unkeyed/errgen/cmd/errgen/terminal"
	"github.com/unkeyed/errgen/cmd/errgen/watch"
	"github.com/unkeyed/errgen/gen"
	"github.com/unkeyed/errgen/gen/catalog"
	"github.com/unkeyed/errgen/gen/diag"
	"github.com/unkeyed/errgen/gen/emit/html"
)

func serveCommand(e env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the pages as a site while you write them",
		Long: `Serve the site of the target html from memory, at the path of docs_url. On each
save, open pages reload. Findings of lint are shown on the page that they are
about; while a page cannot be read, the site stays as it was.

Only requests for an IP address, localhost or the host of --listen are answered.`,
		Example: `  errgen serve
  errgen serve --listen 127.0.0.1:8000`,
		Args: cobra.NoArgs,
	}
	config := terminal.ConfigFlag(cmd)
	listen := cmd.Flags().String("listen", "127.0.0.1:9098", "`ADDRESS` to listen on")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		listener, err := net.Listen("tcp", *listen)
		if err != nil {
			return terminal.Usage(fmt.Errorf("listen on %q: %w", *listen, err))
		}
		return e.serve(cmd.Context(), listener, *listen, *config)
	}
	return cmd
}

// serve serves the site until the context ends or somebody interrupts it.
func (e env) serve(ctx context.Context, listener net.Listener, listen, config string) error {
	s := newSiteServer(listen)
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan error, 1)
	go func() {
		failed <- server.Serve(listener)
		cancel()
	}()
	options := gen.Options{Config: config, Cache: new(gen.Cache)}
	told := false
	err := watch.Run(ctx, e.Env, config, func() error {
		project, err := e.Load(options)
		if err == nil {
			err = s.show(e, project)
		}
		if err != nil {
			s.fail(err)
		}
		if !told {
			told = true
			e.Note("errgen: serving http://%s%s\n", listener.Addr(), s.current().Base())
		}
		return err
	})
	s.end()
	ending, done := context.WithTimeout(context.Background(), time.Second)
	defer done()
	_ = server.Shutdown(ending) // who is still connected then is cut off
	if stopped := <-failed; err == nil && !errors.Is(stopped, http.ErrServerClosed) {
		err = stopped
	}
	return err
}

// A siteServer serves a site that changes.
type siteServer struct {
	name  string // host of the address that was asked for
	start int64  // tells versions of one run from those of another
	ended chan struct{}

	mu      sync.Mutex
	good    *gen.Site // without findings; the last that could be made
	site    *gen.Site
	changes int
	changed chan struct{} // closed at the next change
}

func newSiteServer(listen string) *siteServer {
	host, _, _ := net.SplitHostPort(listen)
	s := &siteServer{name: host, start: time.Now().UnixNano(), ended: make(chan struct{}), changed: make(chan struct{})}
	s.publish(nil, nil)
	return s
}

// show shows a project. A page that could be read before and cannot be now keeps the
// site as it was.
func (s *siteServer) show(e env, project *gen.Project) error {
	judged, err := project.Judge()
	if err != nil {
		return err
	}
	var site *gen.Site
	if good := s.last(); good == nil || !slices.ContainsFunc(project.Unread(), good.Tells) {
		if site, err = project.Site(); err != nil {
			return err
		}
	}
	s.publish(site, judged.Found)
	e.Note("errgen: %s, %s\n", terminal.Count(project.Pages, "page"), judged.Found.Summary())
	return nil
}

// fail shows why there is no project.
func (s *siteServer) fail(err error) {
	found := diag.List{{Message: err.Error()}}
	var config *gen.ConfigError
	if errors.As(err, &config) {
		found = config.Found
	}
	s.publish(nil, found)
}

// publish shows a site with findings; the last one where it is nil. It tells open pages.
func (s *siteServer) publish(site *gen.Site, found diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if site != nil {
		s.good = site
	}
	site = s.good
	if site == nil {
		site, _ = html.New(&catalog.Catalog{}, &html.Options{Title: "Errors"}) // which has nothing to fail with
	}
	s.changes++
	s.site = site.Annotated(found, "/-/reload.js?v="+s.version())
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *siteServer) version() string { return fmt.Sprintf("%d-%d", s.start, s.changes) }

func (s *siteServer) current() *gen.Site {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.site
}

func (s *siteServer) last() *gen.Site {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.good
}

// end ends the connections of open pages.
func (s *siteServer) end() { close(s.ended) }

func (s *siteServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cross-Origin-Resource-Policy", "same-origin") // no other site reads pages that nobody has published
	switch {
	case !s.answers(r.Host):
		http.Error(w, fmt.Sprintf("the host is %q, want an IP address, localhost or the host of --listen", r.Host), http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
	case r.URL.Path == "/-/events":
		s.events(w, r)
	case r.URL.Path == "/-/reload.js":
		header.Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = io.WriteString(w, reload)
	default:
		s.page(w, r)
	}
}

// answers reports whether requests for a host are answered. A name that somebody else
// controls may lead here as well: a page at it could read what is served here.
func (s *siteServer) answers(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host != "" && host == strings.ToLower(s.name)
}

// reload is the script of each page. It reloads a page that is older than the site.
const reload = `const shown = new URL(document.currentScript.src).searchParams.get('v')
new EventSource('/-/events').onmessage = (event) => {
  if (event.data !== shown) location.reload()
}
`

// events tells an open page the version of the site, at once and at each change.
func (s *siteServer) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	answer := http.NewResponseController(w)
	for {
		s.mu.Lock()
		version, changed := s.version(), s.changed
		s.mu.Unlock()
		if _, err := fmt.Fprintf(w, "data: %s\n\n", version); err != nil || answer.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-s.ended:
			return
		}
	}
}

// page answers with a file of the site.
func (s *siteServer) page(w http.ResponseWriter, r *http.Request) {
	site := s.current()
	at, below := strings.CutPrefix(r.URL.Path, site.Base())
	if !below && (r.URL.Path == "/" || r.URL.Path+"/" == site.Base()) {
		http.Redirect(w, r, site.Base(), http.StatusFound)
		return
	}
	status, file := http.StatusOK, at
	if at == "" || strings.HasSuffix(at, "/") {
		file += "index.html"
	}
	data, ok, err := site.File(file)
	if !ok && err == nil {
		if _, folder, _ := site.File(file + "/index.html"); folder && below {
			to := *r.URL
			to.Path, to.RawPath = to.Path+"/", ""
			http.Redirect(w, r, to.RequestURI(), http.StatusFound)
			return
		}
	}
	if !below || !ok {
		status, file = http.StatusNotFound, "404.html"
		data, _, err = site.File(file)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(file)))
	w.WriteHeader(status)
	_, _ = w.Write(data) // who has gone cannot be told
}
