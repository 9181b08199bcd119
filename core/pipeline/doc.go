// Package pipeline turns a checked configuration into a running graph of
// stages.
//
// [Build] asks every stage's plugin what it reads and writes, orders the stages
// and groups neighbours that live in one program into segments: that is a
// [Plan]. [Open] starts the segments; [Runner.Run] carries documents through
// them in frames, several at once, and gives them back in the order they came.
package pipeline
