package subword

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/chars"
	"github.com/onomast/onomast/plugins/transformer/subword/internal/trie"
)

// A Case says whether the pieces of a vocab.txt are of small letters without accents.
type Case int

// The cases. A guess takes a vocabulary for uncased when none of its pieces has a
// capital letter, those in brackets ("[CLS]") aside.
const (
	GuessCase Case = iota
	Cased
	Uncased
)

// The pieces that BERT's vocabularies have for what is no text.
const (
	unknownToken = "[UNK]"
	beforeToken  = "[CLS]"
	afterToken   = "[SEP]"
)

// Vocabulary reads the contents of a vocab.txt, one piece a line, the first of id 0: a
// WordPiece tokenizer as BERT has it. The name is that of messages.
func Vocabulary(name string, data []byte, of Case) (*Tokenizer, error) {
	if !utf8.Valid(data) {
		return nil, vocabularyProblem(name, "is not UTF-8", "")
	}
	l := &loader{chars: chars.Load(), Tokenizer: &Tokenizer{chars: chars.Load()}, vocab: newVocabulary()}
	id := int32(0)
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte(byteOrderMark))) {
		l.vocab.add(strings.TrimRightFunc(string(line), unicode.IsSpace), id)
		id++
	}
	frame := Frame{}
	for _, need := range []string{unknownToken, beforeToken, afterToken} {
		if _, ok := l.vocab.ids[need]; !ok {
			return nil, vocabularyProblem(name, "has no piece "+need, "a vocab.txt of BERT has [UNK], [CLS] and [SEP]; other models need their tokenizer.json")
		}
	}
	frame.Before = []Special{{ID: l.vocab.ids[beforeToken], Token: beforeToken}}
	frame.After = []Special{{ID: l.vocab.ids[afterToken], Token: afterToken}}
	l.frame = frame
	small := of == Uncased || of == GuessCase && !l.vocab.capitals()
	l.normaliser = newBERT(l.chars, true, true, small, small)
	l.cutter = newWordsAndMarks(l.chars)
	l.model = newWordPiece(trie.Build(l.vocab.words), "##", l.vocab.ids[unknownToken], 100)
	for _, content := range []string{"[PAD]", unknownToken, beforeToken, afterToken, "[MASK]"} {
		if id, ok := l.vocab.ids[content]; ok {
			l.add(added{id: id, content: content, special: true})
		}
	}
	l.findAdded()
	return l.finish(), nil
}

func (v *vocabulary) capitals() bool {
	for _, w := range v.words {
		if !strings.HasPrefix(w.Text, "[") && strings.ContainsFunc(w.Text, unicode.IsUpper) {
			return true
		}
	}
	return false
}

func vocabularyProblem(name, summary, hint string) error {
	return diag.Diagnostic{
		Severity: diag.Error, Code: "tokenizer.vocabulary", Position: diag.Position{File: name},
		Summary: "the vocabulary " + summary, Hint: hint,
	}
}
