package write

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/parquet-go/parquet-go"

	"github.com/onomast/onomast/corpus"
)

// parquetFile writes the same as jsonLines, as Parquet: a row for each document, its
// entities a list in it. The lines are what it is made of, so that there is one place
// that knows what a result is.
type parquetFile struct{ lines jsonLines }

func newParquetFile(opts Options) Encoder { return parquetFile{jsonLines{opts}} }

func (parquetFile) Extension() string                 { return "parquet" }
func (parquetFile) AppendHeader(dst []byte) []byte    { return dst }
func (parquetFile) AppendSeparator(dst []byte) []byte { return dst }
func (parquetFile) AppendFooter(dst []byte) []byte    { return dst }

func (p parquetFile) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	return p.lines.AppendDocument(dst, o)
}

// A resultRow is a result. What has names of its own in each document (attributes,
// evidence, layers) is JSON.
type resultRow struct {
	ID              string         `json:"id" parquet:"id,zstd"`
	Text            *string        `json:"text" parquet:"text,optional,zstd"`
	OffsetUnit      string         `json:"offset_unit" parquet:"offset_unit,dict"`
	Origin          *originGroup   `json:"origin" parquet:"origin,optional"`
	Entities        []entityRow    `json:"entities" parquet:"entities,list"`
	Layers          jsontext.Value `json:"layers" parquet:"-"`
	LayersText      *string        `json:"-" parquet:"layers,optional,json,zstd"` // the library takes no optional bytes
	Parts           []partRow      `json:"parts" parquet:"parts,list"`
	Language        *string        `json:"language" parquet:"language,optional,dict"`
	TruncatedTokens int64          `json:"truncated_tokens" parquet:"truncated_tokens"`
	FailedStages    []string       `json:"failed_stages" parquet:"failed_stages,list,dict"`
	Notes           []noteRow      `json:"notes" parquet:"notes,list"`
	Pipeline        string         `json:"pipeline" parquet:"pipeline,dict"`
}

type originGroup struct {
	Path   string  `json:"path" parquet:"path,dict"`
	Entry  *string `json:"entry" parquet:"entry,optional,dict"`
	Line   int64   `json:"line" parquet:"line"`
	Offset int64   `json:"offset" parquet:"offset"`
}

type entityRow struct {
	ID         string         `json:"id" parquet:"id,dict"`
	Start      int64          `json:"start" parquet:"start"`
	End        int64          `json:"end" parquet:"end"`
	Origin     []int64        `json:"origin" parquet:"origin,list"`
	Text       string         `json:"text" parquet:"text,zstd"`
	Label      string         `json:"label" parquet:"label,dict"`
	Score      *float64       `json:"score" parquet:"score,optional"`
	ScoreKind  string         `json:"score_kind" parquet:"score_kind,dict"`
	Source     *string        `json:"source" parquet:"source,optional,dict"`
	Parent     *string        `json:"parent" parquet:"parent,optional,dict"`
	Attributes jsontext.Value `json:"attributes" parquet:"attributes,json,zstd"`
	Evidence   jsontext.Value `json:"evidence" parquet:"evidence,json,zstd"`
}

type partRow struct {
	Start      int64          `json:"start" parquet:"start"`
	End        int64          `json:"end" parquet:"end"`
	Label      string         `json:"label" parquet:"label,dict"`
	Attributes jsontext.Value `json:"attributes" parquet:"attributes,json,zstd"`
}

type noteRow struct {
	Stage   string `json:"stage" parquet:"stage,dict"`
	Code    string `json:"code" parquet:"code,dict"`
	Message string `json:"message" parquet:"message,zstd"`
}

// Seal makes a file of one row group.
func (parquetFile) Seal(staged []byte) (file []byte, err error) {
	defer func() {
		if p := recover(); p != nil { // the library's way to say that it has a bug
			err = fmt.Errorf("making a Parquet file of results: %v", p)
		}
	}()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[resultRow](&out)
	for line := range bytes.Lines(staged) {
		var row resultRow
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, fmt.Errorf("making a Parquet file of results: %w", err)
		}
		if row.Layers != nil {
			layers := string(row.Layers)
			row.LayersText = &layers
		}
		if _, err := w.Write([]resultRow{row}); err != nil {
			return nil, fmt.Errorf("making a Parquet file of results: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("making a Parquet file of results: %w", err)
	}
	return out.Bytes(), nil
}
