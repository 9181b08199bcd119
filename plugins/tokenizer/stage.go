package tokenizer

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/onomast/onomast/core/document"
)

const (
	// fallback is the language of documents of which nobody knows it.
	fallback = "en"
	// common is the lexicon of all languages.
	common = "common"
	// bytesPerToken and bytesPerSentence are what a token and a sentence take at
	// least, on average over ordinary text; room for more is made when needed.
	bytesPerToken    = 4
	bytesPerSentence = 64
	// checkEvery is how many tokens pass between looks at the deadline.
	checkEvery = 1 << 14
)

// stage is the opened tokenizer.
type stage struct {
	language  string // fixed by the options; "" to go by the document
	sentences bool
	labels    []string // of tokens, by class
	build     func(language string) *profile
	arenas    sync.Pool       // of *document.Arena
	known     map[string]bool // languages that have a lexicon
	profiles  sync.Map        // primary language subtag -> func() *profile
	last      atomic.Pointer[chosen]
}

// chosen is the profile chosen for the language of a document. Neighbours tend to
// share theirs.
type chosen struct {
	language string
	profile  *profile
}

func newStage(o Options, own lexicon) *stage {
	names := labels()
	return &stage{
		language:  primary(o.Language),
		sentences: o.Sentences,
		labels:    names[:],
		arenas:    sync.Pool{New: func() any { return &document.Arena{} }},
		known:     languages(),
		build:     func(language string) *profile { return newProfile(language, o, own) },
	}
}

// Process adds the layers tokens and, unless switched off, sentences.
func (s *stage) Process(ctx context.Context, doc *document.Document) error {
	text, p := doc.Text(), s.profile(doc)
	arena := s.arenas.Get().(*document.Arena)
	defer s.arenas.Put(arena)
	tokens := arena.NewLabelled(document.Tokens, s.labels, len(text)/bytesPerToken+2)
	var sents sentences
	if s.sentences {
		sents = newSentences(text, p, arena)
	}
	scan := newScanner(text, p)
	parts := s.parts(doc)
	for n := 1; ; n++ {
		if len(parts) > 0 {
			if at := skipSpace(text, scan.pos); at >= parts[0].start {
				parts = s.enter(parts, at, &scan, &sents)
			}
		}
		t, ok := scan.next()
		if !ok {
			break
		}
		tokens.AddNumbered(t.start, t.end, int(t.class))
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

// profile returns the profile for the document's language.
func (s *stage) profile(doc *document.Document) *profile {
	language := s.language
	if language == "" {
		language = doc.LanguageCode()
	}
	if last := s.last.Load(); last != nil && last.language == language {
		return last.profile
	}
	made := &chosen{language, s.profileOf(primary(language))}
	s.last.Store(made)
	return made.profile
}

// profileOf returns the profile for a primary language subtag, which is made
// once.
func (s *stage) profileOf(language string) *profile {
	switch {
	case language == "":
		language = fallback
	case !s.known[language]: // so that documents cannot ask for ever more profiles
		language = common
	}
	made, ok := s.profiles.Load(language)
	if !ok {
		made, _ = s.profiles.LoadOrStore(language, sync.OnceValue(func() *profile { return s.build(language) }))
	}
	return made.(func() *profile)()
}

// primary returns the primary subtag of a BCP 47 tag in lower case, "" if the tag
// is none. Those that are registered have two or three letters: "english" is none.
func primary(tag string) string {
	p, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if len(p) < 2 || len(p) > 3 || run(p, 0, letter) != len(p) {
		return ""
	}
	return strings.ToLower(p)
}
