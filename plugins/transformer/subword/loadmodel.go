package subword

import (
	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

func (l *loader) readModel(s section.Section) error {
	o := s.Object()
	kind := o.Text("type", guessModel(o))
	read := map[string]func(*section.Object) error{
		"BPE": l.readBPE, "WordPiece": l.readWordPiece, "WordLevel": l.readWordLevel, "Unigram": l.readUnigram,
	}[kind]
	if err := o.Problems(); err != nil {
		return err
	}
	if read == nil {
		return o.Member("type").Problem("BPE, WordPiece, WordLevel and Unigram are", "a model of type %q is not supported", kind)
	}
	if kind != "BPE" {
		l.spellBytes()
	}
	return read(o)
}

// guessModel tells the model of files that were written before they named it.
func guessModel(o *section.Object) string {
	switch {
	case o.Has("merges"):
		return "BPE"
	case o.Has("continuing_subword_prefix"):
		return "WordPiece"
	case o.Has("unk_id"):
		return "Unigram"
	}
	return "WordLevel"
}

func (l *loader) readWordPiece(o *section.Object) error {
	unknown := o.Need("unk_token")
	prefix := o.Text("continuing_subword_prefix", "##")
	longest := o.Int("max_input_chars_per_word", 100, 1<<31-1)
	words := o.Need("vocab")
	if err := o.Err(); err != nil {
		return err
	}
	var err error
	if l.vocab, err = readVocabulary(words); err != nil {
		return err
	}
	id, err := l.vocab.need(unknown)
	l.model = newWordPiece(trie.Build(l.vocab.words), prefix, id, int(longest))
	return err
}

func (l *loader) readWordLevel(o *section.Object) error {
	unknown, words := o.Need("unk_token"), o.Need("vocab")
	if err := o.Err(); err != nil {
		return err
	}
	var err error
	if l.vocab, err = readVocabulary(words); err != nil {
		return err
	}
	id, err := l.vocab.need(unknown)
	l.model = wordLevel{trie.Build(l.vocab.words), id}
	return err
}

const unknownPenalty = 10 // how much worse than the worst piece an unknown character is

func (l *loader) readUnigram(o *section.Object) error {
	words, unknown := o.Need("vocab"), o.Need("unk_id")
	fallback := o.Bool("byte_fallback", false)
	if err := o.Err(); err != nil {
		return err
	}
	m := &unigram{}
	l.vocab = newVocabulary()
	err := words.Each(func(pair section.Section) error {
		text, score, err := scored(pair)
		l.vocab.add(text, int32(len(m.scores)))
		m.scores = append(m.scores, score)
		if len(m.scores) == 1 || score < m.penalty {
			m.penalty = score
		}
		return err
	})
	if err != nil {
		return err
	}
	m.penalty -= unknownPenalty
	id, err := unknown.Int(int64(len(m.scores)) - 1)
	if err != nil {
		return err
	}
	m.unknown = int32(id)
	m.words = trie.Build(l.vocab.words)
	if fallback {
		m.fallback = l.vocab.byteTokens()
	}
	l.model = m
	return nil
}

// scored reads ["piece", -3.5].
func scored(pair section.Section) (text string, score float64, err error) {
	i := 0
	err = pair.Each(func(s section.Section) error {
		var err error
		switch i {
		case 0:
			text, err = s.Text()
		case 1:
			score, err = s.Number()
		default:
			err = s.Problem("", "is one too many: a piece and its score are two")
		}
		i++
		return err
	})
	if err == nil && i < 2 {
		err = pair.Problem("", "should be a piece and its score")
	}
	return text, score, err
}
