package openapi_test
import ("os";"testing";"github.com/unkeyed/errgen/gen/emit/openapi";"github.com/unkeyed/errgen/gen/internal/conformance")
func TestZZ(t *testing.T) {
	for name, c := range catalogues(t) {
		if name=="many" {continue}
		for _, u := range []string{"accept","refuse"} {
			o := openapi.Target.Options().(*openapi.Options); o.Unknown=u
			for _, text := range conformance.EmitWith(t, openapi.Target, c, o) { os.WriteFile(os.Getenv("OUT")+"/"+name+"."+u+".yaml", []byte(text), 0o644) }
		}
	}
}
