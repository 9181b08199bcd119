package plugin

import (
	"context"
	"strings"
	"testing"
)

func TestRegistryRefuses(t *testing.T) {
	t.Parallel()
	open := func(context.Context, Config) (Stage, error) { return nil, nil }
	ok := Kind{Name: "ok", Open: open}
	tests := []struct {
		name  string
		kinds []Kind
		want  []string
	}{
		{"none", nil, []string{"at least one kind"}},
		{"names", []Kind{{Name: "", Open: open}, {Name: "Big", Open: open}, {Name: "1st", Open: open}}, []string{`""`, `"Big"`, `"1st"`}},
		{"twice", []Kind{ok, ok}, []string{`"ok" is there twice`}},
		{"no open", []Kind{{Name: "ok"}}, []string{"has no Open"}},
		{"options", []Kind{{Name: "ok", Open: open, Options: struct {
			C chan int `json:"c"`
		}{}}}, []string{"cannot be described"}},
	}
	for _, tt := range tests {
		_, err := newRegistry(tt.kinds)
		if err == nil {
			t.Errorf("%s: taken", tt.name)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q is missing in: %v", tt.name, want, err)
			}
		}
	}
}

func TestContractValidate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		c    Contract
		ok   bool
	}{
		{"empty", Contract{}, true},
		{"full", Contract{Needs: []Need{{Layer: "a"}, {Role: TokensRole}}, Provides: []LayerSpec{{Name: "b", Role: EntitiesRole}}}, true},
		{"need of nothing", Contract{Needs: []Need{{}}}, false},
		{"need of both", Contract{Needs: []Need{{Layer: "a", Role: TokensRole}}}, false},
		{"vectors", Contract{Provides: []LayerSpec{{Name: "a", Role: VectorsRole, Dim: 384}, {Name: "b", Role: VectorsRole}}}, true},
		{"vectors too long", Contract{Provides: []LayerSpec{{Name: "a", Role: VectorsRole, Dim: 1 << 15}}}, false},
		{"negative vectors", Contract{Provides: []LayerSpec{{Name: "a", Role: VectorsRole, Dim: -1}}}, false},
		{"vectors of candidates", Contract{Provides: []LayerSpec{{Name: "a", Role: CandidatesRole, Dim: 3}}}, false},
		{"no name", Contract{Provides: []LayerSpec{{Role: TokensRole}}}, false},
		{"no role", Contract{Provides: []LayerSpec{{Name: "a"}}}, false},
		{"twice", Contract{Provides: []LayerSpec{{Name: "a", Role: TokensRole}, {Name: "a", Role: TokensRole}}}, false},
	}
	for _, tt := range tests {
		if err := tt.c.Validate(); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
