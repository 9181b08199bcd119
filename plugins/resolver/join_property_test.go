package resolver

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// joined is one chain of neighbours: the nodes it is made of.
type joined []int32

// chains finds what a rule joins by its definition: nodes follow each other when
// each is the other's nearest neighbour.
func chains(p *problem, rule *joinRule) []joined {
	wanted := p.joinable(rule.labels)
	next, prev := map[int32]int32{}, map[int32]int32{}
	for _, a := range wanted {
		if b, ok := nearest(p, wanted, a, true); ok && p.joins(rule, a, b) {
			next[a] = b
		}
		if b, ok := nearest(p, wanted, a, false); ok && p.joins(rule, b, a) {
			prev[a] = b
		}
	}
	mutual := func(a, b int32) bool {
		n, ok := next[a]
		m, okToo := prev[b]
		return ok && okToo && n == b && m == a
	}
	var all []joined
	for _, first := range wanted {
		if before, ok := prev[first]; ok && mutual(before, first) {
			continue
		}
		chain := joined{first}
		for {
			last := chain[len(chain)-1]
			after, ok := next[last]
			if !ok || !mutual(last, after) {
				break
			}
			chain = append(chain, after)
		}
		if len(chain) > 1 {
			all = append(all, chain)
		}
	}
	return all
}

// nearest looks at every other node behind, or before, a: the least gap counts, then
// the greatest length, then the order of nodes.
func nearest(p *problem, wanted []int32, a int32, behind bool) (int32, bool) {
	best, found := int32(0), false
	for _, b := range wanted {
		first, second := &p.nodes[a], &p.nodes[b]
		if !behind {
			first, second = second, first
		}
		if gap := second.start - first.end; gap < 0 {
			continue
		} else if !found || nearer(p, a, b, best, gap, behind) {
			best, found = b, true
		}
	}
	return best, found
}

func nearer(p *problem, a, b, best, gap int32, behind bool) bool {
	bestGap := p.nodes[best].start - p.nodes[a].end
	if !behind {
		bestGap = p.nodes[a].start - p.nodes[best].end
	}
	length := func(n int32) int32 { return p.nodes[n].end - p.nodes[n].start }
	if gap != bestGap {
		return gap < bestGap
	}
	if length(b) != length(best) {
		return length(b) > length(best)
	}
	return b < best
}

// Joining finds the chains that looking at all pairs finds.
func TestJoinsByDefinition(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("ab cd, ", 5)
	rapid.Check(t, func(t *rapid.T) {
		o := Options{
			Mode: "nested", Unscored: 0.5, MaxPairs: 1 << 20,
			Join: []Join{{Labels: []string{"A", "B"}, Gap: rapid.SampledFrom([]string{"", " ?", "[ ,]*", ".?"}).Draw(t, "gap"), Into: "C"}},
		}
		s := openWith(t, o)
		doc, err := build(text, proposals(len(text), 14).Draw(t, "proposals"), nil)
		if err != nil {
			t.Fatal(err)
		}
		p := s.problems.take(s.policy, doc.Text())
		if err := p.gather(doc); err != nil {
			t.Fatal(err)
		}
		p.merge()
		var want, got [][2]int32
		for _, c := range chains(p, &s.policy.joins[0]) {
			want = append(want, [2]int32{p.nodes[c[0]].start, p.nodes[c[len(c)-1]].end})
		}
		p.joinAll()
		for _, c := range p.cands {
			if c.made != none {
				got = append(got, [2]int32{c.start, c.end})
			}
		}
		byPlace := func(a, b [2]int32) int { return slices.Compare(a[:], b[:]) }
		slices.SortFunc(want, byPlace)
		slices.SortFunc(got, byPlace)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("joined (-by definition +got):\n%s", diff)
		}
	})
}
