package diag

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func at(file string, line, column int, summary string) Diagnostic {
	return Diagnostic{Severity: Error, Code: "x", Position: Position{file, line, column}, Summary: summary}
}

func TestSorted(t *testing.T) {
	t.Parallel()
	list := List{
		at("b", 1, 1, "first of b"), at("a", 10, 1, "a, late"), at("a", 2, 9, "a, right"),
		at("a", 2, 1, "z comes first"), at("a", 2, 1, "a comes second"), at("b", 1, 1, "first of b"),
	}
	before := append(List{}, list...)
	want := List{
		at("a", 2, 1, "z comes first"), at("a", 2, 1, "a comes second"), at("a", 2, 9, "a, right"),
		at("a", 10, 1, "a, late"), at("b", 1, 1, "first of b"),
	}
	if d := cmp.Diff(want, list.Sorted()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(before, list); d != "" {
		t.Error("the list itself was changed:", d)
	}
	if got := (List)(nil).Sorted(); got != nil {
		t.Errorf("nil sorts to %v", got)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	e, w, i := Diagnostic{Severity: Error}, Diagnostic{Severity: Warning}, Diagnostic{Severity: Info}
	for _, c := range []struct {
		list List
		want string
	}{
		{nil, "no mistakes"},
		{List{i}, "no mistakes"},
		{List{e}, "1 error"},
		{List{w, w}, "2 warnings"},
		{List{w, e, e, i}, "2 errors, 1 warning"},
	} {
		if got := c.list.Summary(); got != c.want {
			t.Errorf("%v: got %q, want %q", c.list, got, c.want)
		}
	}
}

func TestErr(t *testing.T) {
	t.Parallel()
	if err := (List{{Severity: Warning}}).Err(); err != nil {
		t.Errorf("a warning stops nobody, got %v", err)
	}
	err := fmt.Errorf("load: %w", List{at("a", 1, 2, "wrong")}.Err())
	if got := From(err, "y"); len(got) != 1 || got[0].Summary != "wrong" {
		t.Errorf("the list is lost in %v", got)
	}
	got := From(errors.New("plain"), "y")
	if d := cmp.Diff(List{{Severity: Error, Code: "y", Summary: "plain"}}, got); d != "" {
		t.Error(d)
	}
	if From(nil, "y") != nil {
		t.Error("no error gives no diagnostics")
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		d    Diagnostic
		want string
	}{
		{at("a.yaml", 3, 5, "wrong"), "a.yaml:3:5: wrong"},
		{at("a.yaml", 3, 0, "wrong"), "a.yaml:3: wrong"},
		{at("a.yaml", 0, 0, "wrong"), "a.yaml: wrong"},
		{Diagnostic{Pointer: "/x/0", Summary: "wrong"}, "/x/0: wrong"},
		{Diagnostic{Summary: "wrong", Hint: "do this"}, "wrong; do this"},
	} {
		if got := c.d.Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
