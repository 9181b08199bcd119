// Package convert carries annotated documents from files of any format to another one,
// one document at a time, and accounts for every span that is not there afterwards, or
// not as it was. Start at [Run].
package convert
