package scheme

import "fmt"

// Scheme says which tags an entity's tokens take.
type Scheme string

const (
	// BIO is IOB2: the first token of an entity is B, every other one I.
	BIO Scheme = "bio"
	// BIOES tells the last token (E) and the only one (S) apart as well.
	BIOES Scheme = "bioes"
)

// Parse reads the name of a scheme.
func Parse(name string) (Scheme, error) {
	switch s := Scheme(name); s {
	case BIO, BIOES:
		return s, nil
	}
	return "", fmt.Errorf("scheme %q is unknown: use %q or %q", name, BIO, BIOES)
}

// parts is the number of tags of one type.
func (s Scheme) parts() int {
	if s == BIOES {
		return 4
	}
	return 2
}

// Part is the place of a token in an entity.
type Part int8

// The parts; [BIO] knows only the first three.
const (
	Outside Part = iota
	Begin
	Inside
	End
	Single
)

// letter is the part as tags spell it.
func (p Part) letter() string { return "OBIES"[p : p+1] }

// begins reports whether an entity starts with such a token.
func (p Part) begins() bool { return p == Begin || p == Single }

// continues reports whether such a token belongs to an entity begun before.
func (p Part) continues() bool { return p == Inside || p == End }
