package source

// A Piece says where a part of a text that was taken from a file is in that file:
// the text's bytes from Off on are the file's from Start on, up to the next piece.
type Piece struct {
	Off   int32
	Start int32
}
