package subword

import (
	"strings"

	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

func (l *loader) readBPE(o *section.Object) error {
	m := &bpe{
		unknown: none,
		prefix:  o.Text("continuing_subword_prefix", ""), suffix: o.Text("end_of_word_suffix", ""),
		fuse: o.Bool("fuse_unk", false), whole: o.Bool("ignore_merges", false),
	}
	o.Member("dropout") // is for training
	fallback := o.Bool("byte_fallback", false)
	words, joins, unknown := o.Need("vocab"), o.Need("merges"), o.Member("unk_token")
	if err := o.Err(); err != nil {
		return err
	}
	var err error
	if l.vocab, err = readVocabulary(words); err != nil {
		return err
	}
	if !unknown.Null() {
		if m.unknown, err = l.vocab.need(unknown); err != nil {
			return err
		}
	}
	list, err := l.readMerges(joins, m)
	if err != nil {
		return err
	}
	l.prepareBPE(m, fallback, list)
	return nil
}

// prepareBPE makes the tables of a model; one whose words come as characters for bytes
// reads the bytes themselves.
func (l *loader) prepareBPE(m *bpe, fallback bool, list [][2]string) {
	l.model = m
	if l.asBytes && m.prefix == "" && m.suffix == "" && !fallback {
		m.bytes = l.byteChars()
		m.words = trie.Build(asBytes(l.vocab.words))
		return
	}
	l.spellBytes()
	m.words = trie.Build(l.vocab.words)
	if fallback {
		m.fallback = l.vocab.byteTokens()
	}
	m.mark = m.cutsAt('▁', list)
}

// spellBytes lets the model see bytes as characters after all.
func (l *loader) spellBytes() {
	if l.asBytes {
		l.cutter = oneByOne{l.cutter, bytesAsChars{byteLevel()}}
	}
}

// byteChars returns the ids of the characters that stand for bytes.
func (l *loader) byteChars() *[256]int32 {
	var of [256]int32
	for b, r := range byteLevel() {
		id, ok := l.vocab.ids[string(r)]
		if !ok {
			id = none
		}
		of[b] = id
	}
	return &of
}

// asBytes returns the words that are characters for bytes, as those bytes. Others can
// not occur.
func asBytes(words []trie.Word) []trie.Word {
	of := map[rune]byte{}
	for b, r := range byteLevel() {
		of[r] = byte(b)
	}
	var out []trie.Word
next:
	for _, w := range words {
		var b strings.Builder
		for _, r := range w.Text {
			c, ok := of[r]
			if !ok {
				continue next
			}
			b.WriteByte(c)
		}
		out = append(out, trie.Word{Text: b.String(), Value: w.Value})
	}
	return out
}

// readMerges reads pairs that become one piece, the first to be joined first: "a b" or
// ["a", "b"].
func (l *loader) readMerges(s section.Section, m *bpe) ([][2]string, error) {
	var list [][2]string
	var at []section.Section
	err := s.Each(func(s section.Section) error {
		pair, version, err := readPair(s)
		if err == nil && !version {
			list, at = append(list, pair), append(at, s)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	m.merges = newMerges(len(list))
	for rank, pair := range list {
		joined := pair[0] + strings.TrimPrefix(pair[1], m.prefix)
		var ids [3]int32
		for i, text := range []string{pair[0], pair[1], joined} {
			id, ok := l.vocab.ids[text]
			if !ok {
				return nil, at[rank].Problem("", "%q is not in the vocabulary", text)
			}
			ids[i] = id
		}
		m.merges.set(ids[0], ids[1], int32(rank), ids[2])
	}
	return list, nil
}

func readPair(s section.Section) (pair [2]string, version bool, err error) {
	if s.IsText() {
		return readLine(s)
	}
	i := 0
	err = s.Each(func(s section.Section) error {
		if i > 1 {
			return s.Problem("", "is one too many: pieces are joined in pairs")
		}
		pair[i], err = s.Text()
		i++
		return err
	})
	if err == nil && i < 2 {
		err = s.Problem("", "should be two pieces")
	}
	return pair, false, err
}

// readLine reads "a b", or the line "#version: 0.2", which is none.
func readLine(s section.Section) (pair [2]string, version bool, err error) {
	line, err := s.Text()
	if err != nil || strings.HasPrefix(line, "#version") {
		return pair, err == nil, err
	}
	left, right, ok := strings.Cut(line, " ")
	if !ok || strings.Contains(right, " ") {
		return pair, false, s.Problem("", "should be two pieces with a space between them")
	}
	return [2]string{left, right}, false, nil
}
