module example.com/server

go 1.25.0

require github.com/unkeyed/errgen v0.0.0

replace github.com/unkeyed/errgen => ../../../..
