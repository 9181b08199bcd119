// Package sections finds the sections of a text line by line: headings with what
// stands below them, numbered clauses, quoted replies, signatures, stack traces.
//
// A rule says how a section opens: by a heading from a list, by a line that an
// expression matches, or by a run of lines of which each is marked. It says how
// the section closes, too: by the next one of the same or an outer level, by its
// own last line, before the first line that is no part of it. Sections lie in each
// other, or apart, and never cross.
//
// Lines go by once. A run of marked lines is searched again without its marks,
// which is how a signature within a quoted reply and a quote within a quote are
// found, down to [maxDepth] marks. The time is linear in the text, for
// expressions are those of RE2 and are tried at the beginnings of lines only.
package sections
