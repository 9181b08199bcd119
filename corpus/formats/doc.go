// Package formats knows every format of annotated documents: it finds out which one a
// file is in and what its offsets count, and reads its documents one by one.
//
// Start at [Open] and [Reader.Next]; [Create] is the way back. Each format has a package
// of its own below this one; what they have in common is corpus/annotation.
package formats
