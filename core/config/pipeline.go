package config

import (
	"encoding/json"
	"time"

	"github.com/onomast/onomast/core/diag"
)

// A Pipeline is a checked configuration with all defaults filled in. It is
// immutable and safe for concurrent use.
type Pipeline struct {
	// Path is the file the pipeline was loaded from, as the user gave it.
	Path string
	// Name is what results call the pipeline; the file's name by default.
	Name        string
	Description string
	// Language is the language of documents that nobody has decided, a BCP 47
	// tag; "" if unknown.
	Language string
	// Stages are in the order of the files, without those that are not enabled.
	Stages []Stage
	Tests  []Test
	Run    Run
	// Broken holds what is wrong with the stages that [Options.Tolerant] left out,
	// by their ids.
	Broken map[string]diag.List

	index     index
	effective map[string]any // the whole configuration; stages by id
	order     []string       // the ids of all stages, enabled or not
	secrets   map[string]bool
}

// A Stage is one step of a pipeline.
type Stage struct {
	ID string
	// Uses is the kind of a built-in stage, or [UsesExec].
	Uses string
	// Kind is the kind of stage the program offers; for a built-in stage, Uses.
	Kind string
	// With holds the stage's options as JSON, with the defaults of its kind.
	With json.RawMessage
	// Origins leads from JSON pointers into With to "file:line", with the file
	// relative to the folder of the pipeline, or to "--set path". Values that
	// nobody wrote are absent.
	Origins map[string]string
	// Files leads from JSON pointers into With to absolute paths, for options
	// of format path.
	Files   map[string]string
	When    When
	OnError OnError
	// Timeout is what one document may take in this stage.
	Timeout   time.Duration
	Isolation Isolation
	// Replicas is the number of processes that carry out the stage, at least 1.
	Replicas int
	// Command is the program of a stage that uses exec, with its arguments.
	Command []string
	// Dir is the absolute path of the folder Command is written for: that of
	// the YAML file that holds it.
	Dir string
	// SHA256 is the digest the program must have, in lower case hex; "" if any.
	SHA256 string
	// Env is added to the environment of the stage's process.
	Env map[string]string
}

// UsesExec is the `uses:` of a stage that somebody else's program carries out.
const UsesExec = "exec"

// When says which documents a stage works on.
type When struct {
	// Language lists BCP 47 tags; "de" matches "de-AT". Empty: all documents.
	Language []string
}

// OnError says what becomes of a document on which a stage fails.
type OnError string

// The ways to go on after an error.
const (
	DeadLetter OnError = "dead_letter" // the document is put aside
	SkipStage  OnError = "skip_stage"  // the document goes on without the stage
	Abort      OnError = "abort"       // the whole run ends
)

// Isolation says which stages may share a process.
type Isolation string

// The degrees of isolation.
const (
	IsolateSegment Isolation = "segment" // neighbours of one program share one
	IsolateStage   Isolation = "stage"   // the stage has a process of its own
)

// A Test is a text with the entities that the pipeline should find in it.
type Test struct {
	Text     string
	Language string // overrides the pipeline's, if not ""
	Entities []Expected
	// Absent are not among the entities found.
	Absent []Absent
	// Only: there are no other entities in the text.
	Only bool
}

// Expected is one entity of a [Test].
type Expected struct {
	Text, Label string
	// Attributes the entity has among others.
	Attributes map[string]string
}

// Absent is an entity that a [Test] rules out: by its text, its label, or both.
type Absent struct {
	Text, Label string
}

// Run says how documents are put through the pipeline.
type Run struct {
	// FrameBytes is how much text one frame holds at most, in bytes. A longer
	// document travels alone.
	FrameBytes int64
	// MaxDocument is the longest text that is accepted, in bytes.
	MaxDocument int64
	// Window is the number of frames in flight for one segment.
	Window int
	// Workers is the number of frames under way at once; 0: enough for all cores.
	Workers int
	// Timeout is that of stages that give none of their own.
	Timeout time.Duration
	// StartTimeout is what a plugin may take to start and open its stages.
	StartTimeout time.Duration
}

// Position returns where the value at a JSON pointer was written, or the
// nearest value around it. Pointers start at the root of the configuration and
// name stages by their id: "/stages/rules/with/patterns/0".
func (p *Pipeline) Position(pointer string) diag.Position {
	if m, ok := p.index.nearest(pointer); ok {
		return m.value
	}
	return diag.Position{File: p.Path}
}

// Place gives positions to diagnostics that a plugin made about the options of
// a stage: their pointers lead into its `with:`.
func (p *Pipeline) Place(stage string, list diag.List) diag.List {
	out := make(diag.List, len(list))
	for i, d := range list {
		if d.File == "" {
			d.Pointer = withPointer(stage) + d.Pointer
			d = p.index.place(d, diag.Position{File: p.Path})
		}
		out[i] = d
	}
	return out
}

// Digest returns "sha256:" and the hex digest of the effective configuration,
// as far as it can change results, and of the content of every file it names.
// Secrets do not enter it.
func (p *Pipeline) Digest() string { return digest(p) }
