"""Measures `runner corpus convert` in CPU time and memory, beside spaCy doing the same.

usage: compare.py RUNNER FILE.jsonl [FILE.jsonl ...]

The files are put one behind the other. CPU time is that of the process, user and system;
of several runs the median is printed.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

PEER = """
import json, sys, spacy
from spacy.tokens import DocBin
nlp = spacy.blank("xx")
out = DocBin(attrs=["ENT_IOB", "ENT_TYPE"])
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    doc = nlp.make_doc(row["text"])
    spans = [doc.char_span(e["start"], e["end"], e["label"], alignment_mode="expand") for e in row["entities"]]
    doc.ents = spacy.util.filter_spans([s for s in spans if s is not None])
    out.add(doc)
out.to_disk(sys.argv[2])
"""


def measure(command, runs=3):
    seconds, peak = [], 0
    for _ in range(runs):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{command}: {said.decode()}")
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss)
    return statistics.median(seconds), peak / 1024


def join(files, path):
    with open(path, "wb") as out:
        for f in files:
            with open(f, "rb") as part:
                shutil.copyfileobj(part, out)


def main():
    runner, files = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as work:
        one, four = os.path.join(work, "one.jsonl"), os.path.join(work, "four.jsonl")
        join(files, one)  # little by little: a child begins with the memory of its parent
        join([one] * 4, four)
        size = os.path.getsize(one) / 1e6
        print(f"{len(files)} files, {size:.1f} MB")
        ours = {}
        for name in ["jsonl", "conll", "spacy", "labelstudio"]:
            out = os.path.join(work, "out")
            cpu, peak = measure([runner, "-q", "corpus", "convert", one, "--to", name, "-o", out])
            line = f"to {name:12} {cpu:6.2f} s CPU {size / cpu:6.0f} MB/s {peak:6.0f} MiB"
            if name != "spacy":
                more, high = measure([runner, "-q", "corpus", "convert", four, "--to", name, "-o", out], 1)
                line += f"   four times as much: {4 * size / more:4.0f} MB/s {high:4.0f} MiB"
            ours[name] = cpu
            print(line, flush=True)
        cpu, peak = measure([sys.executable, "-c", PEER, one, os.path.join(work, "peer")], 1)
        print(f"spaCy to spacy  {cpu:6.2f} s CPU {size / cpu:6.1f} MB/s {peak:6.0f} MiB   ours is {cpu / ours['spacy']:.0f} times as fast")


main()
