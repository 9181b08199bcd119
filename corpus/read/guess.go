package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A candidate is an encoding that texts are found in, with the characters
// beyond ASCII that are to be expected in such a text.
type candidate struct {
	name   string
	table  encoding.Encoding
	common string
	latin  bool // its letters mix with ASCII letters
}

// Characters of western texts in the Windows encodings, and the letters
// that most of a text in each script consists of.
const (
	punctuation = "‘’‚“”„–—…•€™«»°§©®\u00a0"
	western     = "éèêëàâäáãåæçîïíìñôöóòõøœùûüúßÉÈÊËÀÂÄÁÃÅÆÇÎÏÍÌÑÔÖÓÒÕØŒÙÛÜÚ¿¡ºª£·½" + punctuation
	central     = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽöüőűÖÜŐŰäßÄôľĺŕđâăîşţ" + punctuation
	turkish     = "çğıöşüÇĞİÖŞÜâî" + punctuation
	baltic      = "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ" + punctuation
	cyrillic    = "оеаинтсрвлкмдпуяыьгзбчйхжОЕАИНТСРВЛКМДПіїє"
	greek       = "αοιετσνηυρπκμλωςγδάέήίόύώθβ"
	hebrew      = "יוהלאמרבתנשדעחקפםגכצטסזןךץף"
	arabic      = "اليمونرتبعدسفهكقحجشصطخةىأإ"
)

// candidates are tried in this order; of two that give the same text the first
// names it.
func candidates() []candidate {
	return []candidate{
		{"windows-1252", charmap.Windows1252, western, true},
		{"windows-1250", charmap.Windows1250, central, true},
		{"iso-8859-2", charmap.ISO8859_2, central, true},
		{"windows-1254", charmap.Windows1254, turkish, true},
		{"windows-1257", charmap.Windows1257, baltic, true},
		{"iso-8859-15", charmap.ISO8859_15, western, true},
		{"windows-1251", charmap.Windows1251, cyrillic, false},
		{"koi8-r", charmap.KOI8R, cyrillic, false},
		{"iso-8859-5", charmap.ISO8859_5, cyrillic, false},
		{"ibm866", charmap.CodePage866, cyrillic, false},
		{"windows-1253", charmap.Windows1253, greek, false},
		{"windows-1255", charmap.Windows1255, hebrew, false},
		{"windows-1256", charmap.Windows1256, arabic, false},
		{"shift_jis", japanese.ShiftJIS, "", false},
		{"euc-jp", japanese.EUCJP, "", false},
		{"gb18030", simplifiedchinese.GB18030, "", false},
		{"big5", traditionalchinese.Big5, "", false},
		{"euc-kr", korean.EUCKR, "", false},
	}
}

// How sure a guess must be: the share of characters beyond ASCII that are to be
// expected, and the lead over the next encoding that gives another text.
const (
	sureScore = 0.9
	sureLead  = 0.15
)

// guess names the encoding of a text that is not UTF-8, if there is little
// doubt. Damaged UTF-8 is no other encoding.
func guess(sample []byte) (charset, bool) {
	if damagedUTF8(sample) {
		return charset{}, false
	}
	var best, second float64
	var winner candidate
	var text string
	for _, c := range candidates() {
		decoded, score := c.score(sample)
		switch {
		case score > best && decoded != text:
			best, second, winner, text = score, best, c, decoded
		case score > second && decoded != text:
			second = score
		}
	}
	if best < sureScore || best-second < sureLead {
		return charset{}, false
	}
	return tableCharset(winner.name, winner.table), true
}

// damagedUTF8 reports whether most of what is beyond ASCII is valid UTF-8,
// which hardly happens by chance.
func damagedUTF8(sample []byte) bool {
	var valid, invalid int
	for at := asciiPrefix(sample); at < len(sample); {
		r, size := utf8.DecodeRune(sample[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		at += size
	}
	return valid > invalid
}

// score decodes a sample and says how much of what is beyond ASCII is to be
// expected, from 0 to 1.
func (c candidate) score(sample []byte) (string, float64) {
	decoded, err := c.table.NewDecoder().Bytes(sample)
	if err != nil {
		return "", 0
	}
	text := string(decoded)
	if c.common == "" {
		return text, eastAsian(c.name, text)
	}
	good, all := 0, 0
	before := ' '
	for at, r := range text {
		if r >= utf8.RuneSelf {
			all++
			after, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(r):])
			if strings.ContainsRune(c.common, r) && c.placed(before, r, after) {
				good++
			}
		}
		before = r
	}
	return text, ratio(good, all)
}

// placed reports whether a letter stands where letters of its script do: those
// of other alphabets beside each other, Latin ones among ASCII letters.
func (c candidate) placed(before, r, after rune) bool {
	if !unicode.IsLetter(r) {
		return true
	}
	if c.latin {
		return asciiLetter(before) || asciiLetter(after) || !unicode.IsLetter(before) && !unicode.IsLetter(after) && unicode.IsUpper(r) == false
	}
	return !asciiLetter(before) && !asciiLetter(after) && (foreign(before) || foreign(after))
}

func asciiLetter(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }

func foreign(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }

func ratio(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(part) / float64(all)
}
