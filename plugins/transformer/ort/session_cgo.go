//go:build cgo

package ort

import (
	"errors"
	"fmt"

	runtime "github.com/yalue/onnxruntime_go"

	"github.com/onomast/onomast/plugins/transformer/weights/onnx"
)

// A Session is a model that is loaded. Any number of goroutines may run it at once.
type Session struct {
	config  Config
	session *runtime.DynamicAdvancedSession
}

// Open loads a model, and the library before it if need be.
func Open(c Config) (*Session, error) {
	if err := Load(c.Library); err != nil {
		return nil, err
	}
	options, err := sessionOptions(max(c.Threads, 1))
	if err != nil {
		return nil, err
	}
	defer func() { _ = options.Destroy() }()
	s, err := runtime.NewDynamicAdvancedSession(c.Path, names(c.Inputs), names(c.Outputs), options)
	if err != nil {
		return nil, fmt.Errorf("ONNX Runtime %s cannot load the model: %w", runtime.GetVersion(), rootOf(err))
	}
	return &Session{config: c, session: s}, nil
}

func names(ports []onnx.Port) []string {
	out := make([]string, len(ports))
	for i, p := range ports {
		out[i] = p.Name
	}
	return out
}

func sessionOptions(threads int) (*runtime.SessionOptions, error) {
	o, err := runtime.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	err = errors.Join(
		o.SetGraphOptimizationLevel(runtime.GraphOptimizationLevelEnableAll),
		o.SetIntraOpNumThreads(threads),
		o.SetInterOpNumThreads(1),
		// Threads that spin while they wait take the processor from other stages.
		o.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"),
		// A pattern of memory fits one shape, and each batch has another.
		o.SetMemPattern(false),
	)
	if err != nil {
		return nil, errors.Join(err, o.Destroy())
	}
	return o, nil
}

// rootOf takes off what wrappers say about their own functions.
func rootOf(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// Run runs the model on a batch: what each input is given, the first of them rows of
// pieces. It returns the outputs.
func (s *Session) Run(inputs ...Ints) ([]Tensor, error) {
	if len(inputs) == 0 || len(inputs) != len(s.config.Inputs) {
		return nil, fmt.Errorf("the model is run with %d inputs and has %d", len(inputs), len(s.config.Inputs))
	}
	var given []runtime.Value
	defer func() { destroy(given) }()
	for i, ints := range inputs {
		v, err := input(s.config.Inputs[i].Type, ints)
		if err != nil {
			return nil, fmt.Errorf("input %s: %w", s.config.Inputs[i].Name, err)
		}
		given = append(given, v)
	}
	got, err := s.room(inputs[0].Shape)
	defer func() { destroy(got) }()
	if err != nil {
		return nil, err
	}
	if err := s.session.Run(given, got); err != nil {
		return nil, fmt.Errorf("ONNX Runtime fails to run the model: %w", rootOf(err))
	}
	out := make([]Tensor, len(got))
	for i, v := range got {
		var err error
		if out[i], err = output(v); err != nil {
			return nil, fmt.Errorf("output %s: %w", s.config.Outputs[i].Name, err)
		}
	}
	return out, nil
}

// room returns the outputs as a run takes them: nil, but where the wrapper cannot make
// them itself. The shape is that of the pieces.
func (s *Session) room(pieces []int64) ([]runtime.Value, error) {
	out := make([]runtime.Value, len(s.config.Outputs))
	for i, port := range s.config.Outputs {
		if port.Type != onnx.Float16 {
			continue
		}
		width := port.Dim(-1)
		if len(port.Shape) != 3 || len(pieces) != 2 || width == onnx.Free {
			return out, fmt.Errorf("output %s has 16-bit numbers and a shape that is not fixed; export the model with 32-bit outputs", port.Name)
		}
		bytes := make([]byte, 2*pieces[0]*pieces[1]*width)
		v, err := runtime.NewCustomDataTensor(runtime.NewShape(pieces[0], pieces[1], width), bytes, runtime.TensorElementDataTypeFloat16)
		if err != nil {
			return out, err
		}
		out[i] = v
	}
	return out, nil
}

func destroy(values []runtime.Value) {
	for _, v := range values {
		if v != nil {
			_ = v.Destroy()
		}
	}
}

// input makes a tensor of the type that the model wants.
func input(typ onnx.Type, ints Ints) (runtime.Value, error) {
	shape := runtime.NewShape(ints.Shape...)
	switch typ {
	case onnx.Int32:
		return runtime.NewTensor(shape, converted(ints.Data, func(v int64) int32 { return int32(v) }))
	case onnx.Bool:
		return runtime.NewTensor(shape, converted(ints.Data, func(v int64) bool { return v != 0 }))
	}
	return runtime.NewTensor(shape, ints.Data)
}

func converted[T any](data []int64, to func(int64) T) []T {
	out := make([]T, len(data))
	for i, v := range data {
		out[i] = to(v)
	}
	return out
}

// output reads a tensor of floating-point numbers.
func output(v runtime.Value) (Tensor, error) {
	t := Tensor{Shape: v.GetShape()}
	switch v := v.(type) {
	case *runtime.Tensor[float32]:
		t.Data = v.GetData()
	case *runtime.Tensor[float64]:
		t.Data = make([]float32, len(v.GetData()))
		for i, x := range v.GetData() {
			t.Data[i] = float32(x)
		}
	case *runtime.CustomDataTensor:
		if onnx.Type(v.DataType()) != onnx.Float16 {
			return t, errNotFloat
		}
		t.Data = halves(v.GetData())
	default:
		return t, errNotFloat
	}
	return t, nil
}

var errNotFloat = errors.New("it holds no floating-point numbers")

// Close gives the memory of the model back. Nobody may be running it.
func (s *Session) Close() error { return s.session.Destroy() }
