// Package plugin is the contract between the host and the processes that carry
// out the stages of a pipeline, and what the author of a plugin imports.
//
// A plugin is a program whose main calls [Serve] with the [Kind]s of stage it
// offers. Opening a kind gives a [Stage], which reads a document and adds
// layers to it. [Candidates] is the shortest way to write one.
//
// The host's side is [Client], which speaks the service of pluginpb. [Local]
// runs stages in the calling process by the same code a plugin does. What goes
// over the wire, for other languages, is in docs/plugin-protocol.md.
package plugin
