//go:build unix

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// toTrain makes a folder with annotated sentences of words that are hardly met twice,
// so that training takes a while.
func toTrain(t *testing.T, sentences int) string {
	t.Helper()
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	var lines strings.Builder
	for i := range sentences {
		var text strings.Builder
		var entities []string
		for range 18 {
			at := text.Len()
			fmt.Fprintf(&text, "%c%x", 'a'+rune(random.IntN(26)), random.IntN(4000))
			if label := random.IntN(9); label < 3 {
				entities = append(entities, fmt.Sprintf(`{"start":%d,"end":%d,"label":"L%d"}`, at, text.Len(), label))
			}
			text.WriteByte(' ')
		}
		fmt.Fprintf(&lines, "{\"id\":\"%d\",\"text\":%q,\"entities\":[%s]}\n", i, text.String(), strings.Join(entities, ","))
	}
	if err := os.WriteFile(filepath.Join(dir, "gold.jsonl"), []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// longTraining is a command that saves its state after every iteration.
func longTraining(model string, more ...string) []string {
	return append([]string{"train", "crf", "--train", "gold.jsonl", "-o", model, "--checkpoint-every", "1ms", "--template", "plain", "--iterations", "60", "--c2", "0.001"}, more...)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// modified is when a file was last written, the zero time if it is not there.
func modified(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// untilSaved waits until a checkpoint is newer than one before.
func untilSaved(t *testing.T, path string, before time.Time) {
	t.Helper()
	until(t, "the state is saved", func() bool { return modified(path).After(before) })
}

// A training that is interrupted says how to go on, and comes to the model it would
// have come to.
func TestInterruptedTrainingGoesOn(t *testing.T) {
	t.Parallel()
	sentences := 500
	if racing {
		sentences = 120 // which take as long then
	}
	dir := toTrain(t, sentences)
	in := func(name string) string { return filepath.Join(dir, name) }
	var before time.Time
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		r := start(t, dir, nil, longTraining("m.crf")...)
		untilSaved(t, in("m.crf.checkpoint"), before)
		r.signal(t, s)
		r.expect(t, exitUnusable, `^stopping when what is under way is done; once more stops at once
runner: stopped; the state is in m.crf.checkpoint: run the same command to go on
$`)
		if exists(in("m.crf")) {
			t.Error("there is a model")
		}
		before = modified(in("m.crf.checkpoint"))
	}
	other := start(t, dir, nil, longTraining("m.crf", "--min-count", "2")...)
	other.expect(t, exitUnusable, "m.crf.checkpoint: error: the checkpoint is of other data, features or options")
	again := start(t, dir, nil, longTraining("m.crf", "--workers", "1")...)
	again.expect(t, exitOK, "^$")
	calm := start(t, dir, nil, longTraining("calm.crf")...)
	calm.expect(t, exitOK, "^$")
	if !sameModel(t, in("calm.crf"), in("m.crf")) {
		t.Error("it is another model")
	}
	if exists(in("m.crf.checkpoint")) {
		t.Error("the state is still there")
	}
}

// sameModel compares models but for the names of their files.
func sameModel(t *testing.T, a, b string) bool {
	t.Helper()
	mend := func(path string) []byte {
		out, err := runnerOutput(t, filepath.Dir(path), "--json", "train", "crf", "--inspect", filepath.Base(path), "--top", "1000000")
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return bytes.ReplaceAll(out, []byte(filepath.Base(path)), []byte("MODEL"))
	}
	x, y := mend(a), mend(b)
	return len(x) > 1000 && bytes.Equal(x, y)
}

// runnerOutput runs the runner and returns what it prints.
func runnerOutput(t *testing.T, dir string, args ...string) ([]byte, error) {
	t.Helper()
	r := start(t, dir, nil, args...)
	err := r.Wait()
	return []byte(r.stdout.String() + r.stderr.String()), err
}

// A training that is killed at random moments, while it saves its state too, goes on
// each time, and comes to the same model.
func TestKilledTrainingGoesOn(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it trains again and again")
	}
	dir := toTrain(t, 500)
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	state, killed := filepath.Join(dir, "m.crf.checkpoint"), 0
	for range 5 {
		before := modified(state)
		r := start(t, dir, nil, longTraining("m.crf")...)
		untilSaved(t, state, before)
		time.Sleep(time.Duration(random.IntN(60_000)) * time.Microsecond)
		_ = r.Process.Kill() // it may have ended
		if _ = r.Wait(); r.ProcessState.ExitCode() == -1 {
			killed++
		} else if code := r.ProcessState.ExitCode(); code != exitOK {
			t.Fatalf("after %d kills: %s", killed, r.stderr.String())
		} else {
			break
		}
	}
	if killed == 0 {
		t.Fatal("it was too quick to be killed")
	}
	if !exists(filepath.Join(dir, "m.crf")) {
		last := start(t, dir, nil, longTraining("m.crf")...)
		last.expect(t, exitOK, "^$")
	}
	calm := start(t, dir, nil, longTraining("calm.crf")...)
	calm.expect(t, exitOK, "^$")
	if !sameModel(t, filepath.Join(dir, "calm.crf"), filepath.Join(dir, "m.crf")) {
		t.Errorf("after %d kills it is another model", killed)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*checkpoint*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
