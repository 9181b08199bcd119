package termlist

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// The columns of a GeoNames dump that are used (its readme.txt).
const (
	geoID         = 0
	geoName       = 1
	geoASCII      = 2
	geoAlternates = 3
	geoClass      = 6
	geoCode       = 7
	geoCountry    = 8
	geoPopulation = 14
	geoColumns    = 19
)

// readGeoNames reads a dump of GeoNames: each name of a place, its ASCII form
// and its alternate names are terms, with its id, country, feature and
// population as attributes.
func (r *reader) readGeoNames(data []byte) {
	eachLine(data, func(line int, text string) bool {
		if text == "" || text[0] == '#' {
			return true
		}
		cells := strings.Split(text, "\t")
		if len(cells) != geoColumns {
			r.failRow(line, 1, fmt.Sprintf("the line has %d columns, a dump of GeoNames %d", len(cells), geoColumns), "")
			return true
		}
		attrs := geoAttrs(cells)
		names := append([]string{cells[geoName], cells[geoASCII]}, strings.Split(cells[geoAlternates], ",")...)
		seen := map[string]bool{}
		for _, name := range names {
			if name = strings.TrimSpace(name); name != "" && !seen[name] {
				seen[name] = true
				r.row(Row{Line: line, Term: name, Attrs: attrs}, 1)
			}
		}
		return true
	})
}

func geoAttrs(cells []string) []gazetteer.Attr {
	var attrs []gazetteer.Attr
	add := func(key, value string) {
		if value != "" && value != "0" {
			attrs = append(attrs, gazetteer.Attr{Key: key, Value: value})
		}
	}
	add("geonames", cells[geoID])
	add("country", cells[geoCountry])
	add("feature", strings.Trim(cells[geoClass]+"."+cells[geoCode], "."))
	add("population", cells[geoPopulation])
	return attrs
}
