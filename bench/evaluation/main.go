// Command evaluation measures how long scoring takes, by processor time, and writes
// its workload for compare.py.
//
//	go run ./bench/evaluation [-entities 1000000] [-runs 5]
//	go run ./bench/evaluation -dump FILE
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/onomast/onomast/bench/cpu"
	"github.com/onomast/onomast/corpus/tags"
	"github.com/onomast/onomast/evaluation/match"
	"github.com/onomast/onomast/evaluation/resample"
	"github.com/onomast/onomast/evaluation/score"
)

func main() {
	entities := flag.Int("entities", 1_000_000, "gold entities of the workload")
	runs := flag.Int("runs", 5, "how often to measure; the median counts")
	dump := flag.String("dump", "", "write the workload to this file and stop: one sentence a line, gold and predicted tags with a tab between")
	flag.Parse()
	sentences := workload(*entities)
	work := func() error { return json.NewEncoder(os.Stdout).Encode(measure(sentences, *runs)) }
	if *dump != "" {
		work = func() error { return write(*dump, sentences) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "evaluation:", err)
		os.Exit(2)
	}
}

// A result is what compare.py reads.
type result struct {
	Go        string  `json:"go"`
	Entities  int     `json:"entities"`
	Tags      float64 `json:"tags_seconds"`
	Strict    float64 `json:"strict_seconds"`
	Spans     float64 `json:"spans_seconds"`
	Bootstrap float64 `json:"bootstrap_seconds"`
	F1        float64 `json:"f1"`
	StrictF1  float64 `json:"strict_f1"`
}

func measure(sentences []sentence, runs int) result {
	runtime.GOMAXPROCS(1) // as the peers
	r := result{Go: runtime.Version()}
	r.Tags, r.F1 = median(runs, func() float64 { return fromTags(sentences, tags.Lenient) })
	r.Strict, r.StrictF1 = median(runs, func() float64 {
		return fromTags(sentences, func(dst []tags.Chunk, t []tags.Tag) []tags.Chunk { return tags.Strict(dst, tags.IOB2, t) })
	})
	var labels score.Labels
	docs := documents(sentences, &labels, tags.Lenient)
	r.Spans, _ = median(runs, func() float64 { return allFigures(docs, labels.Len()) })
	board := score.Documents(docs, labels.Len(), nil)
	sum := board.Sum()
	r.Entities = sum.Support()
	l := resample.Layout{Labels: labels.Len(), Beta: 1}
	r.Bootstrap, _ = median(1, func() float64 {
		resample.Bootstrap(board, l.Width(), l.Statistic, resample.Options{Seed: 1, Resamples: 100})
		return 0
	})
	return r
}

// median returns the median of the processor time of some runs, in seconds.
func median(runs int, work func() float64) (seconds, value float64) {
	all := make([]time.Duration, runs)
	for i := range all {
		runtime.GC()
		from := cpu.Time()
		value = work()
		all[i] = cpu.Time() - from
	}
	slices.Sort(all)
	return all[runs/2].Seconds(), value
}

// A reading appends the entities of a sentence.
type reading func(dst []tags.Chunk, sentence []tags.Tag) []tags.Chunk

// fromTags reads entities from tags and computes the micro F1, as seqeval's f1_score.
func fromTags(sentences []sentence, read reading) float64 {
	var labels score.Labels
	docs := documents(sentences, &labels, read)
	sum := score.Documents(docs, labels.Len(), nil).Sum()
	return sum.Figures(score.Strict, 1).F1
}

// allFigures computes all schemes, of all labels, as nervaluate does.
func allFigures(docs []score.Document, labels int) float64 {
	b := score.Documents(docs, labels, nil)
	byLabel, last := b.ByLabel(), 0.0
	for _, s := range score.Schemes() {
		last = b.Averages(s, 1).Micro.F1
		for i := range byLabel {
			last += byLabel[i].Figures(s, 1).F1
		}
	}
	return last
}

// documents reads all sentences. What is read of one sentence is kept in memory that the
// next one uses again.
func documents(sentences []sentence, labels *score.Labels, read reading) []score.Document {
	docs := make([]score.Document, len(sentences))
	r := reader{labels: labels, read: read}
	for i := range sentences {
		docs[i] = score.Document{Gold: r.spans(sentences[i].gold), Pred: r.spans(sentences[i].pred)}
	}
	return docs
}

type reader struct {
	labels *score.Labels
	read   reading
	tags   []tags.Tag
	chunks []tags.Chunk
	room   []match.Span // for the spans of sentences to come
}

func (r *reader) spans(written []string) []match.Span {
	const block = 4096
	r.tags = r.tags[:0]
	for _, w := range written {
		t, _ := tags.Parse(w)
		r.tags = append(r.tags, t)
	}
	r.chunks = r.read(r.chunks[:0], r.tags)
	n := len(r.chunks)
	if len(r.room) < n {
		r.room = make([]match.Span, max(block, n))
	}
	out := r.room[:n:n]
	r.room = r.room[n:]
	for i, c := range r.chunks {
		out[i] = match.Span{Range: match.Range{Start: c.From, End: c.To}, Label: r.labels.ID(c.Label)}
	}
	return out
}
