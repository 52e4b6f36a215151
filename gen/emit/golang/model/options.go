package model

// Options are those of the target in errgen.yaml.
type Options struct {
	Package      string   `yaml:"package" doc:"name of the Go package"`
	Names        string   `yaml:"names" enum:"full,category,specific" doc:"which segments of a code its identifier has; full: all of them; category: the last two if that is unique; specific: the last if that is unique. Only with full, a new page never renames the constant of another page"`
	Runtime      string   `yaml:"runtime" enum:"full,none" doc:"full: constants, and the code that raises, serves, decodes and matches errors; none: only the constants and the table, for programs that have their own error type"`
	Constructors string   `yaml:"constructors" enum:"all,params,none" doc:"which codes have a constructor: all, those with parameters, or none; use Code.With or New for the others"`
	HTTP         bool     `yaml:"http" doc:"whether to generate the code that serves and decodes HTTP responses; it imports net/http"`
	Classify     []string `yaml:"classify" doc:"codes for errors of the standard library, each as KIND=CODE; the kinds are canceled, deadline_exceeded, too_large, bad_json, not_found, method_not_allowed"`
	Connect      bool     `yaml:"connect" doc:"whether to generate a package that sends and receives the errors over Connect, named codesconnect if this one is codes; it imports connectrpc.com/connect"`
	GRPC         bool     `yaml:"grpc" doc:"whether to generate a package that sends and receives the errors over gRPC, named codesgrpc if this one is codes; it imports google.golang.org/grpc"`
	Test         bool     `yaml:"test" doc:"whether to generate a package for tests, named codestest if this one is codes; it checks responses and records exchanges for errgen verify traffic"`
	Domain       string   `yaml:"domain" pattern:"^[A-Za-z0-9.-]+$" want:"a domain" example:"api.example.com" doc:"the domain of the codes in error details of RPCs; by default the host of docs_url"`
	Import       string   `yaml:"import" pattern:"^[A-Za-z0-9._~/-]+$" want:"an import path" example:"example.com/shop/internal/codes" doc:"import path of the Go package, for the packages that import it; by default derived from the go.mod above out"`
}

// Full reports whether there is more than constants and a table.
func (o *Options) Full() bool { return o.Runtime != "none" }

// RPC reports whether there are packages for RPCs.
func (o *Options) RPC() bool { return o.Full() && (o.Connect || o.GRPC) }

// Classifies reports whether errors of the standard library have codes.
func (o *Options) Classifies() bool { return o.HTTP || o.RPC() }
