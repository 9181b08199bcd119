// Package docx shows a document of a word processor (Office Open XML, .docx) as
// text: what stands on its pages, without layout.
//
// Paragraphs are lines, tables have a line for each row and a tab between cells.
// What was deleted under revision, comments, field codes and alternative content
// for older programs are left out, as they are not on the page. Start at [Parse].
package docx
