package subword

import (
	"math"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

func (l *loader) readAdded(s section.Section) error {
	if !s.Null() {
		if err := s.Each(l.readOne); err != nil {
			return err
		}
	}
	l.findAdded()
	return nil
}

func (l *loader) readOne(s section.Section) error {
	o := s.Object()
	id := o.Int("id", 0, maxID)
	a := added{
		id: int32(id), content: o.Text("content", ""),
		singleWord: o.Bool("single_word", false), left: o.Bool("lstrip", false), right: o.Bool("rstrip", false),
		special: o.Bool("special", false),
	}
	a.normalised = o.Bool("normalized", !a.special)
	o.Need("id")
	if err := o.Err(); err != nil || a.content == "" {
		return err
	}
	if want := l.addedID(a.content); want != a.id {
		return o.Member("id").Problem("the ids of the file and of its model do not go together", "%q would get the id %d, not %d", a.content, want, a.id)
	}
	l.add(a)
	return nil
}

// addedID returns the id that a token gets: that of the vocabulary, or the next free one.
func (l *loader) addedID(content string) int32 {
	if i, ok := l.addedBy[content]; ok {
		return l.list[i].id
	}
	if id, ok := l.vocab.ids[content]; ok {
		return id
	}
	return max(l.nextID, int32(len(l.vocab.ids)))
}

// add adds a token, in the place of one of the same content.
func (l *loader) add(a added) {
	l.nextID = max(l.nextID, a.id+1)
	if i, ok := l.addedBy[a.content]; ok {
		l.list[i] = a
		return
	}
	if l.addedBy == nil {
		l.addedBy = map[string]int{}
	}
	l.addedBy[a.content] = len(l.list)
	l.list = append(l.list, a)
}

// findAdded makes what finds added tokens in texts.
func (l *loader) findAdded() {
	var plain, normalised []trie.Word
	s := scratch{limit: math.MaxInt32}
	for i, a := range l.list {
		if !a.normalised {
			plain = append(plain, trie.Word{Text: a.content, Value: int32(i)})
			continue
		}
		form := a.content
		if l.normaliser != nil {
			s.read(form)
			form = string(l.normaliser.normalise(&s, s.text).bytes)
		}
		if form != "" {
			normalised = append(normalised, trie.Word{Text: form, Value: int32(i)})
		}
	}
	l.plain = newAddedSet(l.chars, l.list, plain)
	l.normalised = newAddedSet(l.chars, l.list, normalised)
}
