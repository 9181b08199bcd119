// Package render prints reports for people and for other programs: a table for a
// terminal of 80 columns, Markdown, and JUnit XML.
package render
