// Package numerals reads numbers as people write them: in digits with the
// separators of a locale, in words of English, German, French, Spanish and
// Portuguese, or both at once, as in "thirty (30)".
//
// [Prefix] reads the number a text begins with; [Cardinal] and [Ordinal] read
// words alone. A number whose separators can be read in two ways keeps both.
package numerals
