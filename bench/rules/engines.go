package main

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"regexp"
	"runtime"

	"github.com/dlclark/regexp2/v2"
	"github.com/onomast/onomast/plugins/rules/regexset"
)

// A search finds all matches in a text and calls yield with each, in order of
// expression and place, in bytes.
type search func(text string, yield func(expression, start, end int)) error

// slow is the time, in seconds, of a round that is enough.
const slow = 5

func measure(name string, patterns []string, text string, rounds int) (report, error) {
	runtime.GOMAXPROCS(1)
	r := report{Engine: name}
	begin := now()
	find, err := compile(name, patterns)
	if err != nil {
		return r, err
	}
	r.Build = now() - begin
	for len(r.Seconds) < rounds {
		sum := fnv.New64a()
		r.Matches = 0
		begin := now()
		err := find(text, func(expression, start, end int) {
			r.Matches++
			var b [12]byte
			binary.LittleEndian.PutUint32(b[:], uint32(expression))
			binary.LittleEndian.PutUint32(b[4:], uint32(start))
			binary.LittleEndian.PutUint32(b[8:], uint32(end))
			sum.Write(b[:])
		})
		took := now() - begin
		if err != nil {
			return r, err
		}
		r.Seconds = append(r.Seconds, took)
		r.Digest = hex.EncodeToString(sum.Sum(nil))
		if took > slow {
			break
		}
	}
	return r, nil
}

func compile(name string, patterns []string) (search, error) {
	switch name {
	case onomast:
		return compileOnomast(patterns)
	case goRegexp:
		return compileGo(patterns)
	case regexp2Name:
		return compileRegexp2(patterns)
	}
	return nil, fmt.Errorf("no engine %q", name)
}

// Names of the engines of Go.
const (
	onomast     = "Onomast"
	goRegexp    = "Go regexp"
	regexp2Name = "regexp2 v2"
)

func compileOnomast(patterns []string) (search, error) {
	var all []*regexset.Regexp
	for _, p := range patterns {
		re, err := regexset.Compile(p, false)
		if err != nil {
			return nil, err
		}
		all = append(all, re)
	}
	set := regexset.New(all)
	var found regexset.Matches
	return func(text string, yield func(expression, start, end int)) error {
		if err := set.Scan(context.Background(), text, &found); err != nil {
			return err
		}
		for _, m := range found.All() {
			yield(m.Regexp, m.Start, m.End)
		}
		return nil
	}, nil
}

func compileGo(patterns []string) (search, error) {
	var all []*regexp.Regexp
	for _, p := range patterns {
		re, err := regexp.Compile(p)
		if err != nil {
			return nil, err
		}
		all = append(all, re)
	}
	return func(text string, yield func(expression, start, end int)) error {
		for i, re := range all {
			for _, m := range re.FindAllStringIndex(text, -1) {
				yield(i, m[0], m[1])
			}
		}
		return nil
	}, nil
}

func compileRegexp2(patterns []string) (search, error) {
	var all []*regexp2.Regexp
	for _, p := range patterns {
		re, err := regexp2.Compile(p, regexp2.RE2)
		if err != nil {
			return nil, err
		}
		all = append(all, re)
	}
	return func(text string, yield func(expression, start, end int)) error {
		for i, re := range all {
			found, err := re.FindAllStringIndex(text, -1)
			if err != nil {
				return err
			}
			for _, m := range found {
				yield(i, m[0], m[1])
			}
		}
		return nil
	}, nil
}
