package detect

import (
	"context"
	"math"
	"slices"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

// A Grain is how small the parts of a text may be.
type Grain string

// The grains there are.
const (
	Document  Grain = "document"
	Paragraph Grain = "paragraph"
	Sentence  Grain = "sentence"
	Word      Grain = "word"
)

// Options say what a Detector may say.
type Options struct {
	// Languages restricts it; empty: all that the model knows.
	Languages []string
	// Fallback is said of text in no known language, and where the likeliest language
	// is less likely than MinConfidence. Without one nothing is said.
	Fallback      string
	MinConfidence float64
	Grain         Grain
}

// A Verdict is what is said of a stretch of text.
type Verdict struct {
	// Language is the code, or "" where nothing can be said.
	Language string
	// Score is how likely Language is to be right, Guess the likeliest language. They
	// differ where the fallback was taken: then Score is that of the guess.
	Score float32
	Guess string
	// Fallback: it was taken for want of a better one.
	Fallback bool
}

// A Part is a stretch of text, in bytes, half-open, with its verdict.
type Part struct {
	Start, End int
	Verdict
}

// A Finding is the verdict on a text, and its parts: none when all is in one
// language, otherwise two or more that cover the text.
type Finding struct {
	Verdict
	Parts []Part
}

// A Detector identifies languages. It never changes, so goroutines share it.
type Detector struct {
	model   *lid.Model
	opts    Options
	prior   []float32 // logarithm, by language
	unknown int       // index of lid.Unknown, or -1
}

// unlisted is how much less likely a language is that was not listed. What is clearly
// in another language is then unknown; what could be either is in a listed one.
const unlisted = 0.03

// New returns a detector. Languages that the model does not know never come up.
func New(m *lid.Model, opts Options) *Detector {
	d := &Detector{model: m, opts: opts, prior: make([]float32, len(m.Languages)), unknown: slices.Index(m.Languages, lid.Unknown)}
	if len(opts.Languages) == 0 {
		return d
	}
	for i, code := range m.Languages {
		if !slices.Contains(opts.Languages, code) {
			d.prior[i] = float32(math.Log(unlisted))
		}
	}
	return d
}

// Detect says which language a text is in.
func (d *Detector) Detect(text string) Finding {
	f, _ := d.DetectContext(context.Background(), text) // which never ends
	return f
}

// DetectContext is [Detector.Detect] until ctx ends: then it gives the error of that.
func (d *Detector) DetectContext(ctx context.Context, text string) (Finding, error) {
	if d.opts.Grain == Document || d.opts.Grain == "" {
		return Finding{Verdict: d.judge(d.sum(text))}, ctx.Err()
	}
	var rs runs
	for at := 0; at < len(text); {
		if ctx.Err() != nil {
			return Finding{}, ctx.Err()
		}
		end := blockEnd(text, at)
		us := d.units(text[at:end], d.opts.Grain)
		rs.add(us, d.path(us), at)
		at = end
	}
	if len(rs.list) < 2 {
		return Finding{Verdict: d.judge(rs.total())}, ctx.Err()
	}
	return d.mixed(rs.list), ctx.Err()
}

// sum adds up a text.
func (d *Detector) sum(text string) lid.Sum {
	var sum lid.Sum
	var rows []uint32
	for s := lid.NewScanner(text); s.Next(); {
		rows = d.model.Word(&sum, s, rows)
	}
	return sum
}

// judge reaches the verdict on what adds up to sum.
func (d *Detector) judge(sum lid.Sum) Verdict {
	best, score := d.best(sum)
	return d.verdict(best, score)
}

// best returns the likeliest language and how likely it is; -1 where there are no
// words.
func (d *Detector) best(sum lid.Sum) (int, float32) {
	if sum.Features == 0 {
		return -1, 0
	}
	p := d.probabilities(sum)
	best := most(p)
	return best, p[best]
}

func (d *Detector) verdict(language int, score float32) Verdict {
	v := Verdict{Score: score}
	if language >= 0 {
		v.Guess = d.model.Languages[language]
	}
	if d.says(language) && float64(score) >= d.opts.MinConfidence {
		v.Language = v.Guess
		return v
	}
	v.Language, v.Fallback = d.opts.Fallback, true
	return v
}

// says reports whether a language is one that may be said.
func (d *Detector) says(language int) bool {
	return language >= 0 && language != d.unknown && d.prior[language] == 0
}

// mixed returns the finding on a text whose units are in several languages.
func (d *Detector) mixed(list []run) Finding {
	parts := make([]Part, len(list))
	for i, r := range list {
		parts[i] = Part{r.start, r.end, d.verdict(r.language, d.score(r.sum, r.language))}
	}
	main := d.main(parts, list)
	if !slices.ContainsFunc(parts, func(p Part) bool { return !p.Fallback }) { // nothing is sure
		return Finding{Verdict: main}
	}
	for i := range parts {
		switch {
		case !parts[i].Fallback:
		case d.mayBe(parts[i].Guess): // too little to tell: it takes after the rest
			parts[i].Verdict = main
		default:
			parts[i].Language = d.unknownCode()
		}
	}
	parts = merge(parts)
	if len(parts) == 1 {
		return Finding{Verdict: main}
	}
	return Finding{Verdict: main, Parts: parts}
}

func (d *Detector) mayBe(guess string) bool { return d.says(slices.Index(d.model.Languages, guess)) }

// score returns how likely a language is.
func (d *Detector) score(sum lid.Sum, language int) float32 {
	if sum.Features == 0 {
		return 0
	}
	return d.probabilities(sum)[language]
}

// main returns the verdict on the whole of a text with parts: the language that most
// of it is in, and the share of it that is.
func (d *Detector) main(parts []Part, list []run) Verdict {
	share := map[string]float64{} // "" stands for none that may be said
	total := 0.0
	for i, p := range parts {
		weight := float64(list[i].sum.Features)
		total += weight
		switch {
		case !p.Fallback:
			share[p.Guess] += weight * float64(p.Score)
		case !d.mayBe(p.Guess):
			share[""] += weight
		}
	}
	best, most := Verdict{Language: d.opts.Fallback, Guess: parts[0].Guess, Score: parts[0].Score, Fallback: true}, share[""]
	if most > 0 {
		best = Verdict{Language: d.unknownCode(), Guess: lid.Unknown, Fallback: true}
	}
	for _, p := range parts { // in the order of the text, so that equals have an order
		if s := share[p.Guess]; !p.Fallback && s > most {
			most, best = s, Verdict{Language: p.Guess, Guess: p.Guess, Score: float32(s / max(total, 1))}
		}
	}
	return best
}

// unknownCode is said of parts in no known language.
func (d *Detector) unknownCode() string {
	if d.opts.Fallback != "" {
		return d.opts.Fallback
	}
	return lid.Unknown
}

// merge joins neighbours of which the same is said.
func merge(parts []Part) []Part {
	out := parts[:1]
	for _, p := range parts[1:] {
		last := &out[len(out)-1]
		if p.Language == last.Language {
			last.End = p.End
			last.Score = max(last.Score, p.Score)
			last.Fallback = last.Fallback && p.Fallback
			continue
		}
		out = append(out, p)
	}
	return out
}

// Likely returns the n likeliest languages of a text, the likeliest first, with
// regard to which are listed; none where it has no words.
func (d *Detector) Likely(text string, n int) []lid.Guess {
	sum := d.sum(text)
	if sum.Features == 0 {
		return nil
	}
	p := d.probabilities(sum)
	out := make([]lid.Guess, 0, n)
	for range min(n, len(p)) {
		best := most(p)
		out = append(out, lid.Guess{Language: d.model.Languages[best], Score: p[best]})
		p[best] = -1
	}
	return out
}

// probabilities returns how likely each language is.
func (d *Detector) probabilities(sum lid.Sum) []float32 {
	return d.weigh(d.model.Logits(make([]float32, 0, len(d.prior)), sum))
}

// weigh turns logits into probabilities with regard to which languages are listed.
func (d *Detector) weigh(p []float32) []float32 {
	for i := range p {
		p[i] += d.prior[i]
	}
	lid.Softmax(p)
	return p
}

// most returns the index of the greatest number, the first of equals.
func most(p []float32) int {
	best := 0
	for i, v := range p {
		if v > p[best] {
			best = i
		}
	}
	return best
}
