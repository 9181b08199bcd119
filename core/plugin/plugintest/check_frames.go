package plugintest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func (s *subject) frameChecks() []check {
	return []check{
		{"frames.empty", "answer a frame of no documents with a frame of no documents", s.emptyFrame},
		{"frames.answered-once", "answer every frame exactly once, and end the stream after the last answer when the host ends its side", s.answeredOnce},
		{"frames.garbage", "end the stream with INVALID_ARGUMENT for a frame that cannot be read, and go on serving", s.garbage},
		{"frames.cancel", "stop work when the stream is cancelled; the segment stays open", s.cancelled},
		{"frames.order", "a document's answer must not depend on what was sent before it", s.orderIndependent},
		{"frames.size", "a document's answer must not depend on the others of its frame", s.sizeIndependent},
		{"frames.concurrent", "stages are called from several goroutines at once: keep the state of a document apart", s.concurrent},
		{"frames.large", "take messages of up to 512 MiB: most gRPC libraries stop at 4 MiB unless told", s.largeFrame},
		{"emit.respected", "send back only the layers named in emit", s.emitRespected},
		{"languages.honoured", "pass over a stage for documents in a language it is not for", s.languagesHonoured},
	}
}

func (s *subject) emptyFrame(ctx context.Context, _ *runner) error {
	return s.with(ctx, nil, func(id string) error {
		_, err := s.exchange(ctx, id, [][]*document.Document{nil, {}, nil})
		return err
	})
}

func (s *subject) answeredOnce(ctx context.Context, _ *runner) error {
	docs, err := s.documents(s.sampleTexts())
	if err != nil {
		return err
	}
	var frames [][]*document.Document
	for i := range 40 {
		frames = append(frames, docs[:1+i%len(docs)])
	}
	return s.with(ctx, nil, func(id string) error {
		_, err := s.exchange(ctx, id, frames)
		return err
	})
}

func (s *subject) garbage(ctx context.Context, _ *runner) error {
	return s.with(ctx, nil, func(id string) error {
		for _, data := range [][]byte{{0xff, 0xff, 0xff, 0xff}, {2 << 3, 1}} { // no message; one document without columns
			if err := s.refusesFrame(ctx, id, data); err != nil {
				return err
			}
		}
		return s.works(ctx, id)
	})
}

func (s *subject) refusesFrame(ctx context.Context, id string, data []byte) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := s.client.Annotate(ctx, id)
	if err != nil {
		return err
	}
	if err := stream.Send(data); err != nil {
		return err
	}
	if _, err := stream.Recv(); err == nil || ctx.Err() != nil {
		return errors.New("a frame that cannot be read did not end the stream")
	}
	return nil
}

// largeFrame has long ids, which cost no plugin any time.
func (s *subject) largeFrame(ctx context.Context, _ *runner) error {
	d, err := s.document(strings.Repeat("id", 3<<20), "Ticket OPS-1234 is open.")
	if err != nil {
		return err
	}
	return s.with(ctx, nil, func(id string) error {
		_, err := s.exchange(ctx, id, [][]*document.Document{{d}})
		return err
	})
}

func (s *subject) cancelled(ctx context.Context, _ *runner) error {
	docs, err := s.documents(s.sampleTexts())
	if err != nil {
		return err
	}
	return s.with(ctx, nil, func(id string) error {
		for range 3 {
			if err := s.cancelOnce(ctx, id, docs); err != nil {
				return err
			}
		}
		return s.works(ctx, id)
	})
}

func (s *subject) cancelOnce(ctx context.Context, id string, docs []*document.Document) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := s.client.Annotate(ctx, id)
	if err != nil {
		return err
	}
	for seq := range uint64(5) {
		if err := stream.Send(document.AppendFrame(nil, seq, docs, s.inputNames())); err != nil {
			return err
		}
	}
	return nil
}

// sampleTexts are the texts given for the plugin and the hostile ones, in a
// fixed order.
func (s *subject) sampleTexts() []string {
	texts := slices.Clone(s.opts.Texts)
	hostile := hostileTexts()
	for _, name := range textNames() {
		texts = append(texts, hostile[name])
	}
	return texts
}

func (s *subject) orderIndependent(ctx context.Context, _ *runner) error {
	texts := s.sampleTexts()
	reversed := slices.Clone(texts)
	slices.Reverse(reversed)
	return s.with(ctx, nil, func(id string) error {
		want, err := s.annotate(ctx, id, texts, 1)
		if err != nil {
			return err
		}
		got, err := s.annotate(ctx, id, reversed, 1)
		slices.Reverse(got)
		return sameAnswers(want, got, err)
	})
}

func (s *subject) sizeIndependent(ctx context.Context, _ *runner) error {
	texts := s.sampleTexts()
	return s.with(ctx, nil, func(id string) error {
		want, err := s.annotate(ctx, id, texts, 1)
		if err != nil {
			return err
		}
		got, err := s.annotate(ctx, id, texts, len(texts))
		return sameAnswers(want, got, err)
	})
}

// concurrent looks at nothing else: frames and order are the same each time.
func (s *subject) concurrent(ctx context.Context, _ *runner) error {
	const size, streams = 3, 4
	texts := s.sampleTexts()
	return s.with(ctx, nil, func(id string) error {
		want, err := s.annotate(ctx, id, texts, size)
		if err != nil {
			return err
		}
		var group errgroup.Group
		for range streams {
			alone := *s // the statistics are not for sharing
			group.Go(func() error {
				got, err := alone.annotate(ctx, id, texts, size)
				return sameAnswers(want, got, err)
			})
		}
		return group.Wait()
	})
}

func sameAnswers(want, got []found, err error) error {
	if err != nil {
		return err
	}
	for i := range want {
		if want[i].fingerprint() != got[i].fingerprint() {
			return fmt.Errorf("document %d of the same texts was answered differently", i)
		}
	}
	return nil
}

func (s *subject) emitRespected(ctx context.Context, _ *runner) error {
	nothing := func(seg *plugin.Segment) { seg.Emit = nil }
	return s.with(ctx, nothing, func(id string) error {
		answers, err := s.annotate(ctx, id, s.sampleTexts(), 8)
		return noSpans(answers, err)
	})
}

func (s *subject) languagesHonoured(ctx context.Context, _ *runner) error {
	if writesLanguage(s.contract) {
		return skip("the stage itself says what language a document is in")
	}
	var want, got []found
	texts := s.sampleTexts()
	inLanguages := func(languages ...string) func(*plugin.Segment) {
		return func(seg *plugin.Segment) { seg.Stages[0].Languages = languages }
	}
	if err := s.with(ctx, inLanguages("tlh"), func(id string) error {
		answers, err := s.annotate(ctx, id, texts, 8)
		return noSpans(answers, err)
	}); err != nil {
		return err
	}
	if err := s.with(ctx, nil, func(id string) (err error) {
		want, err = s.annotate(ctx, id, texts, 8)
		return err
	}); err != nil {
		return err
	}
	return s.with(ctx, inLanguages("de", "en"), func(id string) (err error) {
		got, err = s.annotate(ctx, id, texts, 8)
		return sameAnswers(spoken(texts, want), spoken(texts, got), err)
	})
}

// spoken leaves out the empty texts, which are in no language.
func spoken(texts []string, answers []found) []found {
	var out []found
	for i, a := range answers {
		if texts[i] != "" {
			out = append(out, a)
		}
	}
	return out
}

func noSpans(answers []found, err error) error {
	for i, a := range answers {
		for _, l := range a.layers {
			if l.Len() > 0 {
				return fmt.Errorf("document %d came back with the layer %q", i, l.Name())
			}
		}
	}
	return err
}
