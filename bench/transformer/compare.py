"""Compares how many sentences a second a token classifier reads: ONNX Runtime by itself,
Onomast through the runner, hugot, and the pipeline of Transformers, in the same run.

    pip install onnxruntime==1.32.0 tokenizers==0.23.3 numpy      # and torch, transformers for --hf
    make build
    python bench/transformer/compare.py --model DIR [--file model_q4.onnx] [--hugot PROGRAM] [--hf PYTHON]

A peer that is not there is left out. Rounds take turns, so that all suffer alike from
what else runs; what counts is processor time.
"""

import argparse
import json
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SETS = ["uner_en_ewt", "wnut17", "gum_named"]
LONGEST = 600  # characters: peers cannot read what is longer than the model takes


def sentences(data, n):
    texts = []
    for name in SETS:
        with open(f"{data}/{name}/test.jsonl", encoding="utf-8") as f:
            texts += [t for t in (json.loads(line)["text"] for line in f) if 0 < len(t.strip()) <= LONGEST]
    random.Random(1).shuffle(texts)
    return texts[:n]


def children():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def peer(command):
    """Runs a peer for one round."""
    out = subprocess.run([*map(str, command), "--rounds", "1"], capture_output=True, text=True, check=False)
    if out.returncode:
        sys.stderr.write(f"{command[0]} {command[1]}: {out.stderr.strip().splitlines()[-1:]}\n")
        return None
    return json.loads(out.stdout.splitlines()[-1])


def onomast(pipeline, texts, threads, library):
    """Runs the runner as a user does, its plugin process and all. The time of the same run
    with one text is taken off: it is that of starting and loading the model."""

    def once(path):
        with tempfile.TemporaryDirectory() as out:
            wall, cpu = time.time(), children()
            subprocess.run([ROOT / "bin" / "runner", "--quiet", "run", "-p", pipeline, "-o", f"{out}/o", path], check=True, env=env(threads, library))
            return time.time() - wall, children() - cpu

    first, all_ = once(texts["one"]), once(texts["all"])
    return {"wall": all_[0] - first[0], "cpu": all_[1] - first[1]}


def env(threads, library):
    return {**os.environ, "GOMAXPROCS": str(threads), "ONOMAST_ONNXRUNTIME": str(library.resolve())}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", type=pathlib.Path, required=True)
    p.add_argument("--file", default="model.onnx")
    p.add_argument("--data", default=str(ROOT.parent / "shared" / "data"))
    p.add_argument("--python", default=sys.executable, help="that has onnxruntime and tokenizers")
    p.add_argument("--hugot", help="program made of bench/transformer/testdata/hugot")
    p.add_argument("--library", type=pathlib.Path, default=ROOT / "bin" / "libonnxruntime.so", help="ONNX Runtime of Onomast and hugot; the newer ones are faster")
    p.add_argument("--hf", help="Python that has torch and transformers")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--sentences", type=int, default=2000)
    p.add_argument("--rounds", type=int, default=3)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report(a, pathlib.Path(folder))


def report(a, folder):
    texts = sentences(a.data, a.sentences)
    paths = {"all": folder / "all.jsonl", "one": folder / "one.jsonl"}
    for name, some in (("all", texts), ("one", texts[:1])):
        with open(paths[name], "w", encoding="utf-8") as f:
            for i, t in enumerate(some):
                f.write(json.dumps({"id": str(i), "text": t}) + "\n")
    common = ["--model", a.model, "--texts", paths["all"], "--threads", a.threads]
    runs = {"ONNX Runtime by itself": lambda: peer([a.python, HERE / "raw.py", *common, "--file", a.file])}
    for name, more in (("Onomast", ""), ("Onomast, batch: 256", ", batch: 256")):
        pipeline = folder / f"p{len(runs)}.yaml"
        with_ = f"{{model: {json.dumps(str(a.model.resolve()))}, file: {a.file}, context: document{more}}}"
        pipeline.write_text(f"language: en\nstages:\n  - {{id: ner, uses: transformer, with: {with_}}}\n  - {{id: entities, uses: resolver}}\n")
        runs[name] = lambda pipeline=pipeline: onomast(pipeline, paths, a.threads, a.library)
    if a.hugot:
        (folder / "libonnxruntime.so").symlink_to(a.library.resolve())
        runs["hugot"] = lambda: peer([a.hugot, *common, "--file", a.file, "--library", folder])
    if a.hf:
        runs["Transformers, PyTorch"] = lambda: peer([a.hf, HERE / "hf.py", *common])
    took = {name: [] for name in runs}
    for _ in range(a.rounds):
        for name, run in runs.items():
            if (one := run()) is not None:
                took[name].append(one)
    table(took, len(texts), a)


def table(took, n, a):
    chars = f"{a.model.name}/{a.file}, {a.library.resolve().name}: {n} sentences, {a.threads} thread(s), median of {a.rounds} rounds"
    print(f"{chars}\n{'':26}{'per CPU s':>10}{'ratio':>7}{'per s':>9}{'ratio':>7}")
    base = None
    for name, rounds in took.items():
        if not rounds:
            continue
        cpu, wall = (n / statistics.median(r[k] for r in rounds) for k in ("cpu", "wall"))
        base = base or (cpu, wall)
        print(f"{name:26}{cpu:10.0f}{cpu / base[0]:7.2f}{wall:9.0f}{wall / base[1]:7.2f}")


if __name__ == "__main__":
    main()
