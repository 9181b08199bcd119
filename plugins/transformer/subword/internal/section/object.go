package section

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// An Object is a section with members, each of which is asked for by name. The first
// that does not fit is kept, and told by [Object.Err], so that readers need not look
// after every question.
type Object struct {
	Section
	members map[string]Section
	asked   map[string]bool
	err     error
}

// Object returns a section that must be an object.
func (s Section) Object() *Object {
	o := &Object{Section: s, members: map[string]Section{}, asked: map[string]bool{}}
	o.err = s.Members(func(name string, value Section) error {
		o.members[name] = value
		return nil
	})
	return o
}

// Member returns a member, null when the object has none of that name.
func (o *Object) Member(name string) Section {
	o.asked[name] = true
	if m, ok := o.members[name]; ok {
		return m
	}
	return Section{file: o.file, offset: o.offset, pointer: o.pointer + "/" + name}
}

// Need returns a member that must be there.
func (o *Object) Need(name string) Section {
	m := o.Member(name)
	if m.Null() && o.err == nil {
		o.err = o.Problem("", "has no %q", name)
	}
	return m
}

// Text returns a member that is a string, or what it is when left out.
func (o *Object) Text(name, otherwise string) string {
	return get(o, name, otherwise, Section.Text)
}

// Bool returns a member that is true or false, or what it is when left out.
func (o *Object) Bool(name string, otherwise bool) bool {
	return get(o, name, otherwise, Section.Bool)
}

// Int returns a member that is a whole number, or what it is when left out.
func (o *Object) Int(name string, otherwise, limit int64) int64 {
	return get(o, name, otherwise, func(s Section) (int64, error) { return s.Int(limit) })
}

func get[T any](o *Object, name string, otherwise T, read func(Section) (T, error)) T {
	m := o.Member(name)
	if m.Null() || o.err != nil {
		return otherwise
	}
	v, err := read(m)
	if err != nil {
		o.err = err
		return otherwise
	}
	return v
}

// OneOf returns a member that is one of several words, or the first when left out.
func (o *Object) OneOf(name string, words ...string) string {
	word := o.Text(name, words[0])
	if !slices.Contains(words, word) && o.err == nil {
		m := o.Member(name)
		want := "should be one of " + strings.Join(words, ", ")
		if len(words) == 1 {
			want = "should be " + strconv.Quote(words[0])
		}
		o.err = m.Problem(diag.Suggest(word, words), "is %q, %s", word, want)
	}
	return word
}

// Fail keeps an error, unless one is kept.
func (o *Object) Fail(err error) {
	if o.err == nil {
		o.err = err
	}
}

// Err returns the first thing that did not fit. A member that nobody asked for does not
// fit either: it may mean something that is not done here.
func (o *Object) Err() error {
	if o.err != nil {
		return o.err
	}
	for _, name := range slices.Sorted(maps.Keys(o.members)) {
		if !o.asked[name] {
			return o.members[name].Problem("what it does is not known here, and pieces cut another way are worse than none", "is not supported")
		}
	}
	return nil
}

// Has reports whether the object has a member of a name.
func (o *Object) Has(name string) bool {
	_, ok := o.members[name]
	return ok
}

// Problems returns the first thing that did not fit so far; there may be more members
// to ask for.
func (o *Object) Problems() error { return o.err }
