package split

import (
	"cmp"
	"math"
	"slices"
)

// spread places the units of rare labels, the rarest label first (after the iterative
// stratification of Sechidis et al. 2011): each part gets its share of the units of the
// label, and one where there are as many units as parts. Which unit goes where is still
// the order of their hashes.
func (b *Builder) spread(p *Plan, units []unit, of []int32) {
	if b.opts.Rare <= 0 {
		return
	}
	with := make([][]int32, len(b.names))
	for _, m := range b.marks {
		with[m.label] = append(with[m.label], of[m.text])
	}
	order := make([]int, 0, len(with))
	for label, list := range with {
		slices.Sort(list)
		if with[label] = slices.Compact(list); len(with[label]) < b.opts.Rare {
			order = append(order, label)
		}
	}
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(len(with[x])-len(with[y]), cmp.Compare(b.names[x], b.names[y]))
	})
	for _, label := range order {
		p.Rare = append(p.Rare, b.names[label])
		deal(b.opts.Parts, units, with[label])
	}
}

// deal places those of some units that have no part yet.
func deal(parts []Part, units []unit, list []int32) {
	left := quotas(parts, len(list))
	slices.SortFunc(list, byKey(units))
	for _, n := range list {
		if part := units[n].part; part >= 0 {
			left[part]--
		}
	}
	part := 0
	for _, n := range list {
		if units[n].part >= 0 {
			continue
		}
		for part < len(left) && left[part] <= 0 {
			part++
		}
		units[n].part = part
		left[part]--
	}
}

// quotas parts n by the shares. No part that has a share goes without while another has
// several; when there is not enough for all, the first part comes before the last, and
// the last before those between.
func quotas(parts []Part, n int) []int {
	out := make([]int, len(parts))
	sum, before := 0.0, 0
	for i, p := range parts {
		sum += p.Share
		upTo := int(math.Round(sum * float64(n)))
		out[i] = upTo - before
		before = upTo
	}
	order := []int{0}
	for i := len(parts) - 1; i > 0; i-- {
		order = append(order, i)
	}
	for _, i := range order {
		most := slices.Index(out, slices.Max(out))
		if out[i] == 0 && parts[i].Share > 0 && out[most] > 1 {
			out[i]++
			out[most]--
		}
	}
	return out
}
