// Package plugintest is the conformance suite of plugins: what the host relies
// on, tried out one named [Check] at a time, with texts that break programs.
//
// [Test] tries the kinds of a plugin from its own Go tests, [RunCommand] a
// program in any language, and [Run] a plugin somebody else has started.
package plugintest
