package tokenizer

// A class is the cheap shape of a token; it becomes the token's label.
type class uint8

const (
	word class = iota
	abbreviation
	number
	date
	clock
	code
	url
	email
	ip
	path
	hashtag
	mention
	emoji
	punct
	symbol
)

// labels returns the labels that later stages see, indexed by class.
func labels() [symbol + 1]string {
	return [...]string{
		word: "word", abbreviation: "abbreviation", number: "number",
		date: "date", clock: "time", code: "code",
		url: "url", email: "email", ip: "ip", path: "path",
		hashtag: "hashtag", mention: "mention",
		emoji: "emoji", punct: "punct", symbol: "symbol",
	}
}

// A token is a stretch of text without white space: bytes [start,end).
type token struct {
	start, end int
	class      class
	// final says of an abbreviation that it can end a sentence.
	final bool
}
