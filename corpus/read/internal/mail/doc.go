// Package mail shows a mail as text: the header fields that a reader of mail
// sees, and the bodies that are text. Transfer encodings, character sets and
// HTML are undone; attachments are named in the header's attributes and left out.
//
// A mail is read as it came, not as the standards want it: a boundary that never
// closes, a base64 body with dirt in it or a header without a body are mails too.
// Start at [Parse].
package mail
