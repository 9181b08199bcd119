// Package page writes a report as one self-contained HTML page: figures with their
// intervals, plots, and every error in its context, which can be filtered and walked by
// keyboard. It loads nothing, and its policy lets no other script run.
package page
