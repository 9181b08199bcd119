package schema

import (
	"encoding/json"
	"testing"
)

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		if _, err := Of(options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	in := json.RawMessage(`{"rules":[{"label":"A","except":["x"]}],"timeout":"1s"}`)
	for b.Loop() {
		var o options
		if err := Decode(in, &o); err != nil {
			b.Fatal(err)
		}
	}
}
