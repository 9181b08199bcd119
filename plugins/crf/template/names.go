package template

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// placed is an attribute at an offset: lower[-1].
func placed(id string, offset int) string { return id + "[" + strconv.Itoa(offset) + "]" }

// where says at which offset a declaration sees a feature: [-1], or in a bag
// [-3..-1].
func (d *decl) where(offset int) string {
	if !d.bag {
		return placed("", offset)
	}
	first, last := d.offsets[0], d.offsets[len(d.offsets)-1]
	if last-first == len(d.offsets)-1 {
		return fmt.Sprintf("[%d..%d]", first, last)
	}
	return strings.ReplaceAll(fmt.Sprint(d.offsets), " ", ",")
}

// outside is the value of the place at a distance before or behind a sentence:
// _B1, _E2.
func outside(distance int) []byte {
	if distance < 0 {
		return fmt.Appendf(nil, "_B%d", -distance)
	}
	return fmt.Appendf(nil, "_E%d", distance)
}

// maxShown bounds the value in a name, in bytes: some tokens are files.
const maxShown = 200

// shown is a value as it is in names.
func shown(value []byte) []byte {
	if len(value) <= maxShown {
		return value
	}
	cut := maxShown
	for cut > 0 && !utf8.RuneStart(value[cut]) {
		cut--
	}
	return append(value[:cut:cut], "…"...)
}

// NameWord calls yield with each key that [Extractor.Word] gives a word, the
// index of its offset, and what people call it: suffix3[0]=ity. The name is
// overwritten by the next one: copy it to keep it.
func (x *Extractor) NameWord(text string, w *Word, yield func(offset int, key uint64, name []byte)) {
	x.reset(w)
	a := &w.analysis
	a.read(text)
	var name []byte
	for i := range x.attributes {
		at := &x.attributes[i]
		a.values = at.values(a, a.values[:0])
		for _, value := range a.values {
			name = x.nameValue(at, value, name, yield)
		}
	}
}

// NameOutside is [Extractor.NameWord] for [Extractor.Outside].
func (x *Extractor) NameOutside(distance int, yield func(offset int, key uint64, name []byte)) {
	var name []byte
	for i := range x.attributes {
		if at := &x.attributes[i]; at.always() {
			name = x.nameValue(at, outside(distance), name, yield)
		}
	}
}

func (x *Extractor) nameValue(at *wordAttribute, value, name []byte, yield func(int, uint64, []byte)) []byte {
	part := at.partOf(hashOf(value))
	for _, p := range at.at {
		name = append(name[:0], p.name...)
		if len(value) > 0 {
			name = append(append(name, '='), shown(value)...)
		}
		yield(p.index, p.key(part), name)
	}
	return name
}

// NameTrack returns what people call the value of a track at the offset of
// index k: list:cities[0]=B. Tags of layers are looked for in known; the name of
// one that is not there ends in its hash.
func (x *Extractor) NameTrack(track, k int, value uint64, known Values) string {
	t := &x.tracks[track]
	return placed(t.Name, t.Offsets[k]) + "=" + t.nameOf(value, known)
}

func (t *track) nameOf(value uint64, known Values) string {
	if name := t.fill.name(value); name != "" {
		return name
	}
	if name, ok := known[value]; ok {
		return name
	}
	return fmt.Sprintf("#%016x", value)
}

// NameJoin returns what people call the key of conjunction j at token i:
// lower[-1]|lower[0]=new|york. It is "" where there is no key. words are those
// of the sentence; known is as in [Extractor.NameTrack].
func (x *Extractor) NameJoin(j, i int, s *Sentence, words []string, known Values) string {
	if x.Join(j, i, s) == 0 {
		return ""
	}
	var ids, values []string
	var a analysis
	for k := range x.joins[j].parts {
		p := &x.joins[j].parts[k]
		ids = append(ids, placed(p.unit.id, p.offset))
		at := i + p.offset
		switch {
		case p.track >= 0:
			values = append(values, x.tracks[p.track].nameOf(s.Tracks[p.track][at], known))
		case at < 0:
			values = append(values, string(outside(at)))
		case at >= len(words):
			values = append(values, string(outside(at-len(words)+1)))
		default:
			a.read(words[at])
			values = append(values, string(shown(x.valueOf(p.word, &a))))
		}
	}
	return strings.Join(ids, "|") + "=" + strings.Join(values, "|")
}

// valueOf returns the value behind one of Word.Parts.
func (x *Extractor) valueOf(part int, a *analysis) []byte {
	for i := range x.attributes {
		if x.attributes[i].part == part {
			a.values = x.attributes[i].values(a, a.values[:0])
			if len(a.values) > 0 {
				return a.values[0]
			}
		}
	}
	return nil
}
