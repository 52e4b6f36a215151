package servers

import (
	"context"
	"errors"
	"io"
	"net/http"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// The procedures of the service.
const (
	getProcedure   = "/shop.Orders/Get"
	watchProcedure = "/shop.Orders/Watch"
)

// withConnect answers with or without interceptors.
func withConnect(options ...connect.HandlerOption) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(getProcedure, connect.NewUnaryHandler(getProcedure,
		func(ctx context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[emptypb.Empty], error) {
			return connect.NewResponse(&emptypb.Empty{}), order(req.Msg.Value)
		}, options...))
	mux.Handle(watchProcedure, connect.NewBidiStreamHandler(watchProcedure,
		func(ctx context.Context, stream *connect.BidiStream[wrapperspb.StringValue, emptypb.Empty]) error {
			for {
				in, err := stream.Receive()
				if errors.Is(err, io.EOF) {
					return nil
				}
				if err != nil {
					return err
				}
				if err := order(in.Value); err != nil {
					return err
				}
				if err := stream.Send(&emptypb.Empty{}); err != nil {
					return err
				}
			}
		}, options...))
	return mux
}
