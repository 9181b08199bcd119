// Package tokenizer offers the stage that splits a text into words and
// sentences. It writes the layers tokens and sentences and never changes the
// text.
//
// Words are those of UAX #29 with the exceptions that finding names needs.
// Every exception is one matcher in a file of its own: addresses, numbers,
// codes, tags, clitics, abbreviations. What is known about a language is data
// in the folder lexicon. Start reading at [Kind], then scanner.next.
//
// # What holds for every text
//
//   - Each character that is not white space lies in exactly one token; tokens
//     are in order, do not overlap and hold no white space.
//   - Each token lies in exactly one sentence. A sentence begins and ends with
//     a token.
//   - The time taken is linear in the length of the text.
//
// # Where tokens differ from UAX #29
//
// Longer than there:
//
//   - An abbreviation keeps its stop, also at the end of a sentence: "Dr.",
//     "U.S.C.", "z.B.". So does an initial before a word of the same line that
//     begins no sentence: "J." of "J. Smith", "J.-P." of "J.-P. Martin". Some words
//     are abbreviations only before a number: "No. 5" and "No. CV-12", but "No" and
//     "." in "No. Then". Some hold a slash: "c/o", "M/s.".
//   - URLs, e-mail and IP addresses, file paths, #hashtags and @mentions are
//     one token; so are dates (2023-03-15, 03/04/05), times (10:30) and codes
//     that mix capitals and digits (XG-4500, AB-12/3, 2.4.1-rc2), the numbers of court
//     dockets (1:12-cv-00345), law reporters (F.3d) and hardware addresses.
//   - Names of programs with two stops or more: "java.util.List".
//   - Emoticons: ":-)".
//   - A run of one of . - = * ~ + ! ? ' ` is one token.
//
// Shorter than there:
//
//   - A number and its unit are two tokens: "5mg", "10am", "EUR500". Units and
//     currencies are listed in lexicon/units.txt.
//   - Clitics are tokens of their own: "Smith" "'s", "do" "n't", "l'" "homme".
//   - A colon or semicolon joins nothing ("Name:Ann"); in Finnish and Swedish a
//     colon inside a word does.
//   - A stop between two small letters and a capital splits: "end.The", unless the
//     word before it follows a stop too.
//   - U+202F is white space, and a combining mark after white space is a token.
//
// Hyphenated words are split at the hyphen, as in UAX #29.
//
// # Languages without spaces
//
// There is no dictionary: as in UAX #29, ideographs and hiragana are one token each,
// katakana runs are words, Thai, Lao, Khmer and Burmese are one token for each
// cluster, and a hangul run is a word with its particles. So no entity of Chinese,
// Japanese or Thai begins or ends inside a token, but one of Korean can: "서울에서"
// (Seoul, in) is one token; so do the prefixes of Arabic and Hebrew stay with their
// word ("وفرنسا", and France), since many names begin like one ("والتر", Walter).
// Sentences end at 。！？ and at the danda; a quotation that と follows goes on. Thai has
// no mark: there a space ends a sentence behind words such as "ครับ", and a long one.
//
// # Several languages in one text
//
// Where the layer language divides a text, the tokens and sentences of each part follow
// the rules of its language. A sentence may go on in the next part.
//
// # Labels
//
// A token's label is its class: word, abbreviation, number, date, time, code
// (letters and digits mixed, or a product code), url, email, ip, path, hashtag,
// mention, emoji, punct or symbol. Clitics are words; control characters are
// symbols. Sentences have the label sentence.
//
// # Sentences
//
// A stop ends a sentence unless what follows goes on in lower case; ! and ? do
// also then, but for direct speech ("Why?" he asked). Quotes and brackets that
// close right after it, and an emoji, belong to the sentence; an emoticon ends one unless
// lower case follows. A stop behind the number that begins a sentence belongs to an enumeration ("1. Scope"), one
// behind a number of a language with ordinals (German "5. Mai") to an ordinal. An
// abbreviation does not end one, but for those of the section [final] of the
// lexicon ("Inc.", "etc."), acronyms ("U.S.") and initials ("Plan B."): they do
// when a word follows that begins many sentences and few names ("The", "He"), as
// listed in the section [starters]. So "Acme Inc. The board" has two sentences
// and "Acme Inc. Chairman" has one.
//
// In text that somebody took apart (a space before each mark, as annotated sets have
// it) the same holds: "art . 5" and "0 . 05" go on, and a quote that was opened is
// closed behind the stop it belongs to.
//
// A blank line ends a sentence. A single line break does so only before a list
// item, after a heading, and after a line of less than 40 characters, which nobody
// wrapped for want of room, unless the next one goes on in lower case.
package tokenizer
