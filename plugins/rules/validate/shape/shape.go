// Package shape takes identifiers apart: it strips the separators people write
// and says in the same words everywhere what is wrong with the rest.
package shape

import (
	"errors"
	"fmt"
	"strings"
)

// ErrChecksum is the answer to a check digit that does not fit.
var ErrChecksum = errors.New("its check digits do not fit")

// Check returns nil when ok, and ErrChecksum otherwise.
func Check(ok bool) error {
	if ok {
		return nil
	}
	return ErrChecksum
}

// Compact removes separators that stand alone between other characters, and
// makes letters capital. It reports false when two separators meet or one
// stands at either end, for then the text is something else.
func Compact(text, separators string) (string, bool) {
	var b strings.Builder
	apart := true // the last character was a separator, or there is none
	for _, r := range text {
		if strings.ContainsRune(separators, r) {
			if apart {
				return "", false
			}
			apart = true
			continue
		}
		apart = false
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String(), !apart
}

// Digits strips separators and asks for as many digits as one of lengths, or
// for any number where there are none.
func Digits(text, separators string, lengths ...int) (string, error) {
	s, ok := Compact(text, separators)
	if !ok || !AllDigits(s) {
		return "", errors.New("it has more than digits and single separators")
	}
	return s, length(len(s), "digits", lengths)
}

// Grouped asks for digits written in one piece, or in groups of the sizes with
// the same separator between them.
func Grouped(text, separators string, sizes ...int) (string, error) {
	total, groups := 0, make([]string, len(sizes))
	for i, n := range sizes {
		total += n
		groups[i] = strings.Repeat("9", n)
	}
	s, err := Digits(text, separators, total)
	if err != nil || len(s) == len(text) {
		return s, err
	}
	for _, separator := range separators {
		if Fits(text, strings.Join(groups, string(separator))) {
			return s, nil
		}
	}
	return "", errors.New("its separators do not stand where they belong")
}

// Alnum strips separators and asks for capital letters and digits (small
// letters count as capital), as many as one of lengths.
func Alnum(text, separators string, lengths ...int) (string, error) {
	s, ok := Compact(text, separators)
	if !ok || !alnum(s) {
		return "", errors.New("it has more than letters, digits and single separators")
	}
	return s, length(len(s), "characters", lengths)
}

func alnum(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

func length(n int, of string, lengths []int) error {
	if len(lengths) == 0 {
		return nil
	}
	words := make([]string, len(lengths))
	for i, l := range lengths {
		if l == n {
			return nil
		}
		words[i] = fmt.Sprint(l)
	}
	return fmt.Errorf("it has %d %s, not %s", n, of, strings.Join(words, " or "))
}

// AllDigits reports whether s is one ASCII digit or more and nothing else.
func AllDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Fits reports whether s follows a mask: 9 stands for a digit, A for a capital
// letter, N for either; other characters stand for themselves.
func Fits(s, mask string) bool {
	if len(s) != len(mask) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		letter, digit := 'A' <= c && c <= 'Z', '0' <= c && c <= '9'
		switch mask[i] {
		case '9':
			if !digit {
				return false
			}
		case 'A':
			if !letter {
				return false
			}
		case 'N':
			if !letter && !digit {
				return false
			}
		default:
			if c != mask[i] {
				return false
			}
		}
	}
	return true
}

// Int is the number that digits write; it is for short ones.
func Int(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// Same reports whether all bytes of s are equal.
func Same(s string) bool { return s != "" && strings.Count(s, s[:1]) == len(s) }
