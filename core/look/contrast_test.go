package look

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// colours reads the custom properties of page.css, light and dark.
func colours(t *testing.T) map[string]map[string]string {
	t.Helper()
	light, rest, found := strings.Cut(style, "@media screen and (prefers-color-scheme: dark) {")
	dark, _, closed := strings.Cut(rest, "\n}")
	if !found || !closed {
		t.Fatal("there are no dark colours")
	}
	out := map[string]map[string]string{}
	for name, css := range map[string]string{"light": light, "dark": dark} {
		out[name] = map[string]string{}
		for _, p := range regexp.MustCompile(`--([a-z-]+):\s*(#[0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
			out[name][p[1]] = p[2]
		}
	}
	if len(out["light"]) != len(out["dark"]) {
		t.Errorf("%d light colours, %d dark ones", len(out["light"]), len(out["dark"]))
	}
	return out
}

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestEveryColourCanBeRead holds WCAG 2 AA: 4.5:1 for text, 3:1 for lines and plots.
func TestEveryColourCanBeRead(t *testing.T) {
	t.Parallel()
	const text, line = 4.5, 3
	for name, c := range colours(t) {
		for _, pair := range []struct {
			front, back string
			least       float64
		}{
			{"fg", "bg", text}, {"fg", "card", text}, {"soft", "bg", text}, {"soft", "card", text}, {"focus", "bg", text}, {"warn", "warn-bg", text},
			{"fg", "gold-bg", text}, {"fg", "found-bg", text}, {"gold", "gold-bg", text}, {"found", "found-bg", text},
			{"right-ink", "right-full", text}, {"wrong-ink", "wrong-full", text}, {"right-ink", "bg", text}, {"wrong-ink", "bg", text},
			{"plot", "bg", line}, {"second", "bg", line}, {"gold", "bg", line}, {"found", "bg", line},
		} {
			if c[pair.front] == "" || c[pair.back] == "" {
				t.Fatalf("%s: there is no %s or %s", name, pair.front, pair.back)
			}
			a, b := luminance(t, c[pair.front]), luminance(t, c[pair.back])
			if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < pair.least {
				t.Errorf("%s: %s on %s has %.2f:1, want %.1f:1", name, pair.front, pair.back, got, pair.least)
			}
		}
	}
}
