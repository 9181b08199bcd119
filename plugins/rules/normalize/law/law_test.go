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
R v Grey [2021] EWFC 7 => [2021] EWFC 7
[2022] IESC 12 => [2022] IESC 12
(1920) 3 KB 266 => [1920] 3 KB 266
[2004] EHRR 12 => [2004] EHRR 12
SI No. 51 of 2015 => SI 2015/51
CPR Part 36 => CPR Part 36
CPR r. 3.4(2) => CPR r 3.4(2)
UK GDPR => UK GDPR
Art. 6 (1) UK GDPR => UK GDPR Art 6(1)
General Data Protection Regulation => 32016R0679
Article 15 of the General Data Protection Regulation => 32016R0679 Art 15
C-413/14 P => C-413/14 P
T-201/04 => T-201/04
32016R0679 => 32016R0679
62018CJ0311 => 62018CJ0311
Fourth Amendment => US Const amend IV
Fortieth Amendment => !
42 Pa. C.S. § 8101 => 42 Pa CS 8101
Real Property Law § 238-a => Real Property Law § 238-a
Cal. Civ. Code § 1714(a) => Cal Civ Code § 1714(a)
2021 WL 1234567 (D. Del. Mar. 3, 2021) => 2021 WL 1234567 (D Del Mar 3, 2021)
Defend Trade Secrets Act => Defend Trade Secrets Act
Clean Rivers Act of 1968 => Clean Rivers Act 1968
the Trade Secrets (Enforcement, etc.) Regulations 2018 => Trade Secrets (Enforcement, etc.) Regulations 2018
Indian Income-tax Act, 1922 => Indian Income-tax Act 1922
A. P. Colleges (Fees) Act, 1983 (Act 5 of 1983) => A. P. Colleges (Fees) Act 1983
Code of Criminal Procedure, 1973 => Code of Criminal Procedure 1973
Section 26 of the Income Tax Act => Income Tax Act s 26
Cr.P.C. => Code of Criminal Procedure
I. P. C. => Indian Penal Code
Act LXVII of 1957 => Act LXVII of 1957
Central Act No. 8 of 1897 => Act 8 of 1897
AIR 1963 SC 255 => AIR 1963 SC 255
A.I.R. 1972 S.C. 843 => AIR 1972 SC 843
AIR 1988 Orissa 246 => AIR 1988 Orissa 246
AIR 2014 Supreme Court 187 => AIR 2014 SC 187
(2009) 11 SCC 106 => (2009) 11 SCC 106
2009 (11) SCC 106 => (2009) 11 SCC 106
[1983] 1 SCR 895 => (1983) 1 SCR 895
[1965] 58 ITR 241 => (1965) 58 ITR 241
(1998) 232 ITR 795 (P&H) => (1998) 232 ITR 795 (P&H)
244 ITR 226 => 244 ITR 226
1980 Cri LJ 24 => (1980) Cri LJ 24
ILR (1887) 9 All 528 => ILR (1887) 9 All 528
JT 1996 (2) SC 455 => JT 1996 (2) 455
2023 INSC 190 => 2023 INSC 190
2021:DHC:1234-DB => 2021 DHC 1234-DB
2009 11 FOO 106 => !
§ 93 des Aktiengesetzes => Aktiengesetzes § 93
§ 2 Abs. 1 UmwStG 1995 => UmwStG 1995 § 2 Abs. 1
BVerfGE 26, 79 <93 f.> => BVerfGE 26, 79
NStZ-RR 2014, 361 => NStZ-RR 2014, 361
BAG 14. Februar 2017 - 9 AZR 207/16 => BAG 9 AZR 207/16
B 12 R 6/08 R => B 12 R 6/08 R
2 StR 90/14 => 2 StR 90/14
Order => !
Constitution => !
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
		"Companies Act 2006":       "Companies Act 2006 kind=statute year=2006",
		"[2022] IESC 12":           "[2022] IESC 12 jurisdiction=IE kind=case year=2022 court=IESC number=12",
		"(2009) 11 SCC 106":        "(2009) 11 SCC 106 jurisdiction=IN kind=case year=2009 volume=11 reporter=SCC page=106",
		"AIR 1963 SC 255":          "AIR 1963 SC 255 jurisdiction=IN kind=case reporter=AIR year=1963 court=SC page=255",
		"32016R0679":               "32016R0679 jurisdiction=EU kind=regulation year=2016 number=0679",
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
		{"(2009) 11 SCC 106", "2009 (11) SCC 106", "[2009] 11 S.C.C. 106"},
		{"AIR 1963 SC 255", "A.I.R. 1963 S.C. 255", "AIR 1963 Supreme Court 255"},
		{"Income Tax Act 1961", "the Income Tax Act, 1961", "Income Tax Act of 1961"},
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
	for _, text := range []string{"42 U.S.C. § 1983", "Regulation (EU) 2016/679", "§ 823 BGB", "[2019] UKSC 41", "ECLI:EU:C:2020:559", "VO 1/2", "\xff § 1 BGB", "AIR 1963 SC 255", "(2009) 11 SCC 106", "Act LXVII of 1957", "Fourth Amendment"} {
		f.Add(text)
	}
	r := New()
	f.Fuzz(func(t *testing.T, text string) {
		if v, err := r.Read(text, value.Context{}); err == nil && v.Normalized == "" {
			t.Fatalf("%q: %+v", text, v)
		}
	})
}
