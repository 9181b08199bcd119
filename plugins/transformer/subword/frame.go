package subword

// A Frame is what a model expects around the pieces of a text.
type Frame struct {
	Before, After []Special
	// Type is the token type of the pieces between.
	Type int32
}

// A Special is a piece that stands for no text.
type Special struct {
	ID int32
	// Type is its token type.
	Type int32
	// Token is what it is called in the vocabulary.
	Token string
}
