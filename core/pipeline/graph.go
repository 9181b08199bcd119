package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// connect finds out who reads from whom.
func (b *builder) connect() {
	writer := make(map[string]int)
	for i := range b.stages {
		for _, spec := range b.stages[i].Contract.Provides {
			b.claim(writer, i, spec.Name)
		}
	}
	for i := range b.stages {
		b.reads(i, writer)
	}
	if _, ok := writer[document.Entities]; !ok && len(b.stages) > 0 && len(b.opts.Only) == 0 {
		b.fail("plan.no-entities", "/stages", "no stage writes the layer entities",
			"add a stage that decides among the candidates: {id: entities, uses: resolver}")
	}
}

func (b *builder) claim(writer map[string]int, i int, layer string) {
	if other, taken := writer[layer]; taken {
		if b.clashes[[2]int{other, i}] {
			return // said once for both their layers
		}
		if b.clashes == nil {
			b.clashes = make(map[[2]int]bool)
		}
		b.clashes[[2]int{other, i}] = true
		b.fail("plan.layer-written-twice", stagePointer(b.stages[i].ID),
			fmt.Sprintf("stages %q and %q both write the layer %q", b.stages[other].ID, b.stages[i].ID, layer),
			"a layer has one writer: drop one of the stages, or change the name of its layer")
		return
	}
	writer[layer] = i
	b.stages[i].Writes = append(b.stages[i].Writes, layer)
}

func (b *builder) reads(i int, writer map[string]int) {
	s := &b.stages[i]
	for _, need := range b.needs(s) {
		names := b.resolve(s, need, writer)
		for _, name := range names {
			if slices.Contains(s.Reads, name) {
				continue
			}
			s.Reads = append(s.Reads, name)
			if w, ok := writer[name]; ok && !slices.Contains(s.After, w) {
				s.After = append(s.After, w)
			}
		}
	}
}

// needs returns what a stage reads by its contract, and the language when it
// is for some languages only.
func (b *builder) needs(s *Stage) []plugin.Need {
	needs := s.Contract.Needs
	if len(s.When.Language) > 0 {
		needs = append(slices.Clone(needs), plugin.Need{Layer: document.Language, Optional: b.cfg.Language != ""})
	}
	return needs
}

// resolve returns the layers that satisfy a need.
func (b *builder) resolve(s *Stage, need plugin.Need, writer map[string]int) []string {
	if need.Layer == "" {
		return b.byRole(s, need)
	}
	if w, ok := writer[need.Layer]; ok && b.stages[w].ID != s.ID {
		return []string{need.Layer}
	}
	if need.Layer == document.Language { // may come with the documents
		if !need.Optional && len(s.When.Language) > 0 {
			b.warn("plan.language-unknown", stagePointer(s.ID)+"/when",
				"no stage writes the layer language: only documents that name their language reach this stage",
				"set language: at the top of the file as the default, or add a stage that identifies the language")
		}
		return []string{need.Layer}
	}
	if !need.Optional {
		b.unknownLayer(fmt.Sprintf("stage %q", s.ID), b.cfg.Position(stagePointer(s.ID)), need.Layer)
	}
	return nil
}

func (b *builder) byRole(s *Stage, need plugin.Need) []string {
	var names []string
	for j := range b.stages {
		other := &b.stages[j]
		if other.ID == s.ID || (len(need.Stages) > 0 && !slices.Contains(need.Stages, other.ID)) {
			continue
		}
		for _, spec := range other.Contract.Provides {
			if spec.Role == need.Role {
				names = append(names, spec.Name)
			}
		}
	}
	if len(names) == 0 && !need.Optional {
		b.fail("plan.nothing-to-read", stagePointer(s.ID),
			fmt.Sprintf("stage %q reads layers of %s, and no stage writes one", s.ID, need.Role),
			fmt.Sprintf("add a stage that writes %s, such as uses: rules", need.Role))
	}
	return names
}

// unknownLayer reports a layer that nobody writes.
func (b *builder) unknownLayer(who string, at diag.Position, name string) {
	b.noSuchLayer(who, at, name, b.written())
}

func (b *builder) noSuchLayer(who string, at diag.Position, name string, known []string) {
	hint := "known layers: " + strings.Join(known, ", ")
	if near := diag.DidYouMean(name, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else if name == document.Tokens || name == document.Sentences {
		hint = "add a stage that writes it: {id: tokens, uses: tokenizer}"
	}
	b.diags = append(b.diags, diag.Diagnostic{
		Severity: diag.Error, Code: "plan.unknown-layer", Position: at,
		Summary: fmt.Sprintf("%s needs the layer %q, and no stage writes it", who, name), Hint: hint,
	})
}

func (b *builder) fail(code, pointer, summary, hint string) {
	b.say(diag.Error, code, pointer, summary, hint)
}

func (b *builder) warn(code, pointer, summary, hint string) {
	b.say(diag.Warning, code, pointer, summary, hint)
}

func (b *builder) say(severity diag.Severity, code, pointer, summary, hint string) {
	b.diags = append(b.diags, diag.Diagnostic{
		Severity: severity, Code: code, Position: b.cfg.Position(pointer), Pointer: pointer,
		Summary: summary, Hint: hint,
	})
}

// sort puts every stage behind those it reads from, and otherwise keeps the
// order of the file.
func (b *builder) sort() {
	var order []int
	state := make([]mark, len(b.stages))
	var path []string
	var visit func(i int) bool
	visit = func(i int) bool {
		switch state[i] {
		case done:
			return true
		case open:
			b.cycle(append(path[slices.Index(path, b.stages[i].ID):], b.stages[i].ID))
			return false
		}
		state[i] = open
		path = append(path, b.stages[i].ID)
		slices.Sort(b.stages[i].After)
		for _, before := range b.stages[i].After {
			if !visit(before) {
				return false
			}
		}
		path = path[:len(path)-1]
		state[i] = done
		order = append(order, i)
		return true
	}
	for i := range b.stages {
		if !visit(i) {
			return
		}
	}
	b.reorder(order)
}

type mark uint8

const (
	open mark = iota + 1
	done
)

func (b *builder) cycle(ids []string) {
	slices.Reverse(ids)
	b.fail("plan.cycle", stagePointer(ids[0]),
		"stages wait for each other: "+strings.Join(ids, " -> "),
		"let one of them read other layers (from: ...)")
}

// reorder moves the stages and renumbers who comes after whom.
func (b *builder) reorder(order []int) {
	place := make([]int, len(order))
	stages := make([]Stage, len(order))
	for to, from := range order {
		place[from] = to
		stages[to] = b.stages[from]
	}
	for i := range stages {
		for j, a := range stages[i].After {
			stages[i].After[j] = place[a]
		}
		slices.Sort(stages[i].After)
	}
	b.stages = stages
}
