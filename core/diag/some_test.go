package diag

import "testing"

func TestSome(t *testing.T) {
	t.Parallel()
	names := []string{"a", "b", "c", "d"}
	for n, want := range []string{"", "a", "a, b", "a, b and 1 more", "a, b and 2 more"} {
		if got := Some(names[:n], 2); got != want {
			t.Errorf("%d names: %q, want %q", n, got, want)
		}
	}
}
