// Package host runs plugin processes: it finds, verifies, starts, watches,
// restarts and stops them, so that no plugin, whatever it does, loses a
// document or outlives the host.
//
// Start reading at [New], [Host.Open] and [Segment.Annotate]. A supervisor keeps
// one process of a command alive; a session is one segment open in one process;
// a suspect, a frame that was in flight when its process died, is tried again
// alone and cut in halves until the guilty document is found.
package host
