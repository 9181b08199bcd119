// Package document holds the one thing every stage works on: a [Document] of
// immutable text and append-only [Layer]s of [Span]s.
//
// Start reading at [Document], then [Layer]. [Encode] and [Decode] turn many
// documents into one frame and back, in columns; [Offsets] converts positions
// between bytes, code points and UTF-16 units, and [SourceMap] leads from the
// text back to the bytes of the file it was read from.
package document
