package servers

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	grpccodes "google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"example.com/servers/codes"
	"example.com/servers/codes/codesconnect"
	"example.com/servers/codes/codesgrpc"
)

// calls are what is asked of each service and what is sent for it.
var calls = []struct {
	number string
	code   codes.Code
	status uint32
}{
	{"known", codes.StoreLimitsTooManyItems, 3},
	{"joined", codes.StoreDataBasketNotFound, 5},
	{"upstream", codes.StoreDataBasketNotFound, 5},
	{"foreign", codes.StoreInternalUnexpected, 13},
	{"received", codes.StoreInternalUnexpected, 13},
	{"panic", codes.StoreInternalUnexpected, 13},
	{"", "", 0},
}

// checkCall looks at what a client gets.
func checkCall(t *testing.T, number string, err error, code codes.Code) {
	t.Helper()
	private(t, fmt.Sprintf("%+v", err))
	if code == "" {
		if err != nil {
			t.Errorf("%q: %v", number, err)
		}
		return
	}
	e, ok := err.(*codes.Error)
	if !ok || e.Code() != code || !errors.Is(err, code) || e.GetStatus() != 500 || e.HTTPStatus() != code.HTTPStatus() || e.RequestID() != "req_1" {
		t.Fatalf("%q: the client gets %#v", number, err)
	}
	if number != "known" {
		return
	}
	p, ok := codes.ParamsOf[codes.StoreLimitsTooManyItemsParams](err)
	if want := (codes.StoreLimitsTooManyItemsParams{Max: 3, Count: 4, First: "pear"}); !ok || p != want || e.RetryAfter() != 2*time.Second {
		t.Errorf("%q: the client gets %+v and is to wait %v", number, p, e.RetryAfter())
	}
	if want := `A basket holds 3 items, not 4; the first that is too much is "pear"`; e.Detail() != want {
		t.Errorf("%q: the detail is %q", number, e.Detail())
	}
}

func requestID(context.Context) string { return "req_1" }

func TestConnect(t *testing.T) {
	var seen []codes.Code
	server := codesconnect.Interceptor{RequestID: requestID, Recover: true, Observe: func(_ context.Context, e *codes.Error) { seen = append(seen, e.Code()) }}
	url, tap := serve(t, withConnect(connect.WithInterceptors(server)))
	for _, option := range []connect.ClientOption{connect.WithProtoJSON(), connect.WithGRPCWeb()} {
		client := connect.NewClient[wrapperspb.StringValue, emptypb.Empty](http.DefaultClient, url+getProcedure, option, connect.WithInterceptors(codesconnect.Interceptor{}))
		for _, c := range calls {
			_, err := client.CallUnary(t.Context(), connect.NewRequest(wrapperspb.String(c.number)))
			checkCall(t, c.number, err, c.code)
			if c.code == "" {
				continue
			}
			var shown *connect.Error
			sent, ok := codesconnect.Received(err)
			if !ok || uint32(sent.Code()) != c.status || !errors.As(err, &shown) || shown.Code() != sent.Code() || uint32(connect.CodeOf(err)) != c.status {
				t.Errorf("%s: %v is sent, want status %d", c.number, sent, c.status)
				continue
			}
			if len(shown.Details()) > 0 || shown.Message() != shown.Code().String() || codesconnect.FromError(err) != err {
				t.Errorf("%s: whoever looks for an error of Connect gets %v", c.number, shown)
			}
			private(t, sent.Message()+fmt.Sprint(sent.Meta()))
			info, err := sent.Details()[0].Value()
			if i, ok := info.(*errdetails.ErrorInfo); err != nil || !ok || i.Reason != string(c.code) || i.Domain != "example.com" {
				t.Errorf("%s: the first detail is %v (%v)", c.number, info, err)
			}
			for _, d := range sent.Details() {
				private(t, string(d.Bytes()))
			}
		}
		stream := connect.NewClient[wrapperspb.StringValue, emptypb.Empty](http2Client(), url+watchProcedure, option, connect.WithInterceptors(codesconnect.Interceptor{}))
		for _, c := range calls {
			s := stream.CallBidiStream(t.Context())
			_ = s.Send(wrapperspb.String(c.number))
			_ = s.CloseRequest()
			_, err := s.Receive()
			checkCall(t, c.number, err, c.code)
		}
	}
	if len(seen) != 24 {
		t.Errorf("observed %v", seen)
	}
	tap.check(t)
	encoded(t, tap)
}

// http2Client speaks HTTP/2, which streams in both directions need.
func http2Client() *http.Client {
	var protocols http.Protocols
	protocols.SetUnencryptedHTTP2(true)
	return &http.Client{Transport: &http.Transport{Protocols: &protocols}}
}

// encoded looks into what is sent in base64.
func encoded(t *testing.T, tap *wiretap) {
	t.Helper()
	found := regexp.MustCompile(`[A-Za-z0-9+/_-]{20,}`).FindAllString(tap.sent.String(), -1)
	if len(found) == 0 {
		t.Error("nothing is sent in base64")
	}
	for _, s := range found {
		data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
		if err == nil {
			private(t, string(data))
		}
	}
}

// plain are the texts that are sent without interceptors.
var plain = map[string]string{"known": "A basket holds 3 items", "upstream": "load: err:store:data:basket_not_found"}

// TestConnectPlain: without interceptors the text of an error is sent, which has no
// cause, and nothing of an error of Connect that is among the causes.
func TestConnectPlain(t *testing.T) {
	url, tap := serve(t, withConnect())
	for _, option := range []connect.ClientOption{connect.WithProtoJSON(), connect.WithGRPCWeb()} {
		client := connect.NewClient[wrapperspb.StringValue, emptypb.Empty](http.DefaultClient, url+getProcedure, option)
		for number, want := range plain {
			_, err := client.CallUnary(t.Context(), connect.NewRequest(wrapperspb.String(number)))
			if err == nil || !strings.Contains(err.Error(), want) || connect.CodeOf(err) != connect.CodeUnknown {
				t.Errorf("%s: the client gets %v", number, err)
			}
		}
	}
	tap.check(t)
	encoded(t, tap)
}

func TestConnectOwn(t *testing.T) {
	url, _ := serve(t, withConnect(connect.WithInterceptors(codesconnect.Interceptor{}), connect.WithReadMaxBytes(50)))
	client := connect.NewClient[wrapperspb.StringValue, emptypb.Empty](http2Client(), url+watchProcedure, connect.WithGRPC())
	s := client.CallBidiStream(t.Context())
	_ = s.Send(wrapperspb.String(strings.Repeat("x", 100)))
	_ = s.CloseRequest()
	if _, err := s.Receive(); connect.CodeOf(err) != connect.CodeResourceExhausted {
		t.Errorf("a message that is too large is answered with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	i := codesconnect.Interceptor{}
	for _, tt := range []struct {
		ctx  context.Context
		err  error
		want connect.Code
	}{
		{ctx, errPrivate, connect.CodeCanceled},
		{ctx, codes.StoreDataBasketNotFound, connect.CodeNotFound},
		{t.Context(), connect.NewError(connect.CodeUnimplemented, errPrivate), connect.CodeUnimplemented},
		{t.Context(), connect.NewError(connect.CodeUnauthenticated, errPrivate), connect.CodeInternal},
		{t.Context(), context.Canceled, connect.CodeUnavailable}, // by the option classify
	} {
		got := i.Error(tt.ctx, tt.err)
		private(t, got.Error())
		if got.Code() != tt.want {
			t.Errorf("%v is answered with %v, want %v", tt.err, got, tt.want)
		}
	}
	if i.Error(t.Context(), nil) != nil || codesconnect.FromError(io.EOF) != io.EOF || codesconnect.FromError(nil) != nil {
		t.Error("what is no error of the catalogue is changed")
	}
	theirs := connect.NewError(connect.CodeNotFound, errPrivate)
	detail, _ := connect.NewErrorDetail(&errdetails.ErrorInfo{Reason: string(codes.StoreDataBasketNotFound), Domain: "else.example"})
	theirs.AddDetail(detail)
	if codesconnect.FromError(theirs) != error(theirs) {
		t.Error("a reason of another domain is a code")
	}
	cause := codes.NewStoreDataBasketNotFound(codes.WithCause(connect.NewError(connect.CodeUnauthenticated, errPrivate)))
	if got := i.Error(t.Context(), cause); got.Code() != connect.CodeNotFound {
		t.Errorf("the cause of an error is answered: %v", got)
	}
	classified := codesconnect.Interceptor{Classify: func(err error) (codes.Code, bool) { return codes.WarehouseBusy, errors.Is(err, errPrivate) }}
	if got := classified.Error(t.Context(), errPrivate); got.Code() != connect.CodeUnavailable {
		t.Errorf("a classified error is answered with %v", got)
	}
}

// startGRPC starts a server and returns a connection to it.
func startGRPC(t *testing.T, server []grpc.ServerOption, client ...grpc.DialOption) (*grpc.ClientConn, *wiretap) {
	t.Helper()
	tap := listen(t)
	s := withGRPC(server...)
	go func() { _ = s.Serve(tap) }()
	t.Cleanup(s.Stop)
	conn, err := grpc.NewClient(tap.Addr().String(), append(client, grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn, tap
}

func TestGRPC(t *testing.T) {
	i := codesgrpc.Interceptor{}
	server := codesgrpc.Interceptor{RequestID: requestID, Recover: true}
	conn, tap := startGRPC(t,
		[]grpc.ServerOption{grpc.ChainUnaryInterceptor(server.UnaryServer), grpc.ChainStreamInterceptor(server.StreamServer)},
		grpc.WithChainUnaryInterceptor(i.UnaryClient), grpc.WithChainStreamInterceptor(i.StreamClient))
	for _, c := range calls {
		var header, trailer metadata.MD
		err := conn.Invoke(t.Context(), getProcedure, wrapperspb.String(c.number), &emptypb.Empty{}, grpc.Header(&header), grpc.Trailer(&trailer))
		private(t, fmt.Sprint(header, trailer))
		checkCall(t, c.number, err, c.code)
		checkStatus(t, c.number, err, c.code, c.status)

		stream, err := conn.NewStream(t.Context(), &orders.Streams[0], watchProcedure)
		if err != nil {
			t.Fatal(err)
		}
		if err := stream.SendMsg(wrapperspb.String(c.number)); err != nil {
			t.Fatal(err)
		}
		err = stream.RecvMsg(&emptypb.Empty{})
		_ = stream.CloseSend()
		checkCall(t, c.number, err, c.code)
		checkStatus(t, c.number, err, c.code, c.status)
		private(t, fmt.Sprint(stream.Trailer()))
	}
	tap.check(t)
}

func checkStatus(t *testing.T, number string, err error, code codes.Code, want uint32) {
	t.Helper()
	if code == "" {
		return
	}
	s, ok := codesgrpc.Received(err)
	if !ok || uint32(s.Code()) != want || uint32(status.Code(err)) != want {
		t.Fatalf("%s: %v is sent, want status %d", number, s, want)
	}
	if shown, _ := status.FromError(err); len(shown.Details()) > 0 || codesgrpc.FromStatus(err) != err {
		t.Errorf("%s: whoever looks for a status gets %v", number, shown)
	}
	info, ok := s.Details()[0].(*errdetails.ErrorInfo)
	if !ok || info.Reason != string(code) || info.Domain != "example.com" {
		t.Errorf("%s: the first detail is %v", number, s.Details()[0])
	}
	data, err := proto.Marshal(s.Proto())
	if err != nil {
		t.Fatal(err)
	}
	private(t, string(data))
}

// TestGRPCPlain: without interceptors the text of an error is sent, which has no
// cause, and nothing of a status that is among the causes.
func TestGRPCPlain(t *testing.T) {
	conn, tap := startGRPC(t, nil)
	for number, want := range plain {
		err := conn.Invoke(t.Context(), getProcedure, wrapperspb.String(number), &emptypb.Empty{})
		if err == nil || !strings.Contains(err.Error(), want) || status.Code(err) != grpccodes.Unknown {
			t.Errorf("%s: the client gets %v", number, err)
		}
	}
	tap.check(t)
}

// TestPassedOn: what a client of RPCs gets and a server without interceptors returns
// has the number of the status that it came with, and no more.
func TestPassedOn(t *testing.T) {
	theirs, _ := status.New(grpccodes.NotFound, "x").WithDetails(
		&errdetails.ErrorInfo{Reason: string(codes.StoreDataBasketNotFound), Domain: "example.com"}, &errdetails.DebugInfo{Detail: "hunter2"})
	for name, err := range map[string]error{
		"as it came": codesgrpc.FromStatus(theirs.Err()),
		"as a cause": codes.NewWarehouseBusy(codes.WithCause(codesgrpc.FromStatus(theirs.Err()))),
	} {
		s, _ := status.FromError(err)
		want := map[string]grpccodes.Code{"as it came": grpccodes.NotFound, "as a cause": grpccodes.Unknown}[name]
		if s.Code() != want || len(s.Details()) > 0 {
			t.Errorf("%s: gRPC would send %v, want %v without details", name, s, want)
		}
		if !errors.Is(err, codes.StoreDataBasketNotFound) || !errors.Is(err, theirs.Err()) {
			t.Errorf("%s: the code or the status is no longer found", name)
		}
	}
}

func TestGRPCOwn(t *testing.T) {
	i := codesgrpc.Interceptor{}
	conn, _ := startGRPC(t, []grpc.ServerOption{grpc.MaxRecvMsgSize(50), grpc.ChainStreamInterceptor(i.StreamServer)})
	stream, err := conn.NewStream(t.Context(), &orders.Streams[0], watchProcedure)
	if err != nil {
		t.Fatal(err)
	}
	_ = stream.SendMsg(wrapperspb.String(strings.Repeat("x", 100)))
	if err := stream.RecvMsg(&emptypb.Empty{}); status.Code(err) != grpccodes.ResourceExhausted {
		t.Errorf("a message that is too large is answered with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		ctx  context.Context
		err  error
		want grpccodes.Code
	}{
		{ctx, errPrivate, grpccodes.Canceled},
		{ctx, codes.StoreDataBasketNotFound, grpccodes.NotFound},
		{t.Context(), status.Error(grpccodes.Unimplemented, "hunter2"), grpccodes.Unimplemented},
		{t.Context(), status.Error(grpccodes.Unauthenticated, "hunter2"), grpccodes.Internal},
		{t.Context(), context.Canceled, grpccodes.Unavailable}, // by the option classify
		{t.Context(), codes.NewStoreDataBasketNotFound(codes.WithCause(status.Error(grpccodes.Unauthenticated, "hunter2"))), grpccodes.NotFound},
		{t.Context(), codes.NewStoreDataBasketNotFound(codes.WithDetail("not \xff UTF-8")), grpccodes.NotFound},
	} {
		got := i.Status(tt.ctx, tt.err)
		private(t, got.String())
		if got.Code() != tt.want || tt.want == grpccodes.NotFound && len(got.Details()) != 1 {
			t.Errorf("%v is answered with %v %v, want %v", tt.err, got, got.Details(), tt.want)
		}
	}
	if i.Status(t.Context(), nil) != nil || codesgrpc.FromStatus(io.EOF) != io.EOF || codesgrpc.FromStatus(nil) != nil {
		t.Error("what is no error of the catalogue is changed")
	}
	theirs, _ := status.New(grpccodes.NotFound, "x").WithDetails(&errdetails.ErrorInfo{Reason: string(codes.StoreDataBasketNotFound), Domain: "else.example"})
	if got := codesgrpc.FromStatus(theirs.Err()); got.Error() != theirs.Err().Error() {
		t.Errorf("a reason of another domain is a code: %v", got)
	}
	newer, _ := status.New(grpccodes.NotFound, "x").WithDetails(&errdetails.ErrorInfo{Reason: "err:store:data:new", Domain: "example.com"})
	if e, ok := codesgrpc.FromStatus(newer.Err()).(*codes.Error); !ok || e.Known() || e.HTTPStatus() != 404 || e.Detail() != "x" {
		t.Errorf("a newer code is %v", e)
	}
}
