package model

import (
	"fmt"
	"strings"
)

// A refusal is why bytes are no model that can be used, and what to do about it.
type refusal struct {
	code, why, hint string
}

func (r *refusal) Error() string { return r.why }

const trainHint = "train one with `runner train crf`"

func foreign(why, hint string) *refusal { return &refusal{"crf.foreign-model", why, hint} }

func damaged(why string) *refusal {
	return &refusal{"crf.damaged-model", why, "copy it again from where it came from, or train it anew by the command on its card"}
}

var (
	errTruncated = damaged("the file is cut off: a part of the model is missing")
	errLonger    = damaged("the file is longer than the model in it")
)

func errDamaged(what string) *refusal {
	return damaged(fmt.Sprintf("the file is damaged: %s is not as it was written", what))
}

func otherVersion(v uint32) *refusal {
	if v > withDense {
		return &refusal{"crf.newer-model", fmt.Sprintf("the model has format %d, and this program reads formats up to %d", v, withDense), "use a newer version of the program, or train the model with this one"}
	}
	return &refusal{"crf.older-model", fmt.Sprintf("the model has format %d, which this program no longer reads", v), trainHint}
}

// checkMagic refuses what is no model; what it is instead, where that is easy to see.
func checkMagic(data []byte) error {
	head := string(data[:min(len(data), 512)])
	switch {
	case strings.HasPrefix(head, magic):
		return nil
	case head == "":
		return damaged("the file is empty")
	case strings.HasPrefix(head, magic[:4]) && len(head) >= len(magic):
		return damaged("the file was changed on its way: line ends were converted, as if it were text")
	case strings.HasPrefix(magic, head):
		return errTruncated
	}
	return alien(head)
}

// alien names files that are taken for models.
func alien(head string) *refusal {
	const none = "the file is no model of this program: "
	switch {
	case strings.HasPrefix(head, "version https://git-lfs"):
		return foreign(none+"it is a pointer of Git LFS", "fetch the model itself with `git lfs pull`")
	case strings.HasPrefix(head, "lCRF"):
		return foreign(none+"it is one of CRFsuite", trainHint)
	case strings.HasPrefix(head, "\x1f\x8b"), strings.HasPrefix(head, "\x28\xb5\x2f\xfd"), strings.HasPrefix(head, "PK\x03\x04"):
		return foreign(none+"it is compressed", "unpack it")
	case strings.HasPrefix(head, "\x80") || strings.HasPrefix(head, "\x08"):
		return foreign(none+"it may be one for another stage", trainHint)
	}
	return foreign(strings.TrimSuffix(none, ": "), trainHint)
}
