// Package config reads a pipeline's YAML file and gives back a checked
// configuration in which every value knows where it came from.
//
// [Load] is the way in. It reads the file and those it extends through koanf,
// merges them, applies overrides, checks the result against the schema of the
// pipeline and of each kind of stage, and reports all mistakes at once at
// file:line:column. [PipelineSchema] and [Reference] describe the same
// configuration to editors and readers.
//
// The package starts no process and opens no network connection. What a plugin
// offers it learns from a [Catalog].
package config
