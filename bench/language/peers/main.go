//go:build unix

// Command peers identifies the language of the texts of a file with a library for Go.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/abadojack/whatlanggo"
	"github.com/pemistahl/lingua-go"
)

func main() {
	if err := run(os.Args[1], strings.Split(os.Args[2], ","), os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(library string, codes []string, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	var texts []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var it struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return err
		}
		texts = append(texts, it.Text)
	}
	identify := lingua12(codes)
	if library == "whatlanggo" {
		identify = whatlang(codes)
	}
	start := now()
	answers := make([]string, len(texts))
	for i, text := range texts {
		answers[i] = identify(text)
	}
	spent := now() - start
	out := json.NewEncoder(os.Stdout)
	for _, a := range answers {
		if err := out.Encode(map[string]any{"language": a, "score": 0}); err != nil {
			return err
		}
	}
	return out.Encode(map[string]float64{"seconds": spent})
}

func lingua12(codes []string) func(string) string {
	var list []lingua.IsoCode639_1
	for _, code := range codes {
		list = append(list, lingua.GetIsoCode639_1FromValue(strings.ToUpper(code)))
	}
	d := lingua.NewLanguageDetectorBuilder().FromIsoCodes639_1(list...).WithPreloadedLanguageModels().Build()
	return func(text string) string {
		if l, ok := d.DetectLanguageOf(text); ok {
			return strings.ToLower(l.IsoCode639_1().String())
		}
		return ""
	}
}

func whatlang(codes []string) func(string) string {
	list := map[whatlanggo.Lang]bool{}
	for l := range whatlanggo.Langs {
		for _, code := range codes {
			if l.Iso6391() == code {
				list[l] = true
			}
		}
	}
	return func(text string) string {
		return whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: list}).Lang.Iso6391()
	}
}
