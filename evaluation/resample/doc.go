// Package resample says how sure a figure is, and whether a difference is one.
//
// The unit is the document: entities of one document are not independent, so whole
// documents are drawn (Efron and Tibshirani 1993). A statistic is computed from the
// summed counts of a resample.
//
//   - [Bootstrap] gives percentile intervals: the quantiles of the statistic over
//     resamples of as many documents, drawn with replacement.
//   - [Compare] draws the same documents for two systems (paired bootstrap, Koehn 2004;
//     Berg-Kirkpatrick, Burkett and Klein 2012), and swaps the outputs of random
//     documents between them (approximate randomisation, Yeh 2000; Dror et al. 2018).
//   - [Holm] corrects for looking at many labels, [Wilson] is an interval for a share.
//
// Resample number i depends on the seed and i alone, so results are the same on any
// number of processors.
package resample
