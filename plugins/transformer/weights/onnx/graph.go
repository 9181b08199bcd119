package onnx

import "slices"

// A Type is the type of a tensor's elements, by its number in the format.
type Type int32

// The types that models of text have at their ends.
const (
	Float32  Type = 1
	Int32    Type = 6
	Int64    Type = 7
	Bool     Type = 9
	Float16  Type = 10
	Float64  Type = 11
	BFloat16 Type = 16
)

// typeNames are what ONNX calls the types, by number.
var typeNames = [...]string{"undefined", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "complex64", "complex128", "bfloat16"}

// String returns the name of the type.
func (t Type) String() string {
	if t < 0 || int(t) >= len(typeNames) {
		return "an unknown type"
	}
	return typeNames[t]
}

// Free is a dimension that is not fixed: it has a name, or nothing is said of it.
const Free = -1

// A Port is an input or output of a model.
type Port struct {
	Name string
	// Type is that of the elements; 0 where it is no tensor.
	Type Type
	// Shape holds the dimensions, [Free] where one is not fixed. It is nil where
	// nothing is said of it.
	Shape []int64
}

// Dim returns dimension i, counted from the end where i is negative; [Free] where there
// is none.
func (p Port) Dim(i int) int64 {
	if i < 0 {
		i += len(p.Shape)
	}
	if i < 0 || i >= len(p.Shape) {
		return Free
	}
	return p.Shape[i]
}

// A Graph is what a model says of itself.
type Graph struct {
	Producer string
	// Inputs are those that have to be given; tables with a name of their own are not
	// among them.
	Inputs, Outputs []Port
	// Elsewhere names the files beside the model that hold its weights, sorted.
	Elsewhere []string

	operators map[string]bool
	rows      map[string]int64  // of tables, by name
	lookups   map[string]string // the tables, by the input that chooses rows
	renamed   map[string]string // results that are their first input in another type
}

// Input returns the input of a name.
func (g *Graph) Input(name string) (Port, bool) { return named(g.Inputs, name) }

// Output returns the output of a name.
func (g *Graph) Output(name string) (Port, bool) { return named(g.Outputs, name) }

func named(ports []Port, name string) (Port, bool) {
	i := slices.IndexFunc(ports, func(p Port) bool { return p.Name == name })
	if i < 0 {
		return Port{}, false
	}
	return ports[i], true
}

// Uses reports whether the graph has an operator of that kind.
func (g *Graph) Uses(operator string) bool { return g.operators[operator] }

// Rows returns how many rows the table has that an input chooses from: the size of the
// vocabulary for input_ids. 0: it cannot be seen.
func (g *Graph) Rows(input string) int64 { return g.rows[g.origin(g.lookups[input])] }

// maxRenames bounds chains of casts.
const maxRenames = 4

func (g *Graph) origin(name string) string {
	for range maxRenames {
		before, ok := g.renamed[name]
		if !ok {
			break
		}
		name = before
	}
	return name
}

// DependsOnCompany reports whether what the model says of one text depends on the
// others of its batch: it rounds what it computes by the largest number in the batch,
// as int8 models do that were quantised dynamically.
func (g *Graph) DependsOnCompany() bool {
	return slices.ContainsFunc([]string{"DynamicQuantizeLinear", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM", "QAttention"}, g.Uses)
}
