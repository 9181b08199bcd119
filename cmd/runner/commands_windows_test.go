package main

import "github.com/rogpeppe/go-internal/testscript"

func letOthersIn(*testscript.Env) error { return nil }

func unprivileged(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("there is no other user to be")
}
