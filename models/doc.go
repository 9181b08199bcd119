// Package models holds the trained models that ship, each with its card, and tests
// that what the cards say is so. README.md lists them; `make models` trains them.
package models
