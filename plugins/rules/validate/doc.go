// Package validate says whether a text that looks like an identifier is one:
// whether its check digits, its structure and the registries it draws on agree.
//
// [Lookup] finds a [Validator] by its name and [All] lists them; the checks
// themselves are in one file a kind, those of national identifiers in package
// national and those of VAT numbers in package vat. A check knows nothing of
// its surroundings: it takes the text as it was found, with the separators
// people write, and answers nil or why not. Answers never repeat the text.
package validate
