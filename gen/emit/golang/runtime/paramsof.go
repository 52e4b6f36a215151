package runtime

import (
	"encoding/json"
	"math"
	"reflect"
	"time"
)

// ParamsOf returns the parameters of the first [*Error] in err's tree that has
// parameters of type P, one of the Params types of this package. It reports
// whether there was one.
func ParamsOf[P any](err error) (P, bool) {
	var p P
	t := reflect.TypeFor[P]()
	if t.PkgPath() != reflect.TypeFor[Error]().PkgPath() {
		return p, false
	}
	_, ok := search(err, func(e *Error) bool {
		i := e.code.info()
		if i == nil || e.values == nil || i.of != t.Name() {
			return false
		}
		e.unload(reflect.ValueOf(&p).Elem(), i)
		return true
	})
	return p, ok
}

// unload sets the fields of a struct, which are the code's parameters in order.
// Absent ones stay zero.
func (e *Error) unload(to reflect.Value, i *info) {
	for n, v := range e.values {
		if v.absent() {
			continue
		}
		field := to.Field(n)
		if field.Kind() == reflect.Pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		switch i.params[n].kind {
		case isText:
			field.SetString(v.text)
		case isInt:
			field.SetInt(int64(v.number))
		case isFloat:
			field.SetFloat(math.Float64frombits(v.number))
		case isBool:
			field.SetBool(v.number != 0)
		case isTime:
			t, _ := time.Parse(time.RFC3339Nano, v.text) // it was made of a time
			field.Set(reflect.ValueOf(t))
		default:
			_ = json.Unmarshal([]byte(v.text), field.Addr().Interface()) // it was made of such a list
		}
	}
}
