// Package scan hands the documents of annotated files, in any format, to a function one
// by one, as often as it is asked to, and accounts for what could not be read. It keeps
// no document.
package scan
