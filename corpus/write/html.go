package write
import "github.com/onomast/onomast/corpus"
type page struct{opts Options}
func newPage(opts Options) (Encoder, error) { return page{opts}, nil }
func (page) Extension() string              { return "html" }
func (page) AppendHeader(dst []byte) []byte { return dst }
func (page) AppendFooter(dst []byte) []byte { return dst }
func (page) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) { return dst,nil}
