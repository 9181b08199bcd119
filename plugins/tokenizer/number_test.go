package tokenizer

import "testing"

// A boundCase is a text and how much of its beginning a matcher takes; "" if it
// refuses.
type boundCase struct{ text, want string }

func testMatcher(t *testing.T, match func(s string, i int) int, cases []boundCase) {
	t.Helper()
	for _, c := range cases {
		for _, before := range []string{"", "x "} { // offsets have to be those of the text
			end := match(before+c.text, len(before))
			if end == 0 {
				end = len(before)
			}
			if got := (before + c.text)[len(before):end]; got != c.want {
				t.Errorf("%q behind %q: got %q, want %q", c.text, before, got, c.want)
			}
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	testMatcher(t, dateEnd, []boundCase{
		{"2023-03-15", "2023-03-15"},
		{"2023/3/5 x", "2023/3/5"},
		{"2023.03.15.", "2023.03.15"},
		{"15.03.23,", "15.03.23"},
		{"5.3.2023", "5.3.2023"},
		{"3/4/05", "3/4/05"},
		{"03-04-2005", "03-04-2005"},
		{"2023-03-15T10:30", "2023-03-15T10:30"},
		{"2023-03-15T10:30:05Z", "2023-03-15T10:30:05Z"},
		{"2023-03-15T10:30:05.25-05:30x", "2023-03-15T10:30:05.25-05:30"},
		{"2023-03-15T10:30-0530", "2023-03-15T10:30-0530"},
		{"2023-03-15T10:30+05", "2023-03-15T10:30+05"},
		{"2023-03-15T", ""},
		{"2023-03-15th", ""},
		{"2023-03-15_a", ""},
		{"2023-03-15é", ""},
		{"2023-03-15-7", ""},
		{"2023-03/15", ""},
		{"2023-03", ""},
		{"2023-123-15", ""},
		{"1.2.34", ""},
		{"1-2-3", ""},
		{"5.5.5", ""},
		{"12345-03-15", ""},
		{"123/4/05", ""},
		{"3/4/005", ""},
		{"2023--15", ""},
		{"2023", ""},
	})
}

func TestClocks(t *testing.T) {
	t.Parallel()
	testMatcher(t, clockEnd, []boundCase{
		{"10:30", "10:30"},
		{"9:05:07 x", "9:05:07"},
		{"10:30:05.123", "10:30:05.123"},
		{"10:30:05.", "10:30:05"},
		{"10:30am", "10:30"},
		{"10:30.", "10:30"},
		{"10:30:", "10:30"},
		{"1:2", ""},
		{"1:234", ""},
		{"100:30", ""},
		{"10:30:05:07", ""},
		{"10:30:a", ""},
		{"10", ""},
	})
}

func TestIPs(t *testing.T) {
	t.Parallel()
	testMatcher(t, ipEnd, []boundCase{
		{"192.168.0.1", "192.168.0.1"},
		{"192.168.0.1.", "192.168.0.1"},
		{"10.0.0.1/8", "10.0.0.1"},
		{"2001:db8::1", "2001:db8::1"},
		{"fe80::1%eth0", "fe80::1"},
		{"::ffff:1.2.3.4", "::ffff:1.2.3.4"},
		{"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
		{"256.1.1.1", ""},
		{"1.2.3", ""},
		{"1.2.3.4.5", ""},
		{"1.2.3.4x", ""},
		{"1:2:3", ""},
		{"dead:beef", ""},
		{"a::b::c", ""},
		{"1.2.3.4é", ""},
	})
}

func TestNumberEnds(t *testing.T) {
	t.Parallel()
	testMatcher(t, numberEnd, []boundCase{
		{"5", "5"},
		{"1,250.00x", "1,250.00"},
		{"1'000", "1'000"},
		{"1,", "1"},
		{"1..2", "1"},
		{"1,.2", "1"},
	})
}

func TestCodeEnds(t *testing.T) {
	t.Parallel()
	testMatcher(t, codeEnd, []boundCase{
		{"XG-4500", "XG-4500"},
		{"XG-4500b)", "XG-4500b"},
		{"AB-12/3", "AB-12/3"},
		{"AB-12.5", "AB-12.5"},
		{"A-1-B-2", "A-1-B-2"},
		{"10-K", "10-K"},
		{"IL-2-induced", "IL-2"},
		{"HIV-1/HIV-2", "HIV-1"},
		{"AB-12/", "AB-12"},
		{"2.4.1-rc2", "2.4.1-rc2"},
		{"v1.0-beta.3,", "v1.0-beta.3"},
		{"V1.0-RC", "V1.0-RC"},
		{"1.0-rcx", ""},
		{"1.0-rc1x", ""},
		{"10-rc1", ""},
		{"AB-CD", ""},
		{"12-34", ""},
		{"AB-", ""},
		{"AB", ""},
		{"Xg-4500", ""},
		{"XG-4500bc", ""},
		{"XG-é1", ""},
		{"AB_1-2", ""},
	})
}
