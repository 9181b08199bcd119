package law

import (
	"strings"
	"testing"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

func TestRead(t *testing.T) {
	t.Parallel()
	r := New()
	for entry := range strings.SplitSeq(strings.TrimSpace(`
42 U.S.C. § 1983 => 42 USC 1983
42 USC 1983 => 42 USC 1983
15 U. S. C. § 78j(b) => 15 USC 78j(b)
15 U.S.C. §§ 1–7 => 15 USC 1-7
42 U.S.C. § 2000e et seq. => 42 USC 2000e et seq
29 C.F.R. § 1910.1200(a) => 29 CFR 1910.1200(a)
40 CFR Part 60 => 40 CFR 60
17 C.F.R. 240.10b-5 => 17 CFR 240.10b-5
85 Fed. Reg. 12,345 => 85 Fed Reg 12345
Pub. L. No. 111-148 => Pub L 111-148
Public Law 116-136 => Pub L 116-136
119 Stat. 4 (2005) => 119 Stat 4
U.S. Const. art. I, § 8 => US Const art I § 8
U.S. Const. amend. XIV => US Const amend XIV
Fed. R. Civ. P. 12(b)(6) => Fed R Civ P 12(b)(6)
410 U.S. 113 (1973) => 410 US 113 (1973)
Marbury v. Madison, 5 U.S. 137 (1803) => 5 US 137 (1803)
347 U. S. 483, 495 (1954) => 347 US 483 (1954)
578 F. Supp. 2d 1234 (S.D.N.Y. 2008) => 578 F Supp 2d 1234 (SDNY 2008)
123 F.3d 456 (9th Cir. 1997) => 123 F3d 456 (9th Cir 1997)
123 F. 3d 456 => 123 F3d 456
98 S. Ct. 2733 => 98 S Ct 2733
Regulation (EU) 2016/679 => 32016R0679
Regulation (EC) No 1907/2006 => 32006R1907
Regulation (EU) No 575/2013 => 32013R0575
Directive 95/46/EC => 31995L0046
Directive 2014/65/EU => 32014L0065
Directive (EU) 2019/770 => 32019L0770
Verordnung (EU) Nr. 1215/2012 => 32012R1215
Richtlinie 93/13/EWG => 31993L0013
règlement (UE) 2016/679 => 32016R0679
Article 6(1)(f) of Regulation (EU) 2016/679 => 32016R0679 Art 6(1)(f)
Art. 6 (1) GDPR => 32016R0679 Art 6(1)
Art. 17 DSGVO => 32016R0679 Art 17
Article 101 TFEU => TFEU Art 101
Case C-311/18 => C-311/18
ECLI:EU:C:2020:559 => ECLI:EU:C:2020:559
Companies Act 2006, s. 172 => Companies Act 2006 s 172
section 172(1) of the Companies Act 2006 => Companies Act 2006 s 172(1)
Human Rights Act 1998 => Human Rights Act 1998
[2019] UKSC 41 => [2019] UKSC 41
R v Smith [2015] EWCA Crim 12 => [2015] EWCA Crim 12
[2020] EWHC 123 (Ch) => [2020] EWHC 123 (Ch)
[1932] AC 562 => [1932] AC 562
[1990] 2 A.C. 605 => [1990] 2 AC 605
SI 2015/51 => SI 2015/51
§ 823 Abs. 1 BGB => BGB § 823 Abs. 1
§823 BGB => BGB § 823
§§ 433 ff. BGB => BGB § 433 ff.
§ 312 g BGB => BGB § 312g
§ 1 Abs. 2 Satz 1 KSchG => KSchG § 1 Abs. 2 Satz 1
Art. 1 Abs. 1 GG => GG Art 1 Abs. 1
§ 35 SGB X => SGB X § 35
BGHZ 104, 259 => BGHZ 104, 259
NJW 2004, 123 => NJW 2004, 123
BGH, Urteil vom 1.2.2003 - VIII ZR 123/02 => BGH VIII ZR 123/02
BVerfG 1 BvR 357/05 => BVerfG 1 BvR 357/05
article 1240 du code civil => code civil art 1240
art. L. 121-1 du code de commerce => code de commerce art L121-1
loi n° 78-17 du 6 janvier 1978 => loi 78-17
5 apples 3 => !
§ BGB => !
123 Foo. Bar. 456 => !
Act => !
`), "\n") {
		text, want, _ := strings.Cut(entry, " => ")
		v, err := r.Read(text, value.Context{})
		got := v.Normalized
		if err != nil {
			got = "!"
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	r := New()
	for text, want := range map[string]string{
		"347 U.S. 483, 495 (1954)": "347 US 483 (1954) jurisdiction=US kind=case volume=347 reporter=US page=483 pin=495 year=1954",
		"§ 823 Abs. 1 BGB":         "BGB § 823 Abs. 1 jurisdiction=DE kind=statute act=BGB section=823 detail=Abs. 1",
		"Directive 95/46/EC":       "31995L0046 jurisdiction=EU kind=directive year=1995 number=46",
	} {
		v, err := r.Read(text, value.Context{})
		if got := v.String(); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
}

// TestStyleDoesNotMatter: the forms of one citation come to one value.
func TestStyleDoesNotMatter(t *testing.T) {
	t.Parallel()
	r := New()
	for _, same := range [][]string{
		{"42 U.S.C. § 1983", "42 USC § 1983", "42 U. S. C. §1983", "42 U.S.C. section 1983", "42 U.S.C. 1983."},
		{"123 F.3d 456", "123 F. 3d 456", "123 F3d 456"},
		{"§ 823 Abs. 1 BGB", "§823 Abs. 1 BGB", "§\u00a0823 Abs. 1 BGB"},
		{"Companies Act 2006, s. 172", "Companies Act 2006 s 172", "section 172 of the Companies Act 2006", "s.172 Companies Act 2006"},
	} {
		first := ""
		for _, text := range same {
			v, err := r.Read(text, value.Context{})
			if first == "" {
				first = v.Normalized
			}
			if err != nil || v.Normalized != first {
				t.Errorf("%q is %q, %v; %q is %q", text, v.Normalized, err, same[0], first)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"42 U.S.C. § 1983", "Regulation (EU) 2016/679", "§ 823 BGB", "[2019] UKSC 41", "ECLI:EU:C:2020:559", "VO 1/2", "\xff § 1 BGB"} {
		f.Add(text)
	}
	r := New()
	f.Fuzz(func(t *testing.T, text string) {
		if v, err := r.Read(text, value.Context{}); err == nil && v.Normalized == "" {
			t.Fatalf("%q: %+v", text, v)
		}
	})
}
