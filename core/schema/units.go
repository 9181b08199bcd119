package schema

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// sizeUnit is a suffix of sizes, the longer ones first.
type sizeUnit struct {
	suffix string
	bytes  float64
}

func sizeUnits() []sizeUnit {
	return []sizeUnit{
		{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", 1 << 40},
		{"kB", 1e3}, {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}, {"B", 1},
	}
}

// ParseSize reads a number of bytes such as "4096", "128KiB", "1.5 MB".
func ParseSize(s string) (int64, error) {
	count, factor := strings.TrimSpace(s), 1.0
	for _, unit := range sizeUnits() {
		if rest, ok := strings.CutSuffix(count, unit.suffix); ok {
			count, factor = strings.TrimSpace(rest), unit.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(count, 64)
	if err != nil || strings.Trim(count, "0123456789.") != "" {
		return 0, fmt.Errorf("%q is no size: write a number of bytes or something like 128KiB or 16MiB", shorten(s))
	}
	n *= factor
	if n > math.MaxInt64/2 {
		return 0, fmt.Errorf("the size %s is too large", shorten(s))
	}
	return int64(n), nil
}

// SizeString writes a number of bytes with the largest unit that loses nothing.
func SizeString(bytes int64) string {
	unit := 0
	units := []string{"", "KiB", "MiB", "GiB", "TiB"}
	for bytes != 0 && bytes%1024 == 0 && unit < len(units)-1 {
		bytes /= 1024
		unit++
	}
	return strconv.FormatInt(bytes, 10) + units[unit]
}

// ParseDuration reads a duration such as "10s", "1m30s" or "250ms".
func ParseDuration(s string) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, fmt.Errorf("%q is no duration: write something like 10s, 250ms or 1m30s", shorten(s))
	}
	return d, nil
}
