package host

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// lifelineFD is the file descriptor at which a plugin finds the lifeline.
const lifelineFD = 3

// budget is a process's share of the machine.
type budget struct {
	cpus   int
	memory int64 // bytes; 0: no limit
}

func (o Options) budget(replicas int) budget {
	return budget{
		cpus:   max(1, (o.CPUs+replicas-1)/replicas),
		memory: o.Memory / int64(replicas),
	}
}

// environ returns the environment of a plugin: a few harmless variables of the
// host, none of its secrets, the command's own, and what belongs to the process.
func environ(host []string, cmd Command, dir string, b budget) []string {
	var env []string
	for _, kv := range host {
		if key, _, ok := strings.Cut(kv, "="); ok && inherited(key) {
			env = append(env, kv)
		}
	}
	cpus := strconv.Itoa(b.cpus)
	env = append(env, "GOMAXPROCS="+cpus, "OMP_NUM_THREADS="+cpus)
	if b.memory > 0 {
		env = append(env, "GOMEMLIMIT="+strconv.FormatInt(b.memory, 10))
	}
	for _, key := range tempVariables() {
		env = append(env, key+"="+dir)
	}
	return append(env, cmd.Env...)
}

func inherited(key string) bool {
	if runtime.GOOS == "windows" {
		key = strings.ToUpper(key)
	}
	switch key {
	case "PATH", "HOME", "LANG", "TZ",
		"SYSTEMROOT", "PATHEXT", "COMSPEC", "USERPROFILE", "LOCALAPPDATA":
		return true
	case "GORACE":
		return raceDetector
	}
	return strings.HasPrefix(key, "LC_")
}

func tempVariables() []string {
	if runtime.GOOS == "windows" {
		return []string{"TEMP", "TMP"}
	}
	return []string{"TMPDIR"}
}

// searchPath is the PATH in which the program of a command is looked up: the
// one the plugin itself will see.
func searchPath(cmd Command) string {
	if path, ok := cmd.getenv("PATH"); ok {
		return path
	}
	return os.Getenv("PATH")
}
