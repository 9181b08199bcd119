// Package detect says which language a text is in, and its parts.
//
// A text is cut into units: paragraphs, sentences or words. A model says of each
// unit how likely every language is. Neighbours tend to be in one language, so what
// counts is the whole sequence: the one is taken whose units are likeliest, less a
// cost for every change (Viterbi). A unit that says little, such as a name or a
// number, so takes after what is around it.
//
// Read [Detector.Detect] first.
package detect
