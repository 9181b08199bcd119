package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Bounds on what a file may cost.
const (
	// memoryPages of 64 KiB are 1 GiB.
	memoryPages = 16384
	// deadline is the time for one file.
	deadline = time.Minute
)

// Reasons why a file has no text.
var (
	// ErrEncrypted says that the file needs a password.
	ErrEncrypted = errors.New("the file is encrypted")
	// ErrNoText says that no page has text that is more than a picture of it.
	ErrNoText = errors.New("no page has a text layer")
	// ErrDamaged says that the file cannot be read.
	ErrDamaged = errors.New("the file is damaged")
	// ErrTooLarge says that the text is longer than the limit.
	ErrTooLarge = errors.New("the text is too large")
	// ErrTooSlow says that the file took longer than a minute.
	ErrTooSlow = errors.New("the file took too long")
)

// An Engine reads files one after the other. It is not safe for concurrent use.
type Engine struct {
	pool     pdfium.Pool
	cache    wazero.CompilationCache
	deadline time.Duration
}

// New starts PDFium. That takes some seconds the first time; what was compiled is
// kept in the cache directory of the user, if there is one.
func New(ctx context.Context) (*Engine, error) {
	e := &Engine{deadline: deadline}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "onomast", "pdfium")); err == nil {
			e.cache, config = cache, config.WithCompilationCache(cache)
		}
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: context.WithoutCancel(ctx), MaxIdle: 1, MaxTotal: 1, ReuseWorkers: false,
		RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting the PDF reader: %w", err), e.closeCache())
	}
	e.pool = pool
	return e, nil
}

// Close ends PDFium.
func (e *Engine) Close() error { return errors.Join(e.pool.Close(), e.closeCache()) }

func (e *Engine) closeCache() error {
	if e.cache == nil {
		return nil
	}
	return e.cache.Close(context.Background())
}

// guarded runs work on an instance of its own, which dies with the context and at
// the deadline.
func (e *Engine) guarded(ctx context.Context, work func(pdfium.Pdfium) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, e.deadline, ErrTooSlow)
	defer cancel()
	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return errors.Join(context.Cause(ctx), fmt.Errorf("starting the PDF reader: %w", err))
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = work(instance)
	}()
	select {
	case <-done:
		_ = instance.Close() // it is thrown away; after a damaged file it may be broken
		return meaning(err)
	case <-ctx.Done():
		_ = instance.Kill() // the call under way ends with an error
		<-done
		return context.Cause(ctx)
	}
}

// meaning says of an error of PDFium what it means for the user.
func meaning(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrNoText), errors.Is(err, ErrTooLarge), errors.Is(err, ErrDamaged):
		return err
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return ErrEncrypted
	}
	return ErrDamaged
}
