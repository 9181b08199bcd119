// Package objective is what training minimises: over all sentences, the weight of the
// sentence times -log p(tags | words), plus C2 times the sum of squares of all feature
// weights. It yields the value and the gradient for all weights at a time:
//
//  1. the row of each cell is summed from its columns' weights;
//  2. each sentence is weighed by forward-backward over sums of rows: what remains of a
//     token is, for each tag, its probability less 1 if it is the right one;
//  3. each cell gathers what remains at the tokens that see it;
//  4. each column sums its cells.
//
// Every number that is added up is added in an order which follows from the data alone,
// so the result is the same, bit for bit, for any number of workers.
//
// The variables are weights times the square root of the column's share, so that a
// minimiser goes the same way as over all features one by one.
package objective
