// Package score turns matched entities into figures.
//
// # One matching, four schemes
//
// A [Tally] counts, for gold and for predicted spans, the five cases of package
// match. Every scheme reads the same tally (SemEval-2013 task 9.1; categories of
// Chinchor and Sundheim 1993):
//
//	case                   strict  exact  partial  type
//	right                  COR     COR    COR      COR
//	other label            INC     COR    COR      INC
//	overlap                INC     INC    PAR      COR
//	overlap, other label   INC     INC    PAR      INC
//	gold alone             MIS     MIS    MIS      MIS
//	prediction alone       SPU     SPU    SPU      SPU
//
//	precision = (COR + PAR/2) / (COR + INC + PAR + SPU)
//	recall    = (COR + PAR/2) / (COR + INC + PAR + MIS)
//
// On spans, strict is what conlleval and seqeval compute.
//
// # Labels
//
// A pair of two labels belongs to both: its gold span counts for the gold label, its
// predicted span for the predicted one. The recall of a label is over its gold spans,
// its precision over the spans predicted as it. [Tally.GoldView] is the other way
// there is, in which a pair counts for its gold label alone.
//
// # What is undefined
//
// 0/0 is 0 with a flag, never 1. Labels with neither gold nor predicted spans are in
// no average. Macro F1 is the mean of the F1 of the labels, not the F1 of mean
// precision and mean recall (Opitz and Burst 2019).
//
// Start at [Documents] and [Board].
package score
