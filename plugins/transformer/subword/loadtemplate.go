package subword

import (
	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
)

// A template piece is the text, or a special token.
type templatePiece struct {
	text bool
	id   string
	kind int32
	at   section.Section
}

// readTemplate reads the template of a single text; that of pairs is left alone.
func (l *loader) readTemplate(o *section.Object) error {
	single := o.Need("single")
	o.Member("pair")
	specials := o.Member("special_tokens")
	if err := o.Err(); err != nil {
		return err
	}
	known, err := readSpecials(specials)
	if err != nil {
		return err
	}
	var f Frame
	seen := false
	err = single.Each(func(s section.Section) error {
		p, err := readTemplatePiece(s)
		switch {
		case err != nil:
			return err
		case p.text && seen:
			return s.Problem("", "a template with the text in it twice is not supported")
		case p.text:
			seen, f.Type = true, p.kind
			return nil
		}
		list, ok := known[p.id]
		if !ok {
			return p.at.Problem("", "%q is not among the special tokens", p.id)
		}
		for _, sp := range list {
			sp.Type = p.kind
			if seen {
				f.After = append(f.After, sp)
			} else {
				f.Before = append(f.Before, sp)
			}
		}
		return nil
	})
	if err == nil && !seen {
		err = single.Problem("", "a template without the text in it is not supported")
	}
	if err != nil {
		return err
	}
	return l.enclose(o, f)
}

// readTemplatePiece reads {"SpecialToken": {"id": "[CLS]", "type_id": 0}} or
// {"Sequence": {"id": "A", "type_id": 0}}.
func readTemplatePiece(s section.Section) (p templatePiece, err error) {
	o := s.Object()
	text, special := o.Member("Sequence"), o.Member("SpecialToken")
	if err := o.Err(); err != nil {
		return p, err
	}
	p.text, p.at = special.Null(), special
	if p.text {
		p.at = text
	}
	in := p.at.Object()
	p.id = in.Text("id", "")
	p.kind = int32(in.Int("type_id", 0, 1<<31-1))
	if err := in.Err(); err != nil {
		return p, err
	}
	if p.text && p.id != "A" {
		err = in.Member("id").Problem("", "a single text is \"A\", not %q", p.id)
	}
	return p, err
}

func readSpecials(s section.Section) (map[string][]Special, error) {
	known := map[string][]Special{}
	if s.Null() {
		return known, nil
	}
	return known, s.Members(func(name string, value section.Section) error {
		o := value.Object()
		o.Text("id", name)
		ids, tokens := o.Need("ids"), o.Need("tokens")
		if err := o.Err(); err != nil {
			return err
		}
		var list []Special
		err := ids.Each(func(s section.Section) error {
			id, err := s.Int(maxID)
			list = append(list, Special{ID: int32(id)})
			return err
		})
		if err != nil {
			return err
		}
		i := 0
		err = tokens.Each(func(s section.Section) error {
			token, err := s.Text()
			if i < len(list) {
				list[i].Token = token
			}
			i++
			return err
		})
		if err == nil && i != len(list) {
			err = tokens.Problem("", "there are %d tokens and %d ids", i, len(list))
		}
		known[name] = list
		return err
	})
}
