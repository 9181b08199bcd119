// Package columns reads some columns of a Parquet file row by row.
//
// Only the columns that are asked for are unpacked, a page at a time. The library
// below may panic on a file that is damaged; here that is an error. Start at [Open]
// and [Table.Next].
package columns
