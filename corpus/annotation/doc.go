// Package annotation holds annotated documents apart from any format: their text,
// entities and relations, and what is known of where they came from.
//
// A format (see corpus/formats) has a [Source], which makes a [Draft] of each record:
// a document whose offsets still count what the file counts. A [Tally] over the drafts
// of a file says which unit that is, and [Draft.Place] turns a draft into a [Document]
// with offsets in bytes. On the way out, [Fit] makes a document what the format of a
// [Sink] can hold. Whatever is refused, changed or lost on either way is a [Problem]
// that goes to the caller: nothing is dropped in silence, and one broken record or
// span does not take others with it.
package annotation
