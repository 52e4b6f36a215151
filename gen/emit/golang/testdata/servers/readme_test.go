package servers

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"example.com/servers/codes"
	"example.com/servers/codes/codesconnect"
	"example.com/servers/codes/codesgrpc"
)

// The lines of the README for RPCs.

func TestReadmeConnect(t *testing.T) {
	get := func(_ context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[emptypb.Empty], error) {
		return nil, order(req.Msg.Value)
	}
	mux := http.NewServeMux()
	url, _ := serve(t, mux)

	i := codesconnect.Interceptor{}
	mux.Handle(getProcedure, connect.NewUnaryHandler(getProcedure, get, connect.WithInterceptors(i)))
	client := connect.NewClient[wrapperspb.StringValue, emptypb.Empty](http.DefaultClient, url+getProcedure, connect.WithInterceptors(i))

	if _, err := client.CallUnary(t.Context(), connect.NewRequest(wrapperspb.String("known"))); !errors.Is(err, codes.StoreLimitsTooManyItems) {
		t.Error(err)
	}
}

func TestReadmeGRPC(t *testing.T) {
	l := listen(t)
	address, credentials := l.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials())

	i := codesgrpc.Interceptor{}
	s := grpc.NewServer(grpc.ChainUnaryInterceptor(i.UnaryServer), grpc.ChainStreamInterceptor(i.StreamServer))
	conn, err := grpc.NewClient(address, credentials, grpc.WithChainUnaryInterceptor(i.UnaryClient), grpc.WithChainStreamInterceptor(i.StreamClient))

	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	s.RegisterService(&orders, nil)
	go func() { _ = s.Serve(l) }()
	t.Cleanup(s.Stop)
	if err := conn.Invoke(t.Context(), getProcedure, wrapperspb.String("known"), &emptypb.Empty{}); !errors.Is(err, codes.StoreLimitsTooManyItems) {
		t.Error(err)
	}
}
