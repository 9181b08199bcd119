// Package records cuts files of JSON into values: one a line, one list of them, or one
// after another.
package records

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
)

const bufferSize = 256 << 10

// A Reader yields the values of one file. A broken line does not take others with it;
// a list that is broken ends there.
type Reader struct {
	path   string
	in     *bufio.Reader
	limit  int64
	report annotation.Report
	line   []byte
	number int // of the line or record, from 1

	stream *jsontext.Decoder // nil: one value a line
	window *window
	list   bool
	ended  bool
	began  bool
}

// New returns a reader of a file.
func New(in *annotation.Input) *Reader {
	return &Reader{path: in.Path, in: bufio.NewReaderSize(in.Body, bufferSize), limit: in.Limit, report: in.Report}
}

// A Value is one JSON value and where it is. It is good until the next one is read.
type Value struct {
	Raw  jsontext.Value
	Line int
}

// Next returns the next value, and io.EOF after the last. What it returns is not
// checked to be JSON. An error that is a *annotation.Problem concerns one value.
func (r *Reader) Next() (Value, error) {
	if r.ended {
		return Value{}, io.EOF
	}
	if !r.began {
		r.began = true
		if err := r.begin(); err != nil {
			return Value{}, r.end(err)
		}
	}
	if r.stream != nil {
		return r.nextInStream()
	}
	return r.nextLine()
}

// begin finds out how values are set apart.
func (r *Reader) begin() error {
	if head, _ := r.in.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		_, _ = r.in.Discard(3)
	}
	head, err := r.in.Peek(bufferSize) // less at the end of the file
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	trimmed := bytes.TrimLeft(head, " \t\r\n")
	if first, _, whole := bytes.Cut(trimmed, []byte("\n")); len(trimmed) == 0 || trimmed[0] == '{' && (lineOfItsOwn(first) || !whole) {
		return nil
	}
	if r.list = trimmed[0] == '['; !r.list && trimmed[0] != '{' {
		return nil // every line says what is wrong
	}
	r.window = &window{in: r.in, limit: r.limit}
	r.stream = jsontext.NewDecoder(r.window, options(), jsontext.AllowInvalidUTF8(true))
	if !r.list {
		return nil
	}
	_, err = r.stream.ReadToken()
	return err
}

// lineOfItsOwn reports whether a line is a value, or so broken that it is none.
func lineOfItsOwn(line []byte) bool {
	err := checkSyntax(line)
	return !errors.Is(err, io.ErrUnexpectedEOF)
}

func checkSyntax(raw []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(raw), options(), jsontext.AllowInvalidUTF8(true))
	_, err := d.ReadValue()
	return err
}

// end makes an error the last one.
func (r *Reader) end(err error) error {
	r.ended = true
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return io.EOF
	}
	if problem := (*annotation.Problem)(nil); errors.As(err, &problem) {
		return problem
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.problem("broken-json", "mend the file; what comes before is read",
			"the file is not JSON from here on: %s", Explain(err))
	}
	return r.problem("unreadable", "", "the file cannot be read on: %s", err)
}

func (r *Reader) problem(code, hint, format string, args ...any) *annotation.Problem {
	return &annotation.Problem{
		Effect: annotation.Failed, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint,
		Origin: annotation.Origin{Path: r.path, Line: r.number},
	}
}

func (r *Reader) tooLarge() *annotation.Problem {
	return r.problem("too-large", "split it, or raise --max-document", "the record has more than %d bytes", r.limit)
}

func (r *Reader) nextInStream() (Value, error) {
	r.number++
	if r.list && r.stream.PeekKind() == ']' {
		_, err := r.stream.ReadToken()
		if _, more := r.stream.ReadToken(); err == nil && !errors.Is(more, io.EOF) {
			return Value{}, r.end(r.problem("broken-json", "", "there is more after the end of the list"))
		}
		r.ended = true
		return Value{}, io.EOF
	}
	r.window.begin(r.stream.InputOffset())
	raw, err := r.stream.ReadValue()
	if err == nil {
		return Value{raw, r.number}, nil
	}
	if errors.Is(err, errTooLarge) {
		return Value{}, r.end(r.tooLarge())
	}
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && r.list {
		err = io.ErrUnexpectedEOF
	}
	return Value{}, r.end(err)
}

func (r *Reader) nextLine() (Value, error) {
	for {
		r.number++
		fits, err := r.readLine()
		if !fits {
			return Value{}, r.tooLarge()
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(r.line) == 0) {
			return Value{}, r.end(err)
		}
		if line := bytes.TrimSpace(r.line); len(line) > 0 {
			return Value{line, r.number}, nil
		}
	}
}

// readLine reads a line into r.line, or past it when it is over the limit.
func (r *Reader) readLine() (fits bool, err error) {
	r.line = r.line[:0]
	fits = true
	for {
		piece, err := r.in.ReadSlice('\n')
		if int64(len(r.line)+len(piece)) > r.limit+2 {
			fits = false
		}
		if fits {
			r.line = append(r.line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return fits, err
		}
	}
}

var errTooLarge = errors.New("too large")

// A window refuses to read on when a value is over the limit.
type window struct {
	in          io.Reader
	limit       int64
	read, start int64
}

func (w *window) begin(offset int64) { w.start = offset }

func (w *window) Read(p []byte) (int, error) {
	if w.read-w.start > w.limit {
		return 0, errTooLarge
	}
	n, err := w.in.Read(p)
	w.read += int64(n)
	return n, err
}

func options() json.Options {
	return json.JoinOptions(jsontext.AllowDuplicateNames(true), json.MatchCaseInsensitiveNames(false))
}

// Unmarshal decodes a value. Escapes for half a surrogate pair, which no text can
// hold, become U+FFFD and are reported. The error is a *annotation.Problem.
func (r *Reader) Unmarshal(v Value, into any) error {
	err := json.Unmarshal(v.Raw, into, options())
	if err == nil {
		return nil
	}
	if !utf8.Valid(v.Raw) {
		return r.at(v, "invalid-utf8", "give --encoding NAME if the file is in another encoding", "it is not valid UTF-8")
	}
	if lone := json.Unmarshal(v.Raw, into, options(), jsontext.AllowInvalidUTF8(true)); lone == nil {
		p := r.at(v, "lone-surrogate", "", "escapes for half a surrogate pair became U+FFFD")
		p.Effect = annotation.Changed
		r.report(*p)
		return nil
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.at(v, "broken-json", "mend it, or leave it out", "it is not JSON: %s", Explain(err))
	}
	return r.at(v, "wrong-shape", "", "%s", Explain(err))
}

func (r *Reader) at(v Value, code, hint, format string, args ...any) *annotation.Problem {
	p := r.problem(code, hint, format, args...)
	p.Line = v.Line
	return p
}

// Problem is a failure of the record of a value.
func (r *Reader) Problem(v Value, code, hint, format string, args ...any) *annotation.Problem {
	return r.at(v, code, hint, format, args...)
}

// Origin is where a value is.
func (r *Reader) Origin(v Value) annotation.Origin {
	return annotation.Origin{Path: r.path, Line: v.Line}
}
