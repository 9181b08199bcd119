package sections

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/rules/regexset"
)

// opening returns what the first rule opens that opens a section at line i; its
// rule is nil if none does.
func (b *block) opening(i int) (o open, f found) {
	text := b.of(i)
	first, at, headed := b.rules.headings.find(text)
	if !headed {
		first = len(b.rules.rules)
	}
	candidates := b.rules.empty
	if text != "" {
		candidates = b.rules.openers[text[0]]
	}
	for _, n := range candidates {
		if n >= first {
			break
		}
		r := b.rules.rules[n]
		number, heading, ok := b.try(r, text)
		if ok && b.opens(i, r, number, &o) {
			return o, found{rule: r, opened: b.lines[i].start, number: number, heading: heading}
		}
	}
	if headed {
		r := b.rules.rules[first]
		b.opens(i, r, at.number, &o)
		f = found{rule: r, opened: b.lines[i].start, number: at.number, heading: text[at.start:at.end]}
	}
	return o, f
}

// try asks whether the expression of a rule matches at the beginning of a line.
func (b *block) try(r *rule, text string) (number, heading string, ok bool) {
	if ok = b.begins(r.opens, text); !ok || r.groups == nil {
		return "", "", ok
	}
	m := r.groups.FindStringSubmatch(text)
	return group(m, r.number), strings.TrimSpace(group(m, r.heading)), true
}

// opens fills in what a rule opens at line i. It is false when that is nothing,
// for want of leading lines or because it is open already.
func (b *block) opens(i int, r *rule, number string, o *open) bool {
	level := r.level
	if level > 0 {
		level = min(level+strings.Count(strings.TrimRight(number, "."), "."), maxLevel)
	} else if slices.ContainsFunc(b.open, func(o open) bool { return o.rule == r }) {
		return false
	}
	from := b.leading(i, r, level)
	if from == i && r.needLead {
		return false
	}
	*o = open{rule: r, from: from, level: level}
	return true
}

func group(m []string, n int) string {
	if n == 0 {
		return ""
	}
	return m[n]
}

// leading returns the first of the lines that lead to what opens at line i.
func (b *block) leading(i int, r *rule, level int) int {
	if r.lead == nil {
		return i
	}
	least := max(b.free, i-leadLines)
	for _, o := range b.open { // not beyond what it will lie in
		if level == 0 || o.level < level {
			least = max(least, o.from+1)
		}
	}
	for from := least; from < i; from++ {
		text := b.of(from)
		for k := from + 1; k < i; k++ {
			text += "\n" + b.of(k)
		}
		b.read += len(text)
		if r.lead.Whole(text) {
			return from
		}
	}
	return i
}

// begins reports whether a line begins with a match.
func (b *block) begins(re *regexset.Regexp, text string) bool {
	b.read += len(text)
	return re.Prefix(text) >= 0
}
