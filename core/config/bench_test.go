package config

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if p, list := Load(context.Background(), support, testOptions(b)); p == nil {
			b.Fatal(list)
		}
	}
}

func BenchmarkLoadManyPatterns(b *testing.B) {
	var with strings.Builder
	with.WriteString("patterns:\n")
	for i := range 10_000 {
		fmt.Fprintf(&with, "  - {label: L%d, regex: 'x{%d}', score: 0.%d}\n", i, i, i+1)
	}
	path := files{"main.yaml": stage("rules", with.String())}.write(b)
	for b.Loop() {
		if p, list := Load(context.Background(), path, testOptions(b)); p == nil {
			b.Fatal(list)
		}
	}
}
func BenchmarkLoadManyMistakes(b *testing.B) {
	var with strings.Builder
	with.WriteString("patterns:\n")
	for i := range 10_000 {
		fmt.Fprintf(&with, "  - {lable: L%d, regex: 'x{%d}', score: x%d}\n", i, i, i+1)
	}
	path := files{"main.yaml": stage("rules", with.String())}.write(b)
	for b.Loop() {
		if _, list := Load(context.Background(), path, testOptions(b)); len(list) != 20000 {
			b.Fatal(len(list))
		}
	}
}
