package section

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/diag"
)

const sample = `{
  "name": "Å\n",
  "a/b~c": {"deep": [1, {"x": null}]},
  "yes": true, "no": false, "n": 12, "f": -1.5e3
}`

func parse(t *testing.T, text string) Section {
	t.Helper()
	s, err := Parse("file.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMembersAreRead(t *testing.T) {
	o := parse(t, sample).Object()
	if got := o.Text("name", ""); got != "Å\n" {
		t.Errorf("name %q", got)
	}
	if !o.Bool("yes", false) || o.Bool("no", true) || !o.Bool("other", true) {
		t.Error("yes and no")
	}
	if got := o.Int("n", 0, 12); got != 12 {
		t.Errorf("n %d", got)
	}
	if got := o.Int("other", 5, 12); got != 5 {
		t.Errorf("other %d", got)
	}
	if got, err := o.Member("f").Number(); got != -1500 || err != nil {
		t.Errorf("f %v, %v", got, err)
	}
	if !o.Has("a/b~c") || o.Has("a") {
		t.Error("what there is")
	}
	if !o.Member("other").Null() || o.Member("n").Null() {
		t.Error("what is null")
	}
	o.Member("a/b~c")
	if err := o.Err(); err != nil {
		t.Error(err)
	}
}

func TestProblemsKnowTheirPlace(t *testing.T) {
	tests := []struct {
		ask  func(o *Object)
		want string
	}{
		{func(o *Object) { o.Text("n", "") }, `file.json:4:34: /n: is 12, should be a string`},
		{func(o *Object) { o.Bool("name", true) }, `file.json:2:11: /name: is a string, should be true or false`},
		{func(o *Object) { o.Int("n", 0, 11) }, `file.json:4:34: /n: is 12, should be a whole number from 0 to 11`},
		{func(o *Object) { o.Int("f", 0, 11) }, `file.json:4:43: /f: is -1.5e3, should be a whole number from 0 to 11`},
		{func(o *Object) { o.Need("other") }, `file.json:1:1: has no "other"`},
		{func(o *Object) { o.OneOf("name", "one", "two") }, `file.json:2:11: /name: is "Å\n", should be one of one, two`},
		{func(o *Object) { _, err := o.Member("yes").Number(); o.Fail(err) }, `file.json:4:10: /yes: is true, should be a number`},
		{func(o *Object) { o.Fail(o.Member("no").Each(nil)) }, `file.json:4:22: /no: is false, should be a list`},
		{func(o *Object) { o.Fail(o.Member("no").Object().Err()) }, `file.json:4:22: /no: is false, should be an object`},
		{func(o *Object) {
			o.Fail(o.Member("a/b~c").Object().Member("deep").Each(func(s Section) error {
				if s.raw.Kind() == '{' {
					_, err := s.Object().Need("y").Text()
					return errors.Join(s.Object().Need("x").wrong("there"), err)
				}
				return nil
			}))
		}, "file.json:3:31: /a~1b~0c/deep/1/x: is null, should be there\nfile.json:3:25: /a~1b~0c/deep/1/y: is missing, should be a string"},
		{func(*Object) {}, `file.json:3:12: /a~1b~0c: is not supported`},
	}
	for _, test := range tests {
		o := parse(t, sample).Object()
		test.ask(o)
		if err := o.Err(); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}

func TestElementsComeInOrder(t *testing.T) {
	var got []int64
	err := parse(t, `[3, 1, 2]`).Each(func(s Section) error {
		n, err := s.Int(9)
		got = append(got, n)
		return err
	})
	if err != nil || !slices.Equal(got, []int64{3, 1, 2}) {
		t.Errorf("%v, %v", got, err)
	}
}

// FuzzSection walks anything: what is JSON to the end, the rest to a place.
func FuzzSection(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(`[[], {}, "\ud800", 1e400, nul]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse("f", data)
		if err != nil {
			var d diag.Diagnostic
			if !errors.As(err, &d) || d.Line < 1 || d.Column < 1 {
				t.Fatalf("no place: %v", err)
			}
			return
		}
		if err := walk(s, 0); err != nil {
			t.Fatal(err)
		}
	})
}

func walk(s Section, depth int) error {
	switch s.raw.Kind() {
	case '{':
		return s.Members(func(_ string, s Section) error { return walk(s, depth+1) })
	case '[':
		return s.Each(func(s Section) error { return walk(s, depth+1) })
	case '"':
		_, err := s.Text()
		return err
	}
	return nil
}
