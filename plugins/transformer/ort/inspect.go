package ort

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Facts are what a file says of itself without being loaded.
type Facts struct {
	OS, Arch string // as the go command calls them; an Arch of several is "all"
	// Version is that of ONNX Runtime, "" where the file does not say.
	Version string
}

// least is the oldest minor version 1.x of ONNX Runtime that the interface fits.
const least = 24

// entry is the function by which the library is used.
const entry = "OrtGetApiBase"

// Inspect looks at a library.
func Inspect(path string) (Facts, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Facts{}, fs.ErrNotExist
	case err != nil:
		return Facts{}, err
	case info.IsDir():
		return Facts{}, errors.New("it is a folder; name the file in it")
	}
	for _, read := range []func(string) (Facts, bool, error){readELF, readMacho, readFat, readPE} {
		if facts, ok, err := read(path); ok {
			return facts, err
		}
	}
	return Facts{}, errors.New("it is no shared library, or only a part of one")
}

// errOther says that a library is not ONNX Runtime.
var errOther = errors.New("it is another library: it has no " + entry)

func readELF(path string) (Facts, bool, error) {
	f, err := elf.Open(path)
	if err != nil {
		return Facts{}, false, nil
	}
	defer func() { _ = f.Close() }()
	facts := Facts{OS: "linux", Arch: known(f.Machine.String(), map[string]string{
		"EM_X86_64": "amd64", "EM_AARCH64": "arm64", "EM_ARM": "arm", "EM_386": "386", "EM_RISCV": "riscv64",
	})}
	symbols, err := f.DynamicSymbols()
	i := slices.IndexFunc(symbols, func(s elf.Symbol) bool { return s.Name == entry && s.Section != elf.SHN_UNDEF })
	if err != nil || i < 0 {
		return facts, true, errOther
	}
	facts.Version = strings.TrimPrefix(symbols[i].Version, "VERS_")
	return facts, true, nil
}

func readMacho(path string) (Facts, bool, error) {
	f, err := macho.Open(path)
	if err != nil {
		return Facts{}, false, nil
	}
	defer func() { _ = f.Close() }()
	facts := Facts{OS: "darwin", Arch: machoArch(f.Cpu)}
	if f.Symtab == nil || !slices.ContainsFunc(f.Symtab.Syms, func(s macho.Symbol) bool { return s.Name == "_"+entry }) {
		return facts, true, errOther
	}
	return facts, true, nil
}

func machoArch(cpu macho.Cpu) string {
	return known(cpu.String(), map[string]string{"CpuAmd64": "amd64", "CpuArm64": "arm64"})
}

func readFat(path string) (Facts, bool, error) {
	f, err := macho.OpenFat(path)
	if err != nil {
		return Facts{}, false, nil
	}
	defer func() { _ = f.Close() }()
	return Facts{OS: "darwin", Arch: "all"}, true, nil
}

func readPE(path string) (Facts, bool, error) {
	f, err := pe.Open(path)
	if err != nil {
		return Facts{}, false, nil
	}
	defer func() { _ = f.Close() }()
	return Facts{OS: "windows", Arch: known(strconv.Itoa(int(f.Machine)), map[string]string{
		strconv.Itoa(pe.IMAGE_FILE_MACHINE_AMD64): "amd64", strconv.Itoa(pe.IMAGE_FILE_MACHINE_ARM64): "arm64", strconv.Itoa(pe.IMAGE_FILE_MACHINE_I386): "386",
	})}, true, nil
}

func known(machine string, names map[string]string) string {
	if name, ok := names[machine]; ok {
		return name
	}
	return machine
}

// fits says why the library does not fit a system.
func (f Facts) fits(goos, goarch string) error {
	if f.OS != goos || f.Arch != "all" && f.Arch != goarch {
		return fmt.Errorf("it is made for %s/%s, and this program for %s/%s", f.OS, f.Arch, goos, goarch)
	}
	return recent(f.Version)
}

// recent says why a version is too old; a version that is not known will do.
func recent(version string) error {
	major, rest, _ := strings.Cut(version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(minor)
	if err == nil && (major < "1" || major == "1" && n < least) {
		return fmt.Errorf("it is ONNX Runtime %s, too old: 1.%d or newer is needed", version, least)
	}
	return nil
}
