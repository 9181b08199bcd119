// Package rules serves the stage `rules`: it proposes entities by regular
// expressions and by lists of terms, as an expert of the domain writes them.
//
// [Kind] is the way in. Its options ([Options]) are compiled once (compile.go)
// into a ruleset, which is immutable and used by all goroutines. For each
// document a subject holds what is worked out once and shared by the rules:
// the code points, the word windows, the context words that occur.
//
// A pattern is carried out by one of two engines behind one interface
// (engine.go). Those that RE2's syntax can express, whose time is linear, are
// all found in one pass over the text by the package regexset. Look-around and
// back-references take a backtracking engine under a budget of time. All lists
// that are compared alike are one index (package gazetteer), read by package
// termlist. So the number of rules hardly matters to the speed, nor does it to
// what a short document costs.
//
// Sequences are patterns over tokens (package tokenpattern), asked of a
// tokenView, which is worked out when the first sequence asks.
//
// Hits of lists are kept (listed.go) where sequences, contexts or assertions ask
// for them. Context words, cues and exceptions that are terms are lists, too, of
// which nobody sees the hits: the aside gazetteers.
//
// Whatever a rule matches passes the same gate (gate.go): exceptions, then
// context, then score, then what the rule asks of the text itself (values.go):
// package validate says whether it is a sound identifier, package normalize
// what value it stands for. Rules with priorities or overrides then drop each
// other's overlapping matches (precedence.go). Of what is left, assertions say
// what the text says of it, by cues and what ends their scope (claim.go, scope.go),
// as it is written (write.go).
package rules
