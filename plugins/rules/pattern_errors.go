package rules

import (
	"context"
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// engine compiles an expression, or reports what is wrong with it.
func (c *compiler) engine(pointer, text string, ignoreCase bool) engine {
	e, err := compileEngine(text, ignoreCase)
	if err != nil {
		summary, hint := explainSyntax(text, err)
		c.fail(pointer, "rules.regex", summary, hint)
		return nil
	}
	return e
}

// A syntaxError is what both engines say of an expression.
type syntaxError struct {
	expr              string
	linear, backtrack error
}

func (e *syntaxError) Error() string { return e.linear.Error() }

// explainSyntax says what is wrong with an expression, and where. The linear
// engine says so more clearly, but stumbles over look-around before it gets to
// the mistake.
func explainSyntax(text string, err error) (summary, hint string) {
	const invalid = "the regular expression is not valid: "
	var both *syntaxError
	var bad *syntax.Error
	if !errors.As(err, &both) || !errors.As(both.linear, &bad) {
		return invalid + err.Error(), ""
	}
	if beyondLinear(bad.Code) {
		detail := strings.TrimPrefix(both.backtrack.Error(), "error parsing regexp: ")
		return invalid + strings.TrimSuffix(detail, " in `"+text+"`"), syntaxHint(bad.Code)
	}
	summary = invalid + bad.Code.String()
	if at := strings.Index(text, bad.Expr); at >= 0 && bad.Expr != text {
		summary += fmt.Sprintf(" “%s” at character %d", bad.Expr, utf8.RuneCountInString(text[:at])+1)
	}
	return summary, syntaxHint(bad.Code)
}

// beyondLinear reports whether the code is what the linear engine says of
// syntax that only the other one knows.
func beyondLinear(code syntax.ErrorCode) bool {
	switch code {
	case syntax.ErrInvalidPerlOp, syntax.ErrInvalidNamedCapture, syntax.ErrInvalidEscape,
		syntax.ErrInvalidRepeatOp, syntax.ErrInvalidRepeatSize:
		return true
	default:
		return false
	}
}

func syntaxHint(code syntax.ErrorCode) string {
	switch code {
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen:
		return "balance the parentheses, or write \\( and \\) for themselves"
	case syntax.ErrMissingBracket, syntax.ErrInvalidCharRange:
		return "close the [ and write ranges from low to high, or write \\[ for itself"
	case syntax.ErrMissingRepeatArgument, syntax.ErrInvalidRepeatOp:
		return "put something to repeat before it, or write \\ before it for itself"
	case syntax.ErrInvalidRepeatSize, syntax.ErrLarge:
		return "repeat at most 1000 times, lower bound first"
	case syntax.ErrInvalidNamedCapture, syntax.ErrInvalidPerlOp:
		return "groups are (?:...), (?P<name>...), and for look-around (?=...), (?!...), (?<=...), (?<!...)"
	case syntax.ErrTrailingBackslash:
		return "write \\\\ for a backslash"
	case syntax.ErrInvalidEscape, syntax.ErrInvalidCharClass:
		return "see the syntax of RE2; in YAML, write expressions in single quotes"
	default:
		return ""
	}
}

// matchesEmpty reports whether an expression matches the empty text.
func matchesEmpty(e engine) bool {
	doc, err := document.New("", "")
	if err != nil {
		return false
	}
	s := newSubject(&ruleset{budget: defaultBudget}, doc)
	defer s.close()
	ok, err := e.whole(context.Background(), s, 0, 0)
	return ok && err == nil
}
