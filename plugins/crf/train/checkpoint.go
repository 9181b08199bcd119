package train

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/core/diag"
)

// A checkpoint is a header, what the loop knows, what the learner knows, and a hash of
// all of that:
//
//	magic, fingerprint of data and options
//	stop, best iteration, looks since, score, weights of the best
//	state of the learner
//	hash
const magic = "onomast crf checkpoint 1\n"

// checkpoint saves the state if it is time, or at once.
func (r *run) checkpoint(now bool) error {
	if r.options.Checkpoint == "" || !now && time.Since(r.saved) < r.options.CheckpointEvery {
		return nil
	}
	err := replace(r.options.Checkpoint, r.write)
	r.saved = time.Now()
	if err != nil {
		return fmt.Errorf("saving the checkpoint: %w", err)
	}
	return nil
}

// interrupted saves the state when ctx has ended a step.
func (r *run) interrupted(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return errors.Join(err, r.checkpoint(true))
}

// write writes the state.
func (r *run) write(to io.Writer) error {
	hash := xxhash.New()
	w := bufio.NewWriterSize(io.MultiWriter(to, hash), 1<<16)
	f := facts{
		Fingerprint: r.fingerprint(), Stop: int64(len(r.stop)),
		BestAt: int64(r.best.at), Since: int64(r.best.since), Best: int64(len(r.best.weights)),
		Right: int64(r.best.score.Right), Gold: int64(r.best.score.Gold), Found: int64(r.best.score.Found),
	}
	if _, err := w.WriteString(magic); err != nil {
		return err
	}
	for _, v := range []any{f, []byte(r.stop), r.best.weights} {
		if err := binary.Write(w, binary.LittleEndian, v); err != nil {
			return err
		}
	}
	if err := r.save(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return binary.Write(to, binary.LittleEndian, hash.Sum64())
}

// facts are what the loop knows.
type facts struct {
	Fingerprint         uint64
	Stop                int64 // bytes of the reason
	BestAt, Since, Best int64
	Right, Gold, Found  int64
}

// resume goes on from the checkpoint, if that is wanted and there is one.
func (r *run) resume(ctx context.Context) (found bool, err error) {
	path := r.options.Checkpoint
	if !r.options.Resume || path == "" {
		return false, nil
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("opening the checkpoint: %w", err)
	}
	defer file.Close()
	if err := intact(file); err != nil {
		return false, refuse(path, "cannot be read: "+err.Error(), "remove it and begin anew")
	}
	if _, err := file.Seek(int64(len(magic)), io.SeekStart); err != nil {
		return false, fmt.Errorf("reading the checkpoint: %w", err)
	}
	return true, r.read(ctx, bufio.NewReaderSize(file, 1<<16), path)
}

func (r *run) read(ctx context.Context, from io.Reader, path string) error {
	var f facts
	if err := binary.Read(from, binary.LittleEndian, &f); err != nil {
		return fmt.Errorf("reading the checkpoint: %w", err)
	}
	if f.Fingerprint != r.fingerprint() {
		return refuse(path, "is of other data, features or options", "resume with what it was made with, or remove it and begin anew")
	}
	if f.Best != 0 && f.Best != int64(r.parameters()) || f.Stop < 0 || f.Stop > 200 {
		return refuse(path, "is damaged", "remove it and begin anew")
	}
	stop := make([]byte, f.Stop)
	r.best.weights = make([]float64, f.Best)
	for _, v := range []any{stop, r.best.weights} {
		if err := binary.Read(from, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("reading the checkpoint: %w", err)
		}
	}
	r.stop = string(stop)
	r.best.at, r.best.since = int(f.BestAt), int(f.Since)
	r.best.score = Rate(int(f.Right), int(f.Gold), int(f.Found))
	var err error
	r.learner, err = r.start(ctx, from)
	return err
}

func refuse(path, what, hint string) error {
	return diag.List{{
		Severity: diag.Error, Code: "crf.checkpoint", Position: diag.Position{File: path},
		Summary: "the checkpoint " + what, Hint: hint,
	}}
}

// intact checks the magic and the hash.
func intact(file io.Reader) error {
	data := bufio.NewReaderSize(file, 1<<16)
	start := make([]byte, len(magic))
	if _, err := io.ReadFull(data, start); err != nil || string(start) != magic {
		return errors.New("it is no checkpoint of this version")
	}
	hash, last := xxhash.New(), make([]byte, 0, 8)
	_, _ = hash.Write(start)
	chunk := make([]byte, 1<<16)
	for {
		n, err := data.Read(chunk)
		last = append(last, chunk[:n]...)
		if body := len(last) - 8; body > 0 {
			_, _ = hash.Write(last[:body])
			last = append(last[:0], last[body:]...)
		}
		switch {
		case err == io.EOF && len(last) == 8 && binary.LittleEndian.Uint64(last) == hash.Sum64():
			return nil
		case err == io.EOF:
			return errors.New("it is cut off or damaged")
		case err != nil:
			return err
		}
	}
}
