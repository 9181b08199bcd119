// Package write turns what was found in documents into bytes: JSON lines, CSV
// rows, or one HTML page.
//
// An [Encoder] keeps nothing between documents: a file is its header, then the
// bytes of each document, then its footer. That is why a run that was killed
// can go on in the middle of a file, whatever the format, and why pages of
// thousands of documents need the memory of one. Start reading at [New].
package write
