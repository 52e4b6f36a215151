package servers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-playground/validator/v10"

	"example.com/servers/codes"
)

func withGin() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	s := codes.Responder{Classify: func(err error) (codes.Code, bool) {
		var invalid validator.ValidationErrors
		return codes.WarehouseBusy, errors.As(err, &invalid)
	}}
	s.Browser = codes.BrowserPage
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.NoMethod(func(c *gin.Context) { s.MethodNotAllowed(c.Writer, c.Request) })
	r.NoRoute(func(c *gin.Context) { s.NotFound(c.Writer, c.Request) })
	r.Use(func(c *gin.Context) {
		c.Next()
		if last := c.Errors.Last(); last != nil {
			s.WriteHTTP(c.Writer, c.Request, last)
		}
	})
	fail := func(c *gin.Context, err error) {
		if err != nil {
			_ = c.Error(err)
		}
	}
	r.GET("/orders/:number", func(c *gin.Context) { fail(c, order(c.Param("number"))) })
	r.POST("/orders", func(c *gin.Context) {
		var v struct {
			Count int `binding:"required"`
		}
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit)
		fail(c, c.ShouldBindJSON(&v))
	})
	r.GET("/half", func(c *gin.Context) {
		c.String(http.StatusOK, "half")
		fail(c, order("known"))
	})
	return r
}
