// Package output puts the outcomes of a run away, each exactly once: into a
// [Directory] that survives being killed at any moment, or down a [Stream].
//
// A directory holds
//
//	part-00000.jsonl ...  the results, in the order of the inputs
//	dead/                 one JSON file for each document without a result
//	manifest.json         what was done, once all of it is done
//	journal               what is known to be safe: see [Open]
//
// The one idea: data first, then the journal. A line of the journal says how
// much of the input is safe on disk and how long the files were then, and is
// written after those files have been synced. Going on means cutting the files
// back to the last whole line, so whatever came after it leaves no trace.
//
// Use [Open], then [Directory.Pass] for the documents that are safe already,
// [Directory.Put] for the others in order, [Directory.Finish] and
// [Directory.Close].
package output
