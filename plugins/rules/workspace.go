package rules

import "sync"

// A workspace is memory that the search for terms needs for one text and that
// the next text can use again.
type workspace struct {
	tokens []token
	hits   []hit
}

// maxIdle is the largest number of tokens or hits to keep room for.
const maxIdle = 1 << 16

// borrow takes an empty workspace out of a pool, or makes one.
func borrow(pool *sync.Pool) *workspace {
	w, ok := pool.Get().(*workspace)
	if !ok {
		w = &workspace{}
	}
	w.tokens, w.hits = w.tokens[:0], w.hits[:0]
	return w
}

// giveBack puts a workspace back unless one large text has blown it up.
func (w *workspace) giveBack(pool *sync.Pool) {
	if cap(w.tokens) <= maxIdle && cap(w.hits) <= maxIdle {
		pool.Put(w)
	}
}
