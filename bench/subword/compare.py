"""Encodes all texts of the annotated sets with Onomast and with Hugging Face tokenizers,
compares each piece, and prints how fast both were in the same run, on one thread.

    pip install tokenizers==0.23.3 numpy
    python bench/subword/compare.py --data ../shared/data NAME=FILE ...

FILE is a tokenizer.json, or a vocab.txt of BERT's (name it NAME.uncased=FILE for one
without capitals).
"""

import argparse
import glob
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

try:
    import numpy as np
    import tokenizers
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
except ImportError as e:
    sys.exit(f"skipped: {e}; pip install tokenizers numpy")

ROOT = pathlib.Path(__file__).resolve().parents[2]
BATCH = 1000


def read(data):
    for path in sorted(glob.glob(f"{data}/*/*.jsonl")):
        with open(path, encoding="utf-8") as f:
            for line in f:
                yield json.loads(line)["text"]


def sweep(folder):
    """Writes a set of texts with every code point, in places where it may mean something."""
    codes = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF and (c < 0x32000 or 0xE0000 <= c < 0xE0200 or c % 257 == 0)]
    pathlib.Path(folder, "sweep").mkdir()
    with open(f"{folder}/sweep/all.jsonl", "w", encoding="utf-8") as f:
        for i in range(0, len(codes), 8):
            text = " ".join(f"a{c} {c}{c}b {c}\u0301\u0323 '{c}1" for c in map(chr, codes[i : i + 8]))
            f.write(json.dumps({"text": text}) + "\n")


def load(name, path):
    if not path.endswith(".txt"):
        t = Tokenizer.from_file(path)
    else:
        small = name.endswith(".uncased")
        t = Tokenizer(models.WordPiece.from_file(path, unk_token="[UNK]"))
        t.normalizer = normalizers.BertNormalizer(lowercase=small, strip_accents=small)
        t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        t.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    t.no_truncation()
    t.no_padding()
    return t


def seconds():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def theirs(t, texts, runs):
    """Seconds of processor time of each pass, in batches as a pipeline has them."""
    out = []
    for _ in range(runs):
        start = seconds()
        for i in range(0, len(texts), BATCH):
            t.encode_batch(texts[i : i + BATCH], add_special_tokens=False)
        out.append(seconds() - start)
    return out


def ours(binary, path, data, out, runs):
    done = subprocess.run(
        [binary, "-tokenizer", path, "-data", data, "-out", out, "-runs", str(runs)],
        check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def differences(t, texts, path, show):
    """How many texts have other pieces, and how many pieces there are."""
    got = np.fromfile(path, dtype=np.int32)
    at = pieces = wrong = 0
    for i in range(0, len(texts), BATCH):
        for text, e in zip(texts[i : i + BATCH], t.encode_batch(texts[i : i + BATCH], add_special_tokens=False)):
            n = got[at]
            rows = got[at + 1 : at + 1 + 4 * n].reshape(4, n)
            at += 1 + 4 * n
            pieces += len(e.ids)
            starts, ends = zip(*e.offsets) if e.ids else ((), ())
            want = np.array([e.ids, starts, ends, e.word_ids], dtype=np.int32)
            if not np.array_equal(rows, want):
                wrong += 1
                if wrong <= show:
                    tell(text, rows, want, e)
    assert at == len(got)
    return wrong, pieces


def tell(text, rows, want, e):
    k = 0
    while k < min(rows.shape[1], want.shape[1]) and (rows[:, k] == want[:, k]).all():
        k += 1
    a, b = rows[:, k : k + 3].T.tolist(), want[:, k : k + 3].T.tolist()
    where = text[max(0, (b or [[0, 0]])[0][1] - 10) :][:40]
    print(f"    piece {k}: {a}, should be {b}, at {where!a}", e.tokens[k : k + 3])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", default=str(ROOT / "../shared/data"))
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--show", type=int, default=5, help="differences to show")
    p.add_argument("--sweep", action="store_true", help="texts with every code point instead of the sets")
    p.add_argument("models", nargs="+", metavar="NAME=FILE")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        if a.sweep:
            sweep(tmp)
            a.data = tmp
        compare(a, tmp)


def compare(a, tmp):
    texts = list(read(a.data))
    if not texts:
        sys.exit(f"skipped: no sets in {a.data}")
    print(f"{len(texts)} texts, {sum(map(len, texts)) / 1e6:.1f} M characters; tokenizers {tokenizers.__version__}, medians of {a.runs} passes, one thread")
    binary = f"{tmp}/subword"
    subprocess.run(["go", "build", "-o", binary, "./bench/subword"], cwd=ROOT, check=True)
    for model in a.models:
        name, path = model.split("=", 1)
        one(name, path, texts, a, binary, f"{tmp}/out")


def one(name, path, texts, a, binary, out):
    t = load(name, path)
    mine, others = [], []
    for _ in range(a.runs):  # in turn, so that both see the same load of the machine
        others += theirs(t, texts, 1 if others else 2)[-1:]  # the first fills caches
        report = ours(binary, path, a.data, out, 2)
        mine.append(report["seconds"][-1])
    wrong, pieces = differences(t, texts, out, a.show)
    rate = lambda s: report["words"] / statistics.median(s) / 1e6
    ratios = sorted(o / m for o, m in zip(others, mine))
    print(f"  {name:14} {pieces / 1e6:5.2f} M pieces, {wrong} texts differ; Onomast {rate(mine):6.2f} M words/s, "
          f"HF {rate(others):5.2f} M words/s: {statistics.median(ratios):.1f}x ({ratios[0]:.1f}-{ratios[-1]:.1f}); loaded in {report['load']:.2f} s", flush=True)


if __name__ == "__main__":
    main()
