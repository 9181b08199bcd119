package columns

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type row struct {
	Name string   `parquet:"name"`
	Note *string  `parquet:"note,optional"`
	Tags []string `parquet:"tags"`
	In   struct {
		N int64 `parquet:"n"`
	} `parquet:"in"`
}

func file(t *testing.T, rows int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b)
	for i := range rows {
		r := row{Name: fmt.Sprint("row ", i), Tags: make([]string, i%3)}
		r.In.N = int64(i)
		if i%2 == 0 {
			r.Note = &r.Name
		}
		if _, err := w.Write([]row{r}); err != nil {
			t.Fatal(err)
		}
		if i%100 == 99 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTable(t *testing.T) {
	t.Parallel()
	raw := file(t, 250)
	table, err := Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"name", "note", "tags", "in.n"}, table.Names()); diff != "" || table.Rows() != 250 {
		t.Errorf("%d rows, names %s", table.Rows(), diff)
	}
	if table.Listed(0) || !table.Listed(2) || table.Listed(3) {
		t.Error("the wrong columns are lists")
	}
	table.Want([]int{3, -1, 1, 0})
	got := make([]Value, 4)
	for i := range 250 {
		if err := table.Next(got); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprint("row ", i)
		want := []Value{{Text: fmt.Sprint(i)}, {Null: true}, {Null: true}, {Text: name, IsText: true}}
		if i%2 == 0 {
			want[2] = Value{Text: name, IsText: true}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("row %d: %s", i, diff)
		}
	}
	if err := table.Next(got); !errors.Is(err, io.EOF) || table.Close() != nil {
		t.Errorf("%v after the last row", err)
	}
}

func TestDamage(t *testing.T) {
	t.Parallel()
	raw := file(t, 10)
	for _, bad := range [][]byte{nil, []byte("PAR1"), raw[:len(raw)-1], raw[len(raw)/2:]} {
		if _, err := Open(bytes.NewReader(bad), int64(len(bad))); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes: %v", len(bad), err)
		}
	}
	bad := bytes.Clone(raw)
	copy(bad[4:], "\xff\xff\xff\xff\xff\xff\xff\xff")
	table, err := Open(bytes.NewReader(bad), int64(len(bad)))
	if err != nil {
		t.Fatal(err)
	}
	table.Want([]int{0})
	if err := table.Next(make([]Value, 1)); !errors.Is(err, ErrDamaged) || table.Close() != nil {
		t.Errorf("a damaged page gives %v", err)
	}
}
