package tokenizer

import (
	"context"
	"strings"
	"sync"

	"github.com/onomast/onomast/core/document"
)

const (
	// fallback is the language of documents of which nobody knows it.
	fallback = "en"
	// common is the lexicon of all languages.
	common = "common"
	// bytesPerToken and bytesPerSentence are what a token and a sentence take at
	// least, on average over ordinary text; room for more is made when needed.
	bytesPerToken    = 5
	bytesPerSentence = 64
	// checkEvery is how many tokens pass between looks at the deadline.
	checkEvery = 1 << 14
)

// stage is the opened tokenizer.
type stage struct {
	language  string // fixed by the options; "" to go by the document
	sentences bool
	build     func(language string) *profile
	profiles  sync.Map // primary language subtag -> func() *profile
}

func newStage(o Options, own lexicon) *stage {
	return &stage{
		language:  primary(o.Language),
		sentences: o.Sentences,
		build:     func(language string) *profile { return newProfile(language, o, own) },
	}
}

// Process adds the layers tokens and, unless switched off, sentences.
func (s *stage) Process(ctx context.Context, doc *document.Document) error {
	text, p := doc.Text(), s.profile(doc)
	tokens := document.NewLayer(document.Tokens)
	tokens.Grow(len(text)/bytesPerToken + 1)
	sents := newSentences(text, p)
	names := labels()
	scan := newScanner(text, p)
	for n := 1; ; n++ {
		t, ok := scan.next()
		if !ok {
			break
		}
		tokens.AddRange(t.start, t.end, names[t.class])
		if s.sentences {
			sents.add(t)
		}
		if n%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if err := doc.Add(tokens); err != nil || !s.sentences {
		return err
	}
	sents.flush()
	return doc.Add(sents.out)
}

// profile returns the profile for the document's language. Each is made once.
func (s *stage) profile(doc *document.Document) *profile {
	language := s.language
	if language == "" {
		language = primary(doc.LanguageCode())
	}
	switch {
	case language == "":
		language = fallback
	case !ships(language): // so that documents cannot ask for ever more profiles
		language = common
	}
	if made, ok := s.profiles.Load(language); ok {
		return made.(func() *profile)()
	}
	made, _ := s.profiles.LoadOrStore(language, sync.OnceValue(func() *profile { return s.build(language) }))
	return made.(func() *profile)()
}

// primary returns the primary subtag of a BCP 47 tag in lower case, "" if the tag
// is none.
func primary(tag string) string {
	p, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if len(p) < 2 || len(p) > 8 || run(p, 0, letter) != len(p) {
		return ""
	}
	return strings.ToLower(p)
}
