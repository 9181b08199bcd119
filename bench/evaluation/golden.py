"""Writes what other scorers say of generated sequences: the golden file that the
tests of evaluation/ compare with, so that they need no Python.

    pip install seqeval==1.2.2 conlleval==0.2 nervaluate==1.2.1
    python bench/evaluation/golden.py evaluation/score/testdata/peers.jsonl.gz

The same versions write the same bytes.
"""
import gzip
import json
import random
import sys
import warnings

import conlleval
from nervaluate import Evaluator
from seqeval.metrics.sequence_labeling import precision_recall_fscore_support as lenient
from seqeval.metrics.v1 import precision_recall_fscore_support as strict
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, IOE1, IOE2

warnings.filterwarnings("ignore")
SCHEMES = {"iob1": IOB1, "iob2": IOB2, "ioe1": IOE1, "ioe2": IOE2, "iobes": IOBES, "bilou": BILOU}
PREFIXES = {"iob1": "IB", "iob2": "IB", "ioe1": "IE", "ioe2": "IE", "iobes": "BIES", "bilou": "BILU"}
TYPES = ["PER", "ORG", "LOC", "MISC-x"]


def spans(rng, n):
    """Flat entities of a sentence: [start, end, type], end exclusive."""
    out, at = [], 0
    while at < n:
        if rng.random() < 0.45:
            end = min(n, at + rng.choice([1, 1, 2, 3]))
            out.append([at, end, rng.choice(TYPES)])
            at = end
        else:
            at += 1
    return out


def disturb(rng, entities, n):
    """What a model makes of them: shifted, relabelled, lost, invented."""
    out = []
    for start, end, kind in entities:
        luck = rng.random()
        if luck < 0.5:
            out.append([start, end, kind])
        elif luck < 0.65:
            out.append([start, end, rng.choice(TYPES)])
        elif luck < 0.85:
            start, end = max(0, start + rng.choice([-1, 0, 0])), min(n, end + rng.choice([-1, 0, 1]))
            if start < end:
                out.append([start, end, rng.choice([kind, kind, rng.choice(TYPES)])])
    for start, end, kind in spans(rng, n):
        if rng.random() < 0.2:
            out.append([start, end, kind])
    flat, taken = [], set()
    for start, end, kind in out:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            flat.append([start, end, kind])
    return sorted(flat)


def encode(entities, n, scheme):
    tags = ["O"] * n
    begin, end_ = {"iobes": "BE", "bilou": "BL", "iob2": "BI", "iob1": "II", "ioe2": "IE", "ioe1": "II"}[scheme]
    single = {"iobes": "S", "bilou": "U", "iob2": "B", "iob1": "I", "ioe2": "E", "ioe1": "I"}[scheme]
    for k, (start, end, kind) in enumerate(entities):
        for i in range(start, end):
            tags[i] = "I-" + kind
        tags[start], tags[end - 1] = begin + "-" + kind, tags[end - 1]
        tags[end - 1] = (single if end - start == 1 else end_) + "-" + kind
        if scheme == "iob1" and k and entities[k - 1][1] == start and entities[k - 1][2] == kind:
            tags[start] = "B-" + kind
        if scheme == "ioe1" and k + 1 < len(entities) and entities[k + 1][0] == end and entities[k + 1][2] == kind:
            tags[end - 1] = "E-" + kind
    return tags


def spoil(rng, tags, scheme):
    """Tags that may follow nothing."""
    return [t if rng.random() < 0.8 else rng.choice(["O", rng.choice(PREFIXES[scheme]) + "-" + rng.choice(TYPES)]) for t in tags]


def per_label(score, gold, pred, **more):
    """Labels are named by running the scorer on what it found."""
    p, r, f, n = score(gold, pred, average=None, zero_division=0, **more)
    averages = {}
    for average in ["micro", "macro", "weighted"]:
        averages[average] = [float(x) for x in score(gold, pred, average=average, zero_division=0, **more)[:3]] if len(n) else [0, 0, 0]
    return {"labels": [[float(a), float(b), float(c), int(d)] for a, b, c, d in zip(p, r, f, n)], "averages": averages}


def conll(gold, pred):
    lines = []
    for g, p in zip(gold, pred):
        lines += [f"w {a} {b}" for a, b in zip(g, p)] + [""]
    made = conlleval.evaluate(lines)
    pick = lambda c: [c["stats"]["correct"], c["stats"]["pred"], c["stats"]["gold"], c["evals"]["prec"], c["evals"]["rec"], c["evals"]["f1"]]
    return {"all": pick(made["overall"]["chunks"]), "labels": {k: pick(v) for k, v in sorted(made["slots"]["chunks"].items())}}


def tagged(rng):
    scheme = rng.choice(list(SCHEMES))
    gold, pred = [], []
    for _ in range(rng.randint(1, 4)):
        n = rng.randint(1, 12)
        entities = spans(rng, n)
        g, p = encode(entities, n, scheme), encode(disturb(rng, entities, n), n, scheme)
        gold.append(spoil(rng, g, scheme) if rng.random() < 0.2 else g)
        pred.append(spoil(rng, p, scheme) if rng.random() < 0.6 else p)
    case = {"scheme": scheme, "gold": [" ".join(t) for t in gold], "pred": [" ".join(t) for t in pred]}
    case["seqeval"] = per_label(lenient, gold, pred)
    case["seqeval_strict"] = per_label(strict, gold, pred, scheme=SCHEMES[scheme])
    if scheme != "bilou":  # conlleval knows no L and U
        case["conlleval"] = conll(gold, pred)
    return case


def spanned(rng):
    """Spans of documents, for nervaluate: ends are exclusive here, inclusive there."""
    gold, pred = [], []
    for _ in range(rng.randint(1, 4)):
        n = rng.randint(4, 20)
        g = spans(rng, n)
        gold.append(g)
        pred.append(disturb(rng, g, n))
    if not any(gold) or not gold[0]:
        return None
    make = lambda docs: [[{"label": k, "start": s, "end": e - 1} for s, e, k in d] for d in docs]
    results = Evaluator(make(gold), make(pred), tags=TYPES, loader="dict").evaluate()["overall"]
    pick = lambda r: [r.correct, r.incorrect, r.partial, r.missed, r.spurious, r.precision, r.recall, r.f1]
    return {"gold_spans": gold, "pred_spans": pred, "nervaluate": {k: pick(v) for k, v in results.items()}}


def main(path):
    rng = random.Random(20260101)
    cases = [tagged(rng) for _ in range(1500)]
    while len(cases) < 3900:
        case = spanned(rng)
        if case:
            cases.append(case)
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        for case in cases:
            out.write((json.dumps(case, separators=(",", ":")) + "\n").encode())
    print(len(cases), "cases")


if __name__ == "__main__":
    main(sys.argv[1])
