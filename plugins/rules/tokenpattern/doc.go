// Package tokenpattern finds sequences of tokens that meet conditions, as
// spaCy's Matcher and CoreNLP's TokensRegex do: "a title, then one or more
// capitalised words".
//
// A [Pattern] is compiled to a [Program], an automaton over tokens that is run
// by simulation (R. Pike; R. Cox, "Regular Expression Matching: the Virtual
// Machine Approach", 2009): the time is linear in the tokens whatever the
// pattern, and there is no backtracking. What a condition says of a token is
// asked of a [Tokens], once for each pair of condition and token.
package tokenpattern
