"""Runs a command, and prints as the last line of its output what it took: wall and processor
seconds, and peak memory in MB. A small process of its own, since the peak of a child also counts
the memory of the process it was forked from."""

import json
import os
import subprocess
import sys
import time


def main(command):
    begin = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    sys.stdout.flush()
    print("\n" + json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}))
    raise SystemExit(os.waitstatus_to_exitcode(status))


def run(command, **how):
    """Returns what a command took, and what it printed."""
    done = subprocess.run([sys.executable, os.path.abspath(__file__), *command], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, encoding="utf-8", **how)
    if done.returncode != 0:
        raise RuntimeError(f"{os.path.basename(command[0])}: {(done.stderr or done.stdout).strip()[-800:]}")
    body, _, took = done.stdout.rstrip("\n").rpartition("\n")
    return json.loads(took), body + done.stderr


if __name__ == "__main__":
    main(sys.argv[1:])
