package tokenizer

import (
	"unicode"

	"github.com/onomast/onomast/core/document"
)

// sentenceLabels is the one label of the sentences layer.
var sentenceLabels = [...]string{"sentence"}

// An ending is how the words seen last may end a sentence.
type ending uint8

const (
	open     ending = iota // they do not
	dotted                 // by a stop or an ellipsis
	strong                 // by ! or ?
	full                   // by a terminator that needs no space after it: 。
	abridged               // by the stop of an abbreviation
	ordinal                // by a stop after a number, where that makes ordinals
)

// sentences puts tokens together to sentences, one at a time.
type sentences struct {
	text    string
	profile *profile
	out     *document.Layer
	start   int // of the sentence; -1 before the first token
	line    int // start of the line
	count   int // tokens in the sentence
	last    token
	state   ending
	quoted  bool // a quote or bracket was closed after the terminator
	opened  bool // a quote is open in the paragraph
}

func newSentences(text string, p *profile, arena *document.Arena) sentences {
	out := arena.NewLabelled(document.Sentences, sentenceLabels[:], len(text)/bytesPerSentence+1)
	return sentences{text: text, profile: p, out: out, start: -1}
}

// add takes the next token.
func (s *sentences) add(t token) {
	gap := s.text[s.last.end:t.start]
	if s.start < 0 {
		s.start, s.line = t.start, t.start
	} else if s.state != open || len(gap) > 1 || len(gap) == 1 && (gap[0] != ' ' || s.profile.closing != nil) {
		s.decide(t, gap)
	}
	s.count++
	s.advance(t, len(gap))
	if t.class == punct {
		s.opened = quotes(s.text[t.start:t.end], s.opened)
	}
	s.last = t
}

// decide ends the sentence before t if that is where it ends.
func (s *sentences) decide(t token, gap string) {
	br := breaks(gap)
	s.opened = s.opened && br != paragraph
	if br == paragraph || s.ends(t, len(gap)) || br == newLine && s.endsLine(t) || s.closesAtSpace(t) {
		s.flush()
		s.start = t.start
	}
	if br != sameLine {
		s.line = t.start
	}
}

// flush writes the sentence that ends with the last token.
func (s *sentences) flush() {
	if s.start >= 0 {
		s.out.AddNumbered(s.start, s.last.end, 0)
	}
	s.start, s.count, s.state, s.quoted = -1, 0, open, false
}

// advance works out what t, which comes gap bytes after the last token, means for
// the end of the sentence.
func (s *sentences) advance(t token, gap int) {
	switch {
	case s.state != open && s.attaches(t, gap):
		s.quoted = s.quoted || t.class == punct
		return
	case t.class == punct:
		s.state = s.terminator(t)
	case t.class == emoji && kinds[s.text[t.start]]&(colon|high) == colon: // ":)" but no keycap
		s.state = dotted
	case t.final:
		s.state = abridged
	default:
		s.state = open
	}
	s.quoted = false
}

// terminator tells how the punctuation mark t may end the sentence.
func (s *sentences) terminator(t token) ending {
	switch r, _ := runeAt(s.text, t.start); {
	case r == '.':
		return s.stop(t)
	case r == '!' || r == '?':
		return strong
	case r < 0x80:
		return open
	case r == '…' && s.last.end < t.start: // stands for something left out
		return open
	case r == '…' || r == '․' || r == '﹒':
		return dotted
	case unicode.Is(unicode.Sentence_Terminal, r):
		return full
	}
	return open
}

// stop tells how the stop t may end the sentence. One that follows the number or
// letter that begins a sentence belongs to an enumeration.
func (s *sentences) stop(t token) ending {
	before := s.text[s.last.start:s.last.end]
	single := t.end-t.start == 1
	glued := single && s.last.end == t.start
	switch {
	case single && !glued:
		return s.detached(before, t)
	case glued && s.count == 2 && enumerates(s.last, before):
		return open
	case glued && s.profile.ordinals && (s.last.class == number && len(before) <= 3 || len(before) > 1 && isRoman(before)):
		return ordinal
	}
	return dotted
}

// detached tells how the stop t may end the sentence when a space stands before it,
// as in text that somebody took apart: "art . 5", "0 . 05", "Acme Inc . announced".
func (s *sentences) detached(before string, t token) ending {
	how := s.profile.manner(before)
	switch {
	case kindAt(s.text, t.end)&space != 0 && kindAt(s.text, t.end+1)&digit != 0 &&
		(s.last.class == symbol || s.last.class == number && len(before) <= 3):
		return open // a decimal
	case how == never, how == initial && !lowerOnly(before), !s.profile.keeps(how, before, s.text, t.end):
		return dotted
	case how == final:
		return abridged
	}
	return open
}

func enumerates(t token, text string) bool {
	return t.class == number && len(text) <= 6 || len(text) == 1 || isRoman(text)
}

// ends reports whether the sentence ended before t, gap bytes behind the last token.
func (s *sentences) ends(t token, gap int) bool {
	if s.state == open || s.attaches(t, gap) || t.class == punct && s.continues(t, gap) {
		return false
	}
	if s.text[t.start] == '(' && newItem(s.text, t.start) {
		return true
	}
	if s.state == abridged || s.state == ordinal {
		return gap > 0 && s.profile.begins(following(s.text, t.start))
	}
	if s.state == full {
		return !s.quoted || !s.reported(t)
	}
	switch next := firstLetter(s.text, t.start); {
	case unicode.IsLower(next):
		return s.state == strong && !s.quoted && gap > 0
	case gap > 0:
		return true
	case s.state == dotted:
		return s.profile.begins(following(s.text, t.start))
	default:
		return unicode.IsUpper(next)
	}
}

// continues reports whether the mark t belongs to the sentence that a terminator
// seemed to end.
func (s *sentences) continues(t token, gap int) bool {
	r, _ := runeAt(s.text, t.start)
	switch r {
	case ',', ';', ':', '.', '!', '?', '…', ')', ']', '}', '”', '’', '、', '，', '；', '：':
		return true
	case '。', '．', '！', '？':
		return gap == 0
	case '-', '–', '—':
		return gap <= 1 && s.sameLine(t) && !s.startsSpeech(t)
	}
	return false
}

// startsSpeech reports whether the dash t stands before a sentence: "- Yes."
func (s *sentences) startsSpeech(t token) bool {
	i := skipSpace(s.text, t.end)
	r, _ := runeAt(s.text, i)
	return i > t.end && unicode.IsUpper(r)
}

// attaches reports whether t, gap bytes behind a terminator, belongs to it: a quote
// or bracket that closes, or an emoji.
func (s *sentences) attaches(t token, gap int) bool {
	if t.class == emoji {
		return gap <= 1 && s.sameLine(t)
	}
	if t.class != punct {
		return false
	}
	r, size := runeAt(s.text, t.start)
	if gap == 0 {
		return closes(r) && (s.state != full || !unicode.Is(unicode.Pi, r))
	}
	if gap == 1 && kindAt(s.text, t.end)&space != 0 { // somebody took the text apart
		switch s.text[t.start:t.end] {
		case `"`, "“":
			return s.opened
		case "''":
			return true
		}
	}
	return r == '»' && skipSpace(s.text, t.start+size) != t.start+size // « Oui. » but »Ja.« »Ja.«
}

// sameLine reports whether no line ends between the last token and t.
func (s *sentences) sameLine(t token) bool {
	return breaks(s.text[s.last.end:t.start]) == sameLine
}

// quotes reports whether a quote is open after the mark, given whether one was
// before. Straight quotes and “, which opens in English and closes in German, do
// what remains to be done.
func quotes(mark string, opened bool) bool {
	switch mark {
	case `"`, "“":
		return !opened
	case "„", "``":
		return true
	case "”", "''":
		return false
	}
	return opened
}

// closes reports whether r is a mark that may close a quote or bracket.
func closes(r rune) bool {
	return r == '"' || r == '\'' ||
		unicode.Is(unicode.Pe, r) || unicode.Is(unicode.Pf, r) || unicode.Is(unicode.Pi, r)
}

// endsLine reports whether the sentence ended with its line, t being the first
// token of the next one.
func (s *sentences) endsLine(t token) bool {
	line := s.text[s.line:s.last.end]
	switch {
	case newItem(s.text, t.start), heading(line):
		return true
	case s.last.class == abbreviation, !short(line), t.class == punct && s.continues(t, 0), unicode.IsLower(firstLetter(s.text, t.start)):
		return false
	}
	switch line[len(line)-1] {
	case ',', '-', '(', '[', '/', '&':
		return false
	}
	return true
}

// firstLetter returns the first letter or digit at or shortly after i, or 0.
func firstLetter(s string, i int) rune {
	const far = 4
	for range far {
		r, size := runeAt(s, i)
		if size == 0 {
			break
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		i += size
	}
	return 0
}
