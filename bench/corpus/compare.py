"""Counts annotated documents with `runner corpus stats`, and with a Python program that
counts the same of each label: entities, documents, surfaces, lengths, nested ones.

    python3 bench/corpus/compare.py bin/runner FILE...

The files are put together, and counted once and four times as much.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

PEER = """
import json, sys
from collections import Counter, defaultdict
entities, documents, surfaces = Counter(), Counter(), defaultdict(set)
words, characters, nested = defaultdict(Counter), defaultdict(Counter), Counter()
for line in open(sys.argv[1], encoding="utf-8"):
    record = json.loads(line)
    text, reach = record["text"], 0
    for e in sorted(record["entities"], key=lambda e: (e["start"], -e["end"])):
        label, surface = e["label"], text[e["start"]:e["end"]]
        entities[label] += 1
        surfaces[label].add(surface)
        words[label][len(surface.split())] += 1
        characters[label][len(surface)] += 1
        nested[label] += e["end"] <= reach
        reach = max(reach, e["end"])
    for label in {e["label"] for e in record["entities"]}:
        documents[label] += 1
print(json.dumps({label: [entities[label], documents[label], len(surfaces[label]), nested[label]] for label in entities}))
"""


def run(command):
    """Returns seconds of CPU, peak memory in MiB, and what was printed."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit(f"{command[0]} failed")
        out.seek(0)
        peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
        return usage.ru_utime + usage.ru_stime, peak, out.read()


def median(command, times=3):
    runs = [run(command) for _ in range(times)]
    return statistics.median(r[0] for r in runs), max(r[1] for r in runs), runs[0][2]


def line(name, size, seconds, peak):
    print(f"{name:24} {seconds:6.2f} s CPU  {size / seconds:6.1f} MB/s  {peak:5.0f} MiB", flush=True)


def put_together(files, path):
    # In pieces: a child's peak memory is that of this process at least.
    with open(path, "wb") as out:
        for name in files:
            with open(name, "rb") as one:
                shutil.copyfileobj(one, out)


def main():
    runner, files = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        once, much = os.path.join(folder, "once.jsonl"), os.path.join(folder, "much.jsonl")
        put_together(files, once)
        put_together([once] * 4, much)
        size = os.path.getsize(once) / 1e6
        print(f"{len(files)} files, {size:.1f} MB")
        ours = median([runner, "--json", "corpus", "stats", once])
        line("stats", size, *ours[:2])
        line("stats, four times", 4 * size, *median([runner, "--json", "corpus", "stats", much])[:2])
        line("lint", size, *median([runner, "--json", "corpus", "lint", once])[:2])
        line("split", size, *median([runner, "--json", "corpus", "split", "--force", "-o", os.path.join(folder, "parts"), once])[:2])
        peer = median([sys.executable, "-c", PEER, once])
        line("Python, stats", size, *peer[:2])
        print(f"stats is {peer[0] / ours[0]:.1f} times as fast as Python")
        agree(json.loads(ours[2]), json.loads(peer[2]))


def agree(ours, peer):
    """Compares the figures of all labels that both count exactly."""
    exact, near = 0, 0
    for label in ours["labels"]:
        entities, documents, surfaces, nested = peer[label["name"]]
        if [label["entities"], label["documents"], label["nested"]] != [entities, documents, nested]:
            sys.exit(f"{label['name']}: {label['entities']}, {label['documents']}, {label['nested']} against {peer[label['name']]}")
        counted = label["surfaces"]
        if counted.get("estimated"):
            near += 1
            if abs(counted["count"] / surfaces - 1) > 0.064:
                sys.exit(f"{label['name']}: {counted['count']} surfaces against {surfaces}")
        elif counted["count"] != surfaces:
            sys.exit(f"{label['name']}: {counted['count']} surfaces against {surfaces}")
        else:
            exact += 1
    print(f"both count the same: {exact} labels wholly, {near} but for surfaces that are estimated")


if __name__ == "__main__":
    main()
