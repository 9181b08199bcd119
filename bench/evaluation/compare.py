"""Score the same entities with Onomast, seqeval and nervaluate, in turn, on one
thread, by processor time.

    pip install seqeval==1.2.2 nervaluate==1.2.1
    python bench/evaluation/compare.py [--runs 3]

Loading is not counted for anybody. F1 has to be the same.
"""
import argparse
import gc
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
import warnings

from nervaluate import Evaluator
from seqeval.metrics import f1_score
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2

warnings.filterwarnings("ignore")
HERE = os.path.dirname(os.path.abspath(__file__))


def timed(work):
    gc.collect()
    begin = time.process_time()
    value = work()
    return time.process_time() - begin, value


def load(path):
    gold, pred = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            g, p = line.rstrip("\n").split("\t")
            gold.append(g.split(" "))
            pred.append(p.split(" "))
    return gold, pred


def spans(tags):
    return [[{"label": k, "start": s, "end": e} for k, s, e in get_entities(t)] for t in tags]


def report(name, ours, theirs):
    ratios = [b / a for a, b in zip(ours, theirs)]
    print(f"  {name:42} Onomast {statistics.median(ours):6.2f} s   {statistics.median(theirs):7.2f} s   "
          f"{statistics.median(ratios):6.1f}x ({min(ratios):.1f}-{max(ratios):.1f})", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--entities", type=int, default=1_000_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        binary, file = os.path.join(folder, "evaluation"), os.path.join(folder, "tags")
        subprocess.run(["go", "build", "-o", binary, "."], cwd=HERE, check=True)
        size = f"-entities={args.entities}"
        subprocess.run([binary, size, "-dump", file], check=True)
        gold, pred = load(file)
        gold_spans, pred_spans = spans(gold), spans(pred)
        labels = sorted({e["label"] for d in gold_spans for e in d})
        ours, times = [], {"lenient": [], "strict": [], "nervaluate": []}
        for _ in range(args.runs):
            ours.append(json.loads(subprocess.run([binary, size, "-runs=3"], check=True, capture_output=True).stdout))
            seconds, f1 = timed(lambda: f1_score(gold, pred))
            times["lenient"].append(seconds)
            assert abs(f1 - ours[-1]["f1"]) < 1e-9, (f1, ours[-1])
            seconds, f1 = timed(lambda: f1_score(gold, pred, mode="strict", scheme=IOB2))
            times["strict"].append(seconds)
            assert abs(f1 - ours[-1]["strict_f1"]) < 1e-9, (f1, ours[-1])
            seconds, _ = timed(lambda: Evaluator(gold_spans, pred_spans, tags=labels, loader="dict").evaluate())
            times["nervaluate"].append(seconds)
    print(f"{ours[0]['entities']} gold entities in {len(gold)} sentences; {ours[0]['go']}, Python {platform.python_version()}, medians of {args.runs} runs")
    report("tags, seqeval f1_score", [o["tags_seconds"] for o in ours], times["lenient"])
    report("tags, seqeval f1_score, strict IOB2", [o["strict_seconds"] for o in ours], times["strict"])
    report("spans, nervaluate, four schemes by label", [o["spans_seconds"] for o in ours], times["nervaluate"])
    each = statistics.median(o["bootstrap_seconds"] for o in ours)
    print(f"  100 resamples of all documents, all figures  Onomast {each:.2f} s")


if __name__ == "__main__":
    main()
