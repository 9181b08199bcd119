// Package inputs brings gold and predicted entities together: it reads annotated files,
// runs a pipeline over their texts, maps labels, and pairs documents by their ids.
//
// Start at [Read], then [Join] for a file of predictions or [Annotate] for a pipeline.
// What cannot be judged is an error that says why and what to do: documents that only
// one side has, texts that differ, labels that never meet.
package inputs
