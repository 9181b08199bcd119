package subword

import (
	"github.com/onomast/onomast/plugins/transformer/subword/internal/section"
)

func (l *loader) readPost(s section.Section) error { return l.post(s, 0) }

func (l *loader) post(s section.Section, depth int) error {
	if s.Null() {
		return nil
	}
	o := s.Object()
	kind := o.Text("type", "")
	if err := o.Problems(); err != nil {
		return err
	}
	var err error
	switch kind {
	case "Sequence":
		return l.posts(o, depth)
	case "TemplateProcessing":
		err = l.readTemplate(o)
	case "BertProcessing":
		err = l.readEnds(o)
	case "RobertaProcessing":
		l.readTrim(o)
		err = l.readEnds(o)
	case "ByteLevel":
		o.Bool("use_regex", true) // is for the pre-tokeniser
		l.readTrim(o)
	default:
		return unsupported(o, "post_processor", kind, []string{"TemplateProcessing", "BertProcessing", "RobertaProcessing", "ByteLevel", "Sequence"})
	}
	if err != nil {
		return err
	}
	return o.Err()
}

func (l *loader) posts(o *section.Object, depth int) error {
	list := o.Need("processors")
	if err := o.Err(); err != nil {
		return err
	}
	if depth == maxDepth {
		return o.Problem("", "sequences lie %d deep in each other", maxDepth)
	}
	return list.Each(func(s section.Section) error { return l.post(s, depth+1) })
}

func (l *loader) readTrim(o *section.Object) {
	if trims, before := o.Bool("trim_offsets", true), o.Bool("add_prefix_space", true); trims {
		l.trims = append(l.trims, trim{spaceBefore: before})
	}
}

// readEnds reads the piece before a text ("cls") and the one after it ("sep").
func (l *loader) readEnds(o *section.Object) error {
	before, err := readNamed(o.Need("cls"))
	if err != nil {
		return err
	}
	after, err := readNamed(o.Need("sep"))
	if err != nil {
		return err
	}
	return l.enclose(o, Frame{Before: []Special{before}, After: []Special{after}})
}

// enclose sets what goes around a text.
func (l *loader) enclose(o *section.Object, f Frame) error {
	if l.framed {
		return o.Problem("", "a second post_processor that adds pieces is not supported")
	}
	l.frame, l.framed = f, true
	return nil
}

// readNamed reads ["[CLS]", 101].
func readNamed(s section.Section) (sp Special, err error) {
	i := 0
	err = s.Each(func(s section.Section) error {
		var id int64
		switch i {
		case 0:
			sp.Token, err = s.Text()
		case 1:
			id, err = s.Int(maxID)
			sp.ID = int32(id)
		default:
			err = s.Problem("", "is one too many: a token and its id are two")
		}
		i++
		return err
	})
	if err == nil && i < 2 {
		err = s.Problem("", "should be a token and its id")
	}
	return sp, err
}
