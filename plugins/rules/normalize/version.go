package normalize

import (
	"errors"
	"regexp"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// A version reads versions of software: v1.2.3-beta.1+build5, 2.0 SP1, 10.4rc2.
type version struct{ pattern *regexp.Regexp }

func newVersion() version {
	return version{regexp.MustCompile(`(?i)^(?:version|ver\.?|release|rel\.?|v\.?|r)?\s*` +
		`(?P<major>\d{1,9})(?:\.(?P<minor>\d{1,9}|x))?(?:\.(?P<patch>\d{1,9}|x))?(?P<more>(?:\.\d{1,9})*)` +
		`(?:(?:[-_.]|\s)?(?P<pre>(?:alpha|beta|rc|a|b|pre|preview|dev|snapshot|m|sp|p|patch|hotfix|build)[-._ ]?\d*(?:\.[0-9a-z-]+)*)|-(?P<free>[0-9a-z-]+(?:\.[0-9a-z-]+)*))?` +
		`(?:\+(?P<build>[0-9a-z.-]+))?$`)}
}

// read writes a version as semver does. A number that is not written stays
// away: 2.4 is not 2.4.0.
func (r version) read(text string, _ value.Context) (value.Value, error) {
	m := r.pattern.FindStringSubmatch(text)
	if m == nil {
		return value.Value{}, errors.New("it is no version that is known")
	}
	part := func(name string) string { return strings.ToLower(m[r.pattern.SubexpIndex(name)]) }
	numbers := part("major")
	for _, name := range []string{"minor", "patch"} {
		if n := part(name); n != "" {
			numbers += "." + n
		}
	}
	numbers += part("more")
	pre := strings.ReplaceAll(part("pre")+part("free"), " ", "")
	v := value.Value{Normalized: numbers}
	if pre != "" {
		v.Normalized += "-" + pre
	}
	if b := part("build"); b != "" {
		v.Normalized += "+" + b
	}
	v.Add("major", part("major"))
	v.Add("minor", part("minor"))
	v.Add("patch", part("patch"))
	v.Add("prerelease", pre)
	v.Add("build", part("build"))
	return v, nil
}
