package read

import (
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A candidate is an encoding that texts are found in, and what the texts look
// like.
type candidate struct {
	name     string
	table    encoding.Encoding
	profiles []profile
}

// A profile is what to expect of the characters beyond ASCII in the texts of a
// language or region.
type profile struct {
	// scripts the letters are from; nil is Latin, where letters lists them.
	scripts []*unicode.RangeTable
	letters string
	// frequent letters make up at least share of all.
	frequent string
	share    float64
}

// eastAsianShare is what the most frequent characters of a language with thousands
// of them make up at least.
const eastAsianShare = 0.15

const punctuation = "‘’‚“”„–—…•€™«»°§©®·№\u00a0"

// candidates are tried in this order; of several that give the same text the
// first names it.
func candidates() []candidate {
	west := []profile{{letters: "éèêëàâäáãåæçîïíìñôöóòõøœùûüúßÉÈÊËÀÂÄÁÃÅÆÇÎÏÍÌÑÔÖÓÒÕØŒÙÛÜÚ¿¡ºª£½"}}
	centre, turkish, baltic := central(), latin("çğıöşüÇĞİÖŞÜâî", "ğışİ", 0.4), append(
		latin("āčēģīķļņšūžąęėįųĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲ", "āēīėųšž", 0.3), latin("õäöüšžÕÄÖÜŠŽ", "", 0)...)
	cyrillic := script("оеаинтсрвлкм", 0.62, unicode.Cyrillic)
	return []candidate{
		{"windows-1252", charmap.Windows1252, west},
		{"windows-1250", charmap.Windows1250, centre},
		{"iso-8859-2", charmap.ISO8859_2, centre},
		{"windows-1254", charmap.Windows1254, turkish},
		{"windows-1257", charmap.Windows1257, baltic},
		{"iso-8859-15", charmap.ISO8859_15, west},
		{"windows-1251", charmap.Windows1251, cyrillic},
		{"koi8-r", charmap.KOI8R, cyrillic},
		{"iso-8859-5", charmap.ISO8859_5, cyrillic},
		{"ibm866", charmap.CodePage866, cyrillic},
		{"windows-1253", charmap.Windows1253, script("αοιετσνηυρπκ", 0.62, unicode.Greek)},
		{"windows-1255", charmap.Windows1255, script("יוהלאמרבתנשד", 0.7, unicode.Hebrew)},
		{"windows-1256", charmap.Windows1256, script("اليمونرتبعدة", 0.62, unicode.Arabic)},
		{"shift_jis", japanese.ShiftJIS, kana()},
		{"euc-jp", japanese.EUCJP, kana()},
		{"gb18030", simplifiedchinese.GB18030, script("的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里", eastAsianShare, unicode.Han)},
		{"big5", traditionalchinese.Big5, script("的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡", eastAsianShare, unicode.Han)},
		{"euc-kr", korean.EUCKR, script("이다는의에을가고한하를은로도지인대사기자", eastAsianShare, unicode.Hangul, unicode.Han)},
	}
}

func kana() []profile {
	return script("のにはをたがでてとしれさあるいなもらか", eastAsianShare, unicode.Hiragana, unicode.Katakana, unicode.Han)
}

// central are the languages of windows-1250. Each has letters the others have
// not, without which its text would look like a western one.
func central() []profile {
	var all []profile
	for _, p := range [][]profile{
		latin("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "ąęłśż", 0.3),
		latin("áčďéěíňóřšťúůýžäôľÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽ", "ěščřž", 0.3),
		latin("áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "őű", 0.05),
		latin("čćđšžČĆĐŠŽ", "čćšž", 0.5),
		latin("ăâîşţĂÂÎŞŢ", "ăşţ", 0.4),
	} {
		all = append(all, p...)
	}
	return all
}

func latin(letters, frequent string, share float64) []profile {
	return []profile{{letters: letters, frequent: frequent, share: share}}
}

func script(frequent string, share float64, scripts ...*unicode.RangeTable) []profile {
	return []profile{{scripts: scripts, frequent: frequent, share: share}}
}
