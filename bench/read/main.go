// Command read measures how fast JSON lines are read, and read and written, on
// one thread, beside encoding/json and Python doing the same. CPU time counts.
//
//	go run ./bench/read [-runs 5] [-size 32] [-python python3] [-ids N]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

func main() {
	runs := flag.Int("runs", 5, "how often to measure; the median counts")
	size := flag.Int("size", 32, "size of the file that is read, in MB")
	python := flag.String("python", "python3", "the Python to compare with; empty for none")
	ids := flag.Int("ids", 0, "measure the memory of reading that many ids instead")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	var err error
	if *ids > 0 {
		err = measureIDs(*ids)
	} else {
		err = measureSpeed(*runs, *size<<20, *python)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "read:", err)
		os.Exit(2)
	}
}

// A contender does a job once over the file and says how many documents it met.
type contender struct {
	name string
	job  func(path string) (documents int, took time.Duration, err error)
}

// measureSpeed runs every contender in turn, so that noise hits all alike.
func measureSpeed(runs, size int, python string) error {
	dir, err := os.MkdirTemp("", "bench-read-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	for _, kind := range []corpusKind{results, tickets} {
		path := filepath.Join(dir, kind.name+".jsonl")
		documents, err := kind.write(path, size)
		if err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d documents, %.1f MB\n", kind.name, documents, float64(info.Size())/1e6)
		if err := compare(path, documents, info.Size(), runs, python); err != nil {
			return err
		}
	}
	return nil
}

func compare(path string, documents int, size int64, runs int, python string) error {
	for _, job := range []struct {
		name  string
		peers []contender
	}{
		{"read", []contender{{"Onomast", onomastRead}, {"encoding/json", standardRead}, pythonContender(python, "read")}},
		{"read and write", []contender{{"Onomast", onomastConvert}, {"encoding/json", standardConvert}, pythonContender(python, "convert")}},
	} {
		times := make([][]time.Duration, len(job.peers))
		for range runs {
			for i, c := range job.peers {
				if c.job == nil {
					continue
				}
				n, took, err := c.job(path)
				if err != nil || n != documents {
					return fmt.Errorf("%s: %d of %d documents: %w", c.name, n, documents, err)
				}
				times[i] = append(times[i], took)
			}
		}
		report(job.name, job.peers, times, size)
	}
	return nil
}

// report prints the medians, and how many times the first is faster.
func report(job string, peers []contender, times [][]time.Duration, size int64) {
	fmt.Printf("  %s\n", job)
	first := median(times[0])
	for i, c := range peers {
		if len(times[i]) == 0 {
			continue
		}
		m := median(times[i])
		speed := func(d time.Duration) float64 { return float64(size) / 1e6 / d.Seconds() }
		fmt.Printf("    %-14s %6.1f MB/s (%.1f-%.1f)", c.name, speed(m), speed(slices.Max(times[i])), speed(slices.Min(times[i])))
		if i > 0 {
			fmt.Printf("   Onomast is %.1fx", m.Seconds()/first.Seconds())
		}
		fmt.Println()
	}
}

func median(d []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(d))
	return sorted[len(sorted)/2]
}

// A corpusKind is a way to make up documents.
type corpusKind struct {
	name string
	line func(i int) string
}

var (
	results = corpusKind{"annotated documents with 8 entities", resultLine}
	tickets = corpusKind{"documents of text alone", textLine}
)

func (k corpusKind) write(path string, size int) (documents int, err error) {
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(k.line(documents))
		documents++
	}
	return documents, os.WriteFile(path, []byte(b.String()), 0o600)
}

const paragraph = `Frau Müller from Łódź returned the XG-4500 on 3 May; \"refund €20 please\", she wrote.\nThe second parcel, order 3348120, went to 12 Harbour Street and came back after ten days. `

func textLine(i int) string {
	return fmt.Sprintf(`{"id":"tickets/%06d","text":"%s","lang":"en"}`+"\n", i, strings.Repeat(paragraph, 1+i%9))
}

// resultLine is a line as `runner run --with-text` writes it.
func resultLine(i int) string {
	plain := strings.NewReplacer(`\"`, `"`, `\n`, "\n").Replace(paragraph)
	var entities []string
	for k, e := range [][2]string{
		{"Frau Müller", "PERSON"}, {"Łódź", "LOCATION"}, {"XG-4500", "PRODUCT_CODE"}, {"3 May", "DATE"},
		{"€20", "MONEY"}, {"order 3348120", "ORDER_ID"}, {"12 Harbour Street", "ADDRESS"}, {"ten days", "DURATION"},
	} {
		before, _, _ := strings.Cut(plain, e[0])
		start := utf8.RuneCountInString(before)
		entities = append(entities, fmt.Sprintf(`{"id":"e%d","start":%d,"end":%d,"text":%q,"label":%q,"score":0.85,"score_kind":"raw","source":"general",`+
			`"parent":null,"attributes":{},"evidence":{"rule":"general.yaml:%d","rule_id":"x"}}`, k+1, start, start+utf8.RuneCountInString(e[0]), e[0], e[1], 10*k))
	}
	return fmt.Sprintf(`{"id":"tickets/%06d","text":"%s","offset_unit":"codepoint","entities":[%s],"language":"en","truncated_tokens":0,"failed_stages":[],"pipeline":"support@sha256:1c9e"}`+"\n",
		i, strings.Repeat(paragraph, 1+i%5), strings.Join(entities, ","))
}
