package inspect

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/onomast/onomast/plugins/crf/model"
)

// Read looks at every byte of a model and reports up to most features for and
// against each label, and as many transitions.
func Read(path string, most int) (r *Report, err error) {
	f, err := model.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	if err := f.Verify(); err != nil {
		return nil, err
	}
	r = &Report{Card: f.Card}
	if info, err := os.Stat(path); err == nil {
		r.Bytes = info.Size()
	}
	for i := range f.Chains {
		c, err := chainOf(f, i, most)
		if err != nil {
			return nil, err
		}
		r.Chains = append(r.Chains, c)
	}
	return r, nil
}

func chainOf(f *model.File, i, most int) (Chain, error) {
	from := &f.Chains[i]
	c := Chain{Name: from.Name, Scheme: string(from.Set.Scheme), Tags: from.Set.N(), Quantise: string(f.Quantise(i))}
	c.Features, c.Weights = f.Size(i)
	for _, res := range from.Resources {
		c.Resources = append(c.Resources, Resource{res.Name, len(res.Data)})
	}
	for n := range from.Vectors {
		v := &from.Vectors[n]
		c.Vectors = append(c.Vectors, Vectors{v.Layer, v.Norm.Dim(), v.Offsets, len(v.Weights)})
	}
	features, err := f.Features(i)
	if err != nil {
		return c, err
	}
	byType := make([][]Feature, len(from.Set.Types))
	for n := range features {
		for k, tag := range features[n].Tags {
			part, typ := from.Set.Split(int(tag))
			if typ < 0 || part == 0 {
				continue
			}
			name := features[n].Name
			if name == "" {
				name = fmt.Sprintf("feature %d", n+1)
			}
			byType[typ] = append(byType[typ], Feature{name, from.Set.Tag(int(tag)), features[n].Weights[k]})
		}
	}
	for typ, name := range from.Set.Types {
		l := Label{Name: name, Threshold: from.Thresholds[name]}
		_, own := from.Calibration[name]
		_, common := from.Calibration[""]
		l.Calibrated = own || common
		if _, own := from.Thresholds[name]; !own {
			l.Threshold = from.Thresholds[""]
		}
		l.For, l.Against = strongest(byType[typ], most, func(f Feature) (float32, string) { return f.Weight, f.Name + " " + f.Tag })
		c.Labels = append(c.Labels, l)
	}
	c.For, c.Against = strongest(transitions(from), most, func(t Transition) (float32, string) { return t.Weight, t.From + " " + t.To })
	return c, nil
}

// transitions lists those that a model allows and has a weight for.
func transitions(c *model.Chain) []Transition {
	var out []Transition
	add := func(from, to string, weight float32) {
		if !math.IsInf(float64(weight), -1) {
			out = append(out, Transition{from, to, weight})
		}
	}
	n := c.Set.N()
	for a := range n {
		add("^", c.Set.Tag(a), c.Transitions.Start[a])
		add(c.Set.Tag(a), "$", c.Transitions.End[a])
		for b := range n {
			add(c.Set.Tag(a), c.Set.Tag(b), c.Transitions.Pair[a*n+b])
		}
	}
	return out
}

// strongest returns the elements with the greatest weights over zero and those with
// the least under it, the strongest first, equally strong ones by their names.
func strongest[T any](all []T, most int, of func(T) (weight float32, name string)) (over, under []T) {
	slices.SortFunc(all, func(a, b T) int {
		x, nameA := of(a)
		y, nameB := of(b)
		return cmp.Or(cmp.Compare(y, x), cmp.Compare(nameA, nameB))
	})
	for _, x := range all {
		if w, _ := of(x); w > 0 && len(over) < most {
			over = append(over, x)
		}
	}
	slices.SortStableFunc(all, func(a, b T) int {
		x, _ := of(a)
		y, _ := of(b)
		return cmp.Compare(x, y)
	})
	for _, x := range all {
		if w, _ := of(x); w < 0 && len(under) < most {
			under = append(under, x)
		}
	}
	return over, under
}
