package sentence

import "github.com/onomast/onomast/core/document"

// A Range is consecutive tokens of a document by their index, half-open.
type Range struct{ Start, End int }

// Split appends the sentences of a document. A token belongs to the sentence it
// begins in; tokens in none are a sentence with their neighbours in none. Without a
// layer of sentences all tokens are one. No sentence is empty, and every token is in
// one. Both layers are sorted.
func Split(dst []Range, d *document.Document) []Range {
	tokens, sentences := d.Layer(document.Tokens), d.Layer(document.Sentences)
	from, at := 0, 0
	end := func() {
		if from < at {
			dst = append(dst, Range{from, at})
		}
		from = at
	}
	for k := range sentences.Len() {
		for ; at < tokens.Len() && tokens.Start(at) < sentences.Start(k); at++ {
		}
		end()
		for ; at < tokens.Len() && tokens.Start(at) < sentences.End(k); at++ {
		}
		end()
	}
	at = tokens.Len()
	end()
	return dst
}
