// Package workload makes documents for benchmarks: as many as are wanted, the
// same on every machine, each of them different.
package workload

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// Text returns the i-th document: some sentences of a support ticket, about
// size bytes long.
func Text(i, size int) string {
	r := rand.New(rand.NewPCG(uint64(i), 0x0170))
	var b strings.Builder
	b.Grow(size + 128)
	for b.Len() < size {
		sentence(&b, r)
	}
	return b.String()
}

// ID returns the id of the i-th document.
func ID(i int) string { return "ticket-" + strconv.Itoa(i) }

func sentence(b *strings.Builder, r *rand.Rand) {
	pattern := pick(r, patterns())
	for {
		before, after, more := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !more {
			b.WriteByte(' ')
			return
		}
		var name string
		name, pattern, _ = strings.Cut(after, "}")
		b.WriteString(value(name, r))
	}
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func patterns() []string {
	return []string{
		"{person} wrote on {date} that the {product} ({code}) does not start any more.",
		"Please send the replacement for {code} to {person}, {city}.",
		"The log of {host} says: connection to {ip} timed out after {number} s.",
		"Refund {number}.50 EUR for order {order}; the customer called twice. 🙂",
		"See ticket {ticket}, opened by {person} in {city}.",
		"It worked until version {number}.{number}.1, and then it did not.",
		"«Ça ne marche plus», écrit {person} — le {product} reste éteint.",
		"Nothing else was said, and nobody has looked at it since.",
	}
}

func value(name string, r *rand.Rand) string {
	switch name {
	case "person":
		return pick(r, []string{"Dr. Amara Okafor", "Mr. Lindqvist", "Ana Sousa", "Prof. Wei Zhang", "Mrs. O'Leary"})
	case "product":
		return pick(r, []string{"desk lamp", "router", "label printer", "thermostat"})
	case "city":
		return pick(r, []string{"Lisbon", "Oslo", "New York City", "Łódź"})
	case "date":
		return strconv.Itoa(2015+r.IntN(10)) + "-0" + strconv.Itoa(1+r.IntN(9)) + "-" + strconv.Itoa(10+r.IntN(18))
	case "code":
		return string(rune('A'+r.IntN(26))) + string(rune('A'+r.IntN(26))) + "-" + strconv.Itoa(1000+r.IntN(9000))
	case "host":
		return "srv-" + strconv.Itoa(r.IntN(500)) + ".example.org"
	case "ip":
		return "10." + strconv.Itoa(r.IntN(256)) + "." + strconv.Itoa(r.IntN(256)) + ".7"
	case "order":
		return "#" + strconv.Itoa(100000+r.IntN(900000))
	case "ticket":
		return "OPS-" + strconv.Itoa(r.IntN(100000))
	}
	return strconv.Itoa(1 + r.IntN(90))
}
