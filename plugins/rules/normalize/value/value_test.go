package value

import "testing"

func TestParseLocale(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]Locale{
		"en": {Language: "en"}, "en-GB": {Language: "en", Region: "GB"}, "pt_BR": {Language: "pt", Region: "BR"},
		"zh-Hant-TW": {Language: "zh", Region: "TW"}, "und": {},
	} {
		if got, err := ParseLocale(tag); err != nil || got != want {
			t.Errorf("%s: %+v, %v", tag, got, err)
		}
	}
	for _, tag := range []string{"english!", "", "e"} {
		if l, err := ParseLocale(tag); err == nil {
			t.Errorf("%q is %+v", tag, l)
		}
	}
	if s := (Locale{Language: "de", Region: "AT"}).String() + (Locale{Language: "de"}).String(); s != "de-ATde" {
		t.Errorf("String: %s", s)
	}
}

func TestAttributes(t *testing.T) {
	t.Parallel()
	v := Value{Normalized: "a", Grain: "day", Readings: []string{"a", "b"}, Preference: "locale en"}
	v.Add("start", "x")
	v.Add("end", "")
	if got, want := v.String(), "a grain=day readings=a | b preference=locale en start=x"; got != want {
		t.Errorf("String: %s, want %s", got, want)
	}
	if v.Part("start") != "x" || v.Part("end") != "" || len(v.Attributes()) != 5 {
		t.Errorf("parts: %+v", v.Attributes())
	}
	if got := (&Value{Unresolved: "needs a year"}).String(); got != "? unresolved=needs a year" {
		t.Errorf("String: %s", got)
	}
}
