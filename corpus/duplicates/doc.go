// Package duplicates finds texts that are the same, or nearly, without keeping them.
//
// Two texts are the same when their words are, whatever their case, punctuation and
// white space. They are nearly the same when their sets of three consecutive words
// (in scripts without spaces: characters) are alike: the Jaccard index of the sets is at
// least a threshold. It is estimated by MinHash (Broder 1997) with [Hashes] hashes, so it
// has a standard error of at most 0.0625; texts to compare are found by locality
// sensitive hashing in 10 bands of 4, which misses 1 in 200 pairs of an index of 0.8 and
// 1 in 10,000 of 0.9. A text without three words is compared as a whole only.
//
// Start at [Index.Add]; [Sets] joins what belongs together. An index keeps about 500
// bytes for each distinct text, whatever its length.
package duplicates
