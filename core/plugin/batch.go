package plugin

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/onomast/onomast/core/document"
)

// runBatch gives a [Batcher] all documents of the frame that it is for. They
// share the sum of their time limits.
func (st *stage) runBatch(ctx context.Context, j *job) {
	ctx = withStage(ctx, st.Stage)
	var docs []*document.Document
	var index []int
	var marks []docMark
	var parts [][]document.Region
	for i, doc := range j.docs {
		if j.isLost(i) {
			continue
		}
		if regions, ok := st.parts(doc); ok {
			docs, index, marks, parts = append(docs, doc), append(index, i), append(marks, mark(doc)), append(parts, regions)
		}
	}
	if len(docs) == 0 || ctx.Err() != nil {
		return
	}
	single := ctx
	j.working.Store(0)
	j.until.Store(math.MaxInt64)
	if limit := st.Timeout * time.Duration(len(docs)); limit > 0 {
		limited := withDeadline(ctx, limit)
		defer limited.release()
		ctx = limited
		j.until.Store(limited.at.UnixNano())
	}
	errs, err := st.processBatch(ctx, docs)
	j.until.Store(0)
	j.end()
	for n, i := range index {
		if err != nil { // the batch as a whole: find the document it is about
			j.docs[i] = marks[n].restore(docs[n])
			j.begin(i)
			st.runOne(single, j, i)
			j.end()
			continue
		}
		if errs[n] == nil {
			errs[n] = marks[n].validate(docs[n])
		}
		if errs[n] != nil {
			j.docs[i] = marks[n].restore(docs[n])
			j.fail(ctx, st, i, errs[n])
			continue
		}
		j.docs[i] = marks[n].restrict(docs[n], parts[n])
	}
}

func (st *stage) processBatch(ctx context.Context, docs []*document.Document) (errs []error, err error) {
	defer catch(&err)
	errs = st.batch.ProcessBatch(ctx, docs)
	if len(errs) != len(docs) {
		err = fmt.Errorf("ProcessBatch gave %d errors for %d documents", len(errs), len(docs))
	}
	return errs, err
}
