package servers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"example.com/servers/codes"
)

func withEcho() http.Handler {
	s := codes.Responder{}
	s.Browser = codes.BrowserPage
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		if own := (*echo.HTTPError)(nil); errors.As(err, &own) {
			s.WriteStatus(c.Response(), c.Request(), own.Code, err)
			return
		}
		s.WriteHTTP(c.Response(), c.Request(), err)
	}
	e.GET("/orders/:number", func(c echo.Context) error { return order(c.Param("number")) })
	e.POST("/orders", func(c echo.Context) error {
		var v struct{ Count int }
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
		return c.Bind(&v)
	})
	e.GET("/half", func(c echo.Context) error {
		_ = c.String(http.StatusOK, "half")
		return order("known")
	})
	return e
}
