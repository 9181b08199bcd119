// Package pdf shows the text layer of a PDF file, page by page.
//
// The work is done by PDFium, the library of the Chromium browser, which knows
// damaged files, encryptions and fonts of thirty years. It is C++ and its input is
// hostile: it runs as WebAssembly, in a sandbox of its own memory without files,
// clock or network, under a bound of memory and a deadline for each file. What it
// does wrong, it does to one document.
//
// Start at [New] and [Engine.Parse].
package pdf
