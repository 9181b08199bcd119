// Command generate writes the support tickets that docs/training.md trains on:
//
//	go run ./examples/training/generate examples/training
//
// Every run writes the same files. Tickets are sentences with slots that are filled
// by chance; some are written carelessly. test.jsonl has names and sentences that
// train.jsonl and dev.jsonl have not.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("give the folder to write to")
	}
	seen := map[string]bool{}
	for seed, part := range []struct {
		name    string
		tickets int
	}{{"train", 300}, {"dev", 100}, {"test", 200}} {
		w := writer{seen: seen, random: rand.New(rand.NewPCG(uint64(seed), 300)), words: vocabularies(), frames: frames()}
		if part.name != "test" {
			w.keepBack()
		}
		data, err := w.tickets(part.name, part.tickets)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(args[0], part.name+".jsonl"), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// A writer writes tickets.
type writer struct {
	seen   map[string]bool // texts
	random *rand.Rand
	words  map[string][]string
	frames []string
}

// keepBack leaves what is for the test only out.
func (w *writer) keepBack() {
	for slot, list := range w.words {
		if slot != "issue" && slot != "when" && slot != "greeting" && slot != "closing" {
			w.words[slot] = list[:len(list)*3/5]
		}
	}
	w.frames = w.frames[:len(w.frames)*2/3]
}

// An entity counts code points, half-open.
type entity struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
}

type ticket struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Entities []entity `json:"entities"`
}

// tickets writes so many tickets, no text that was written before.
func (w *writer) tickets(name string, n int) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for number := 0; number < n; {
		t := w.ticket()
		if w.seen[t.Text] {
			continue
		}
		w.seen[t.Text] = true
		number++
		t.ID = fmt.Sprintf("%s-%03d", name, number)
		if err := enc.Encode(t); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

func (w *writer) pick(list []string) string { return list[w.random.IntN(len(list))] }

// chance is true in so many of a hundred cases.
func (w *writer) chance(percent int) bool { return w.random.IntN(100) < percent }

// ticket fills a frame.
func (w *writer) ticket() ticket {
	t := ticket{Entities: []entity{}}
	text := w.pick(w.words["greeting"]) + w.pick(w.frames) + w.pick(w.words["closing"])
	careless := w.chance(20)
	slot := regexp.MustCompile(`\{(\w+)\}`)
	for text != "" {
		at := slot.FindStringSubmatchIndex(text)
		if at == nil {
			t.plain(w.typed(text, careless))
			break
		}
		t.plain(w.typed(text[:at[0]], careless))
		label := text[at[2]:at[3]]
		value := w.fill(label)
		if careless && label != "ORDER" && w.chance(60) {
			value = strings.ToLower(value)
		}
		start := utf8.RuneCountInString(t.Text)
		t.plain(value)
		if label == strings.ToUpper(label) {
			t.Entities = append(t.Entities, entity{start, utf8.RuneCountInString(t.Text), label})
		}
		text = text[at[1]:]
	}
	return t
}

func (t *ticket) plain(text string) { t.Text += text }

// fill makes a value for a slot.
func (w *writer) fill(slot string) string {
	switch slot {
	case "PERSON":
		first, last := w.pick(w.words["first"]), w.pick(w.words["last"])
		return w.pick([]string{first, first + " " + last, first + " " + last, "Mr " + last, "Ms. " + last, first[:1] + ". " + last})
	case "ORDER":
		digits := w.random.IntN(90000) + 10000
		return w.pick([]string{fmt.Sprintf("XG-%d", digits), fmt.Sprintf("#%d", digits), fmt.Sprintf("AB-%04d", digits%10000)})
	}
	return w.pick(w.words[slot])
}

// typed is text as somebody in a hurry types it: in lower case, with a letter
// missing here and there.
func (w *writer) typed(text string, careless bool) string {
	if !careless {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) && w.chance(3) {
			continue
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}
