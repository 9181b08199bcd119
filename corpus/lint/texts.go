package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/duplicates"
)

// leastWords is how long texts are that can be a leak: "Thank you." is everywhere.
const leastWords = 5

// mostNear is how many texts are kept that are nearly one.
const mostNear = 64

// mostParts is how many parts of the data are told apart.
const mostParts = 32

// texts finds texts that are there more than once.
type texts struct {
	index *duplicates.Index
	near  [][]int32 // of each distinct text: those like it
	parts []string  // train, dev and test come first
	docs  []document
	marks map[uint64]marked // by the hash of the text as it is
	paths names
	twice Finding // copies that are annotated in another way
}

// A document is what is kept of one.
type document struct {
	text       int32
	path, line int32
	part       int8
	short      bool
	id         string
}

// marked says how a text is annotated, and where it was met first.
type marked struct {
	how      uint64
	document int32
}

func newTexts(similar float64) *texts {
	return &texts{index: duplicates.NewIndex(similar), parts: []string{"train", "dev", "test"}, marks: map[uint64]marked{}}
}

func (t *texts) learn(d *annotation.Document) {
	signature := duplicates.Sign(d.Text)
	text, fresh, near := t.index.Add(&signature)
	if fresh {
		t.near = append(t.near, nil)
		for _, m := range near {
			t.like(text, m.Text)
			t.like(m.Text, text)
		}
	}
	t.docs = append(t.docs, document{
		text: int32(text), path: t.paths.number(d.Origin.Path), line: int32(d.Origin.Line), part: t.part(d.Split), id: d.ID, short: signature.Words < leastWords,
	})
	t.copies(d)
}

// like notes that a text is nearly another.
func (t *texts) like(text, other int) {
	if len(t.near[text]) < mostNear {
		t.near[text] = append(t.near[text], int32(other))
	}
}

// part numbers a part of the data; -1 for none.
func (t *texts) part(name string) int8 {
	if name == "" {
		return -1
	}
	at := slices.Index(t.parts, name)
	if at < 0 && len(t.parts) < mostParts {
		at = len(t.parts)
		t.parts = append(t.parts, strings.Clone(name))
	}
	return int8(at)
}

// copies compares the annotations of texts that are the same to the byte.
func (t *texts) copies(d *annotation.Document) {
	if d.Unlabelled || d.Annotator != "" { // annotators may differ
		return
	}
	key, how := xxhash.Sum64String(d.Text), annotations(d)
	first, known := t.marks[key]
	if !known {
		t.marks[key] = marked{how, int32(len(t.docs) - 1)}
		return
	}
	if first.how != how {
		t.twice.add(func() Place {
			return Place{Origin: d.Origin, Document: d.ID, Note: "the text is that of " + t.where(&t.docs[first.document])}
		})
	}
}

// annotations is a hash of the entities of a document, whatever their order.
func annotations(d *annotation.Document) uint64 {
	sum := uint64(0)
	for i := range d.Entities {
		e := &d.Entities[i]
		h := xxhash.Sum64String(e.Label)
		for _, r := range e.Fragments {
			h = join(join(h, uint64(r.Start)), uint64(r.End))
		}
		sum += h
	}
	return sum
}

// where names a document.
func (t *texts) where(d *document) string {
	origin := annotation.Origin{Path: t.paths.list[d.path], Line: int(d.line)}
	return origin.String()
}

func (t *texts) findings() []Finding {
	var list []Finding
	if f := t.twice; f.Count > 0 {
		f.Code, f.Severity = CopiesDiffer, Warning
		f.Summary = fmt.Sprintf("%s the same text as an earlier one, with other entities", have(f.Count))
		f.Hint = "make them the same, or keep one: what contradicts itself cannot be learnt"
		list = append(list, f)
	}
	list = append(list, t.leaks()...)
	if f := t.repeats(); f.Count > 0 {
		list = append(list, f)
	}
	return list
}

// leaks finds documents of one part whose text is in another part, too: of test in train
// or dev, of dev in train, of others in those before.
func (t *texts) leaks() []Finding {
	first := t.first()
	found := map[[3]int]*Finding{}
	for i := range t.docs {
		d := &t.docs[i]
		if d.part < 0 || d.short {
			continue
		}
		for earlier := range int(d.part) {
			at, exact := other(first, t.near, d.text, earlier)
			if at < 0 {
				continue
			}
			kind, word := 1, "much like"
			if exact {
				kind, word = 0, "the same as"
			}
			key := [3]int{kind, int(d.part), earlier}
			if found[key] == nil {
				found[key] = &Finding{}
			}
			found[key].add(func() Place {
				return Place{Origin: annotation.Origin{Path: t.paths.list[d.path], Line: int(d.line)}, Document: d.id, Note: word + " " + t.where(&t.docs[at])}
			})
		}
	}
	var list []Finding
	for key, f := range found {
		f.Code, f.Severity = [2]Code{Leak, NearLeak}[key[0]], Warning
		what := [2]string{"the words", "nearly the words"}[key[0]]
		f.Summary = fmt.Sprintf("%s of %s: %s of one in %s", documents(f.Count), shown(t.parts[key[1]]), what, shown(t.parts[key[2]]))
		f.Hint = "take them out, or split anew with `runner corpus split`: figures on them tell what was learnt by heart"
		list = append(list, *f)
	}
	return list
}

// first is the first document of each text in each part; -1: none.
func (t *texts) first() [][]int32 {
	out := make([][]int32, t.index.Len())
	for i := range t.docs {
		d := &t.docs[i]
		if d.part < 0 {
			continue
		}
		for len(out[d.text]) <= int(d.part) {
			out[d.text] = append(out[d.text], -1)
		}
		if out[d.text][d.part] < 0 {
			out[d.text][d.part] = int32(i)
		}
	}
	return out
}

// other returns a document of a part with a text, or else with one like it.
func other(first [][]int32, near [][]int32, text int32, part int) (document int32, exact bool) {
	if part < len(first[text]) && first[text][part] >= 0 {
		return first[text][part], true
	}
	for _, like := range near[text] {
		if part < len(first[like]) && first[like][part] >= 0 {
			return first[like][part], false
		}
	}
	return -1, false
}

// repeats finds documents whose text is in the same part before.
func (t *texts) repeats() Finding {
	type place struct {
		text int32
		part int8
	}
	f := Finding{Code: Repeated, Severity: Note, Hint: "keep one of each, unless texts are as frequent where the pipeline will work"}
	met := make(map[place]int32, len(t.docs))
	for i := range t.docs {
		d := &t.docs[i]
		first, again := met[place{d.text, d.part}]
		if !again {
			met[place{d.text, d.part}] = int32(i)
			continue
		}
		f.add(func() Place {
			return Place{Origin: annotation.Origin{Path: t.paths.list[d.path], Line: int(d.line)}, Document: d.id, Note: "the same as " + t.where(&t.docs[first])}
		})
	}
	f.Summary = fmt.Sprintf("%s the words of an earlier one of the same part", have(f.Count))
	return f
}
