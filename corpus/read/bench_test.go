package read

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkReader reads records from memory.
func BenchmarkReader(b *testing.B) {
	const text = `Frau Müller from Łódź returned it; \"refund €20 please\", she wrote.\nIt went to 12 Harbour Street and came back after ten days. `
	const entities = `{"id":"e1","start":0,"end":11,"text":"Frau Müller","label":"PERSON","score":0.85,"score_kind":"raw","source":"general","parent":null,"attributes":{},"evidence":{"rule":"general.yaml:12"}},` +
		`{"id":"e2","start":17,"end":21,"text":"Łódź","label":"LOCATION","score":0.85,"score_kind":"raw","source":"general","parent":null,"attributes":{},"evidence":{"rule":"general.yaml:99"}}`
	line := func(format, head, tail, between string) string {
		var out strings.Builder
		out.WriteString(head)
		for i := range 5000 {
			if i > 0 {
				out.WriteString(between)
			}
			fmt.Fprintf(&out, format, i, strings.Repeat(text, 1+i%5))
		}
		return out.String() + tail
	}
	for _, c := range []struct {
		name, content string
		opts          Options
	}{
		{"jsonl", line(`{"id":"t%d","text":"%s"}`, "", "\n", "\n"), Options{Format: "jsonl"}},
		{"gold", line(`{"id":"t%d","text":"%s","entities":[`+entities+`]}`, "", "\n", "\n"), Options{Format: "jsonl", Gold: true}},
		{"json", line(`{"id":"t%d","text":"%s"}`, "[", "]", ","), Options{Format: "json"}},
		{"csv", line(`%d,"%s"`, "id,text\n", "\n", "\n"), Options{Format: "csv"}},
	} {
		c.content = strings.ReplaceAll(c.content, `\"`, map[bool]string{true: `""`, false: `\"`}[c.name == "csv"])
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.content)))
			for b.Loop() {
				c.opts.Stdin = strings.NewReader(c.content)
				readAll(b, c.opts, "-")
			}
		})
	}
}
