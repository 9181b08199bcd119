package rules

import (
	"context"

	"github.com/onomast/onomast/plugins/rules/alphabet"
	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// gazetteers are the lists of a ruleset, gathered into one gazetteer for each
// way to compare, so that a text is read at most once for each.
type gazetteers struct {
	alphabet *alphabet.Table
	modes    map[gazetteer.Mode]*gazetteerOf
	order    []*gazetteerOf
	lists    int
}

// A gazetteerOf is the gazetteer of the lists with one mode.
type gazetteerOf struct {
	builder *gazetteer.Builder // nil once it is built
	index   *gazetteer.Index
	// owners leads from a list of the index to its number among all lists.
	owners []int
}

func newGazetteers(a *alphabet.Table) *gazetteers {
	return &gazetteers{alphabet: a, modes: map[gazetteer.Mode]*gazetteerOf{}}
}

// foldedWords is how context words are compared.
func foldedWords() gazetteer.Mode { return termMode(true, false) }

// termMode is how exceptions that are terms are compared.
func termMode(fold, strip bool) gazetteer.Mode {
	return gazetteer.Mode{Words: true, Mode: alphabet.Mode{Fold: fold, Strip: strip}}
}

// A listHandle adds terms to one list.
type listHandle struct {
	of     *gazetteerOf
	list   int
	number int // among all lists; as find gives it
}

// newList makes a list.
func (gs *gazetteers) newList(m gazetteer.Mode, l gazetteer.List) listHandle {
	g := gs.modes[m]
	if g == nil {
		g = &gazetteerOf{builder: gazetteer.NewBuilder(gs.alphabet, m)}
		gs.modes[m] = g
		gs.order = append(gs.order, g)
	}
	h := listHandle{of: g, list: g.builder.AddList(l), number: gs.lists}
	g.owners = append(g.owners, gs.lists)
	gs.lists++
	return h
}

// add adds a term. It reports whether the list has it already, with the same
// label and attributes.
func (h listHandle) add(term string, e gazetteer.Entry) (known bool) {
	e.List = h.list
	return h.of.builder.Add(term, e)
}

// build makes every gazetteer that is not made yet ready for find.
func (gs *gazetteers) build() {
	for _, g := range gs.order {
		if g.index == nil {
			g.index, g.builder = g.builder.Build(nil), nil
		}
	}
}

// A hit is an occurrence of a term, or of an exception that is an expression.
type hit struct {
	start, end int
	entry      entry
	errors     int // typing errors in the text
}

// An entry is what a list says of a term; its zero value stands for none.
type entry struct {
	index  *gazetteer.Index
	number int
}

func (e entry) ok() bool { return e.index != nil }

func (e entry) label() string { return e.index.Label(e.number) }

// line is the first of the lines of the list's file that have the term.
func (e entry) line() int32 { return e.index.Line(e.number) }

// find calls yield for every hit that its list chooses; list is its number. It
// stops when yield returns false. Its error is that of ctx.
func (gs *gazetteers) find(ctx context.Context, text string, yield func(list int, h hit) bool) error {
	goOn := true
	for _, g := range gs.order {
		err := g.index.Find(ctx, text, func(h gazetteer.Hit) bool {
			goOn = yield(g.owners[g.index.List(h.Entry)], hit{start: h.Start, end: h.End, entry: entry{g.index, h.Entry}, errors: h.Errors})
			return goOn
		})
		if err != nil || !goOn {
			return err
		}
	}
	return nil
}
