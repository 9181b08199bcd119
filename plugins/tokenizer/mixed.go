package tokenizer

import "github.com/onomast/onomast/core/document"

// A part is where a text goes on in another language.
type part struct {
	start   int
	profile *profile
}

// parts returns where the language of a document changes, in order; none for one that
// is in one language.
func (s *stage) parts(doc *document.Document) []part {
	if s.language != "" || !doc.Mixed() {
		return nil
	}
	regions := doc.Languages()
	parts := make([]part, len(regions))
	for i, r := range regions {
		parts[i] = part{r.Start, s.profileOf(primary(r.Language))}
	}
	return parts
}

// enter lets the token at byte i, and those behind it, follow the rules of their part.
// It returns the parts that are still to come.
func (s *stage) enter(parts []part, i int, scan *scanner, sents *sentences) []part {
	k := 0
	for k+1 < len(parts) && parts[k+1].start <= i {
		k++
	}
	scan.profile, sents.profile = parts[k].profile, parts[k].profile
	scan.barrier = 0 // what bars a word depends on the language
	return parts[k+1:]
}
