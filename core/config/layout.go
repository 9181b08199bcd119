package config

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/onomast/onomast/core/schema"
)

// layout is the whole of a pipeline file: the one source of its schema, its
// defaults and its reference.
type layout struct {
	Name        string      `json:"name" doc:"What results call the pipeline. The name of the file by default." min:"1"`
	Description string      `json:"description" doc:"One sentence for those who choose between pipelines."`
	Language    string      `json:"language" doc:"Language of the documents, unless a stage finds another: a BCP 47 tag." pattern:"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" hint:"write a BCP 47 tag such as en, de or pt-BR" example:"en"`
	Extends     extends     `json:"extends" doc:"One or several pipeline files that this one builds on, relative to this file. Mappings merge, lists replace, and stages are addressed by their id." example:"general.yaml"`
	Stages      []stageForm `json:"stages" doc:"The steps of the pipeline. Their order does not matter: a stage runs after those whose layers it reads. A stage whose id an extended file has changes that one."`
	Tests       []testForm  `json:"tests" doc:"Texts and the entities the pipeline must find in them; run by runner check."`
	Run         runForm     `json:"run" doc:"How documents are put through the pipeline."`
}

type stageForm struct {
	ID        string            `json:"id" required:"true" doc:"Name of the stage, unique in the pipeline. A recognising stage writes its candidates to a layer of this name." pattern:"^[a-z][a-z0-9_-]*$" hint:"start with a lower case letter, then lower case letters, digits, _ and -" example:"rules"`
	Uses      string            `json:"uses" required:"true" doc:"Kind of stage: one that runner plugins list shows, or exec for a program of your own." example:"rules"`
	Kind      string            `json:"kind" doc:"Which of its kinds a program with several is to be. Only with uses: exec."`
	Include   []string          `json:"include" doc:"Options from other files, put under those of with: lists are appended, and what with does not say is filled in. Each is a name of the library that ships with the runner (a file lib/NAME.yaml beside the pipeline goes before it), or the path of a .yaml file, relative to this one." min:"1" example:"dates/en"`
	With      map[string]any    `json:"with" doc:"Options of the stage; they depend on its kind."`
	When      whenForm          `json:"when" doc:"Which text the stage works on; all by default."`
	OnError   string            `json:"on_error" doc:"What becomes of a document on which the stage fails: dead_letter puts it aside, skip_stage goes on without the stage, abort ends the run." enum:"dead_letter,skip_stage,abort" default:"dead_letter"`
	Timeout   time.Duration     `json:"timeout" doc:"Time one document may take in this stage. run.timeout by default." min:"1ms" example:"30s"`
	Isolation string            `json:"isolation" doc:"segment shares a process with neighbours of the same program; stage has its own." enum:"segment,stage" default:"segment"`
	Replicas  int               `json:"replicas" doc:"Number of processes that carry out the stage." default:"1" min:"1" max:"256"`
	Command   []string          `json:"command" doc:"The program and its arguments. Paths are relative to this file. Required with uses: exec, and only allowed there." min:"1" example:"python3"`
	SHA256    string            `json:"sha256" doc:"Digest the program must have. Only with uses: exec." pattern:"^[0-9a-f]{64}$" hint:"write the 64 lower case hex digits that sha256sum prints"`
	Env       map[string]string `json:"env" doc:"Additions to the environment of the stage's process."`
	Enabled   bool              `json:"enabled" doc:"false leaves the stage out, as if it were not there." default:"true"`
}

type whenForm struct {
	Language []string `json:"language" doc:"BCP 47 tags; de matches de-AT too. Only text in these languages counts: what the stage says of parts in other languages is dropped, and a document in other or unknown languages passes it untouched." pattern:"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" hint:"write BCP 47 tags such as en, de or pt-BR" example:"de"`
}

type testForm struct {
	Text     string         `json:"text" required:"true" doc:"The text."`
	Language string         `json:"language" doc:"Its language, if not the pipeline's."`
	Entities []expectedForm `json:"entities" doc:"Entities that must be found. Two of the same text and label must be found twice."`
	Absent   []absentForm   `json:"absent" doc:"Entities that must not be found."`
	Only     bool           `json:"only" doc:"true: no entities but those may be found."`
}

type expectedForm struct {
	Text       string            `json:"text" required:"true" doc:"The words of the entity as they stand in the text." min:"1"`
	Label      string            `json:"label" required:"true" doc:"Its label." min:"1"`
	Attributes map[string]string `json:"attributes" doc:"Attributes it must have with these values; it may have more."`
}

type absentForm struct {
	Text  string `json:"text" doc:"No entity may have exactly these words." min:"1"`
	Label string `json:"label" doc:"No entity may have this label; with text, only both together are ruled out." min:"1"`
}

type runForm struct {
	FrameBytes   int64         `json:"frame_bytes" doc:"Text that travels to a plugin at once. Results do not depend on it." format:"size" default:"128KiB" min:"1KiB" max:"16MiB"`
	MaxDocument  int64         `json:"max_document" doc:"The longest text that is accepted; longer ones are dead letters." format:"size" default:"16MiB" min:"1KiB" max:"1GiB"`
	Window       int           `json:"window" doc:"Frames in flight for one segment." default:"4" min:"1" max:"1024"`
	Workers      int           `json:"workers" doc:"Frames under way at once, read and not yet written; 0 means enough to keep every core busy." default:"0" min:"0" max:"4096"`
	Timeout      time.Duration `json:"timeout" doc:"Time one document may take in a stage that gives no timeout of its own." default:"30s" min:"1ms"`
	StartTimeout time.Duration `json:"start_timeout" doc:"Time a plugin may take to start and to open its stages." default:"60s" min:"100ms"`
}

// extends is one path or a list of them.
type extends []string

// JSONSchema implements schema.Describer.
func (extends) JSONSchema() map[string]any {
	path := map[string]any{"type": "string", "minLength": 1}
	return map[string]any{"anyOf": []any{path, map[string]any{"type": "array", "items": path}}}
}

// UnmarshalJSON implements json.Unmarshaler.
func (e *extends) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*e = extends{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(e))
}

// layoutSchema returns the schema of the parts that every pipeline has.
func layoutSchema() (*schema.Schema, error) {
	raw, err := schema.Of(layout{})
	if err != nil {
		return nil, fmt.Errorf("the schema of pipelines: %w", err)
	}
	return schema.Compile(raw)
}
