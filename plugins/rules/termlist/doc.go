// Package termlist reads files of terms in the formats that people have them
// in. [Read] is the way in; what is wrong with a file comes as diagnostics that
// name its line, and a bad line costs no other.
package termlist
