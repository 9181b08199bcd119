//go:build race

package main

// racing: the race detector looks on, which makes all of it several times as slow.
const racing = true
