package model

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/onomast/onomast/core/diag"
)

// A File is a model as it lies in a file. Reading it from several goroutines is
// safe; after Close nothing that came out of it may be used.
type File struct {
	// Path is the file, as it was given to [Open]; empty for [Load].
	Path string
	// Model has everything but the features of its chains.
	Model
	tables   []*Table
	facts    []facts
	names    [][]byte
	sections []section
	mapped   []byte
	size     int64
}

// Open maps the file of a model into memory. What is no model, or only a part of
// one, or damaged where that is quickly seen, is refused as a [diag.Diagnostic]
// that says why; [File.Verify] looks at every byte.
func Open(path string) (*File, error) {
	data, err := mapped(path)
	if err != nil {
		return nil, refused(path, err)
	}
	f, err := Load(data)
	if err != nil {
		return nil, refused(path, errors.Join(err, unmap(data)))
	}
	f.Path, f.mapped = path, data
	return f, nil
}

// mapped maps a file that is a file.
func mapped(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, foreign("it is no file", "name the file of a model; "+trainHint)
	}
	return mapFile(f, info.Size())
}

// refused makes a diagnostic of the reason why a file is not used.
func refused(path string, err error) error {
	d := diag.Diagnostic{Severity: diag.Error, Position: diag.Position{File: path}}
	var r *refusal
	switch {
	case errors.As(err, &r):
		d.Code, d.Summary, d.Hint = r.code, r.why, r.hint
	case errors.Is(err, fs.ErrNotExist):
		d.Code, d.Summary, d.Hint = "crf.no-model", "there is no such model", trainHint
	default:
		d.Code, d.Summary = "crf.unreadable-model", fmt.Sprintf("the model cannot be read: %v", plain(err))
	}
	return d
}

// Load reads a model out of the bytes of its file, which it goes on using.
func Load(data []byte) (*File, error) {
	sections, err := unframe(data)
	if err != nil {
		return nil, err
	}
	f := &File{sections: sections, size: int64(len(data))}
	for _, s := range sections {
		if !s.lazy() && !s.sound() {
			return nil, errDamaged(s.about())
		}
		if s.kind == kindFacts {
			f.Chains = append(f.Chains, Chain{})
		}
	}
	card, ok := f.section(kindCard, 0, 0)
	if !ok || decodeJSON(card, &f.Card) != nil {
		return nil, errDamaged("the card")
	}
	if len(f.Chains) == 0 {
		return nil, errDamaged("it has no chain; the table of sections")
	}
	for i := range f.Chains {
		if err := f.load(i); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// about names the section for people.
func (s section) about() string {
	switch s.kind {
	case kindCard:
		return "the card"
	case kindFacts:
		return "the list of labels"
	case kindTemplate:
		return "the template"
	case kindTransitions:
		return "the transitions"
	case kindVectors:
		return "what it knows of vectors"
	case kindResource:
		return "a list or a cluster file in it"
	case kindNames:
		return "the list of names"
	}
	return "the weights"
}

// section returns a section by its place.
func (f *File) section(kind string, chain, number int) ([]byte, bool) {
	for _, s := range f.sections {
		if s.kind == kind && s.chain == chain && s.number == number {
			return s.data, true
		}
	}
	return nil, false
}

// load reads one chain.
func (f *File) load(i int) error {
	var about facts
	raw, ok := f.section(kindFacts, i, 0)
	if !ok || decodeJSON(raw, &about) != nil {
		return errDamaged("the list of labels")
	}
	c := &f.Chains[i]
	c.Name, c.Calibration, c.Thresholds = about.Name, about.Calibration, about.Thresholds
	c.Set.Scheme, c.Set.Types = about.Scheme, about.Types
	if n := c.Set.N(); n > mostTags {
		return errDamaged("the list of labels")
	}
	numbers, _ := f.section(kindTransitions, i, 0)
	if err := c.readNumbers(numbers, about.Bias); err != nil {
		return err
	}
	if err := f.loadVectors(i, &about); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return damaged(fmt.Sprintf("the model cannot be used: %v", err))
	}
	c.Template, _ = f.section(kindTemplate, i, 0)
	for n, name := range about.Resources {
		data, ok := f.section(kindResource, i, n)
		if !ok {
			return errDamaged("the table of sections")
		}
		c.Resources = append(c.Resources, Resource{Name: name, Data: data})
	}
	return f.loadTable(i, about)
}

// loadTable finds the weights of a chain.
func (f *File) loadTable(i int, about facts) error {
	t := &Table{seed: about.Seed, wide: f.Chains[i].Set.N() > narrowTags, code: code{quantise: about.Quantise, step: about.Step}}
	t.index, _ = f.section(kindIndex, i, 0)
	t.records, _ = f.section(kindRecords, i, 0)
	t.buckets = uint64(len(t.index) / bucketSize)
	values, _ := f.section(kindValues, i, 0)
	switch {
	case t.buckets == 0, len(t.index)%bucketSize != 0, about.Features < 0, about.Features > slots*int(t.buckets):
		return errDamaged("the table of weights")
	case about.Quantise == Int8 && !t.code.decode(values):
		return errDamaged("the table of weights")
	}
	packed, _ := f.section(kindNames, i, 0)
	f.tables, f.facts, f.names = append(f.tables, t), append(f.facts, about), append(f.names, packed)
	return nil
}

// Verify looks at every byte: the error, a [diag.Diagnostic], says which part of
// the file is not as it was written.
func (f *File) Verify() error {
	for _, s := range f.sections {
		if !s.sound() {
			return refused(f.Path, errDamaged(s.about()))
		}
	}
	return nil
}

// Table returns the weights of the features of a chain.
func (f *File) Table(chain int) *Table { return f.tables[chain] }

// Size returns how many features a chain has, and how many weights they have.
func (f *File) Size(chain int) (features, weights int) {
	return f.facts[chain].Features, f.facts[chain].Weights
}

// Bytes returns the size of the file.
func (f *File) Bytes() int64 { return f.size }

// Quantise says how the weights of a chain are kept.
func (f *File) Quantise(chain int) Quantise { return f.facts[chain].Quantise }

// Features reads all features of a chain, with their names where the file has
// them, but without their keys, of which a file holds only a part.
func (f *File) Features(chain int) ([]Feature, error) {
	t, n := f.tables[chain], f.facts[chain].Features
	names, err := unpackNames(f.names[chain], n)
	if err != nil {
		return nil, refused(f.Path, err)
	}
	features := make([]Feature, n)
	at := 0
	for i := range features {
		if at+checkSize >= len(t.records) {
			return nil, refused(f.Path, errDamaged("the weights"))
		}
		features[i].Name = names[i]
		features[i].Tags, features[i].Weights, at = t.record(at+checkSize, nil, nil)
	}
	return features, nil
}

// Close gives the memory back.
func (f *File) Close() error {
	data := f.mapped
	f.mapped = nil
	return unmap(data)
}
