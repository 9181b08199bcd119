package law

import (
	"testing"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

func BenchmarkRead(b *testing.B) {
	r := New()
	for _, text := range []string{"42 U.S.C. § 1983", "§ 433 Abs. 2 BGB", "Landlord and Tenant (Amendment) Act 1980", "AIR 1963 SC 255", "no citation at all"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				_, _ = r.Read(text, value.Context{})
			}
		})
	}
}
