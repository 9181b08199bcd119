//go:build cgo

package ort

import (
	"fmt"
	"sync"

	runtime "github.com/yalue/onnxruntime_go"

	"github.com/onomast/onomast/core/diag"
)

// Available says whether this build can run models; nil: it can.
func Available() error { return nil }

// loaded is the one library of the process: ONNX Runtime keeps its state in globals.
var loaded struct {
	sync.Mutex
	from Library
}

// Loaded returns the version of the library that the process has loaded, "" for none.
func Loaded() string {
	loaded.Lock()
	defer loaded.Unlock()
	if loaded.from.Path == "" {
		return ""
	}
	return runtime.GetVersion()
}

// Load loads a library, once a process. It is an error to load another one later.
func Load(lib Library) error {
	loaded.Lock()
	defer loaded.Unlock()
	switch loaded.from.Path {
	case lib.Path:
		return nil
	case "":
	default:
		return diag.Diagnostic{
			Severity: diag.Error, Code: "transformer.library", Pointer: "/library",
			Summary: fmt.Sprintf("another stage of this process has loaded ONNX Runtime from %s, and a process has one", loaded.from.Path),
			Hint:    "name the same library in both, or give the stage a process of its own: isolation: stage",
		}
	}
	runtime.SetSharedLibraryPath(lib.Path)
	if err := runtime.InitializeEnvironment(runtime.WithLogLevelError()); err != nil {
		return diag.Diagnostic{
			Severity: diag.Error, Code: "transformer.library",
			Summary: fmt.Sprintf("ONNX Runtime cannot be loaded from %s: %v", lib.Path, err),
			Hint:    Advice(),
		}
	}
	_ = runtime.DisableTelemetry() // only some builds for Windows have any
	loaded.from = lib
	return nil
}
