package regexset

// Prefix returns the length in bytes of the match that begins where text does,
// as if the expression began with \A; it may be 0. It is -1 if there is none.
// The text must be valid UTF-8.
func (re *Regexp) Prefix(text string) int {
	end, _ := re.finder.match(text, 0)
	return end
}
