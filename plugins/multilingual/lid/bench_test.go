package lid_test

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/multilingual/lid"
)

func BenchmarkIdentify(b *testing.B) {
	m, err := lid.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	sentence := "The committee will meet on Thursday to decide whether the bridge is to be repaired. "
	for name, text := range map[string]string{
		"sentence": sentence, "page": strings.Repeat(sentence, 30), "chinese": strings.Repeat("委员会将于星期四开会，决定是否修复这座桥。", 30),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len([]rune(text)))) // characters, not bytes
			for range b.N {
				m.Identify(text)
			}
		})
	}
}
