"""Measure Onomast's tokenizer and spaCy's on the same texts, in turn, on one thread,
by processor time.

    python bench/tokenizer/compare.py [--data DIR] [--runs 7]

--data names a folder of annotated sets (SET/train.jsonl or SET/dev.jsonl with a "text"
in each line; see SETS); without it made-up texts are used. Needs Go and `pip install
spacy`.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time

import spacy

from agreement import agreement

SETS = {
    "documents": ["gum_named", "ncbi_disease"],  # 1-4 kB and more
    "paragraphs": ["legal_in", "uner_en_ewt"],  # 100-1,000 bytes
    "one-liners": ["restaurants8k", "snips"],  # 40-60 bytes
}
MOST = 3000  # texts of a set
HERE = os.path.dirname(os.path.abspath(__file__))


def build(folder):
    binary = os.path.join(folder, "tokenizer")
    subprocess.run(["go", "build", "-o", binary, "."], cwd=HERE, check=True)
    return binary


def read(data, name):
    """Return texts no model or list was tested on."""
    for split in "train", "dev":
        path = os.path.join(data, name, split + ".jsonl")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as lines:
                return [json.loads(line)["text"] for line in lines][:MOST]
    raise SystemExit(f"{name}: no train.jsonl or dev.jsonl in {data}")


def groups(data, binary, folder):
    """Yield a name and its texts."""
    if data:
        for group, names in SETS.items():
            yield f"{group} ({', '.join(names)})", [t for name in names for t in read(data, name)]
        return
    file = os.path.join(folder, "texts.json")
    subprocess.run([binary, "-dump", file], check=True)
    with open(file, encoding="utf-8") as lines:
        yield "made-up texts", json.load(lines)


def pipeline(sentences):
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    if sentences:
        nlp.add_pipe("sentencizer")
    return nlp


def spacy_rate(nlp, texts):
    """Return tokens per second of processor time."""
    begin = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return tokens / (time.process_time() - begin)


def onomast_rate(binary, file, sentences):
    command = [binary, "-runs", "3", "-texts", file, f"-sentences={str(sentences).lower()}"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["tokens_per_second"]


def report(what, ours, theirs):
    a, b = statistics.median(ours), statistics.median(theirs)
    ratios = sorted(x / y for x, y in zip(ours, theirs))
    print(f"  {what:33} Onomast {a / 1e6:6.2f} M tokens/s   spaCy {b / 1e6:5.3f} M tokens/s"
          f"   {statistics.median(ratios):5.1f}x ({ratios[0]:.1f}-{ratios[-1]:.1f})", flush=True)


def compare(binary, folder, texts, runs):
    # Every other text is new to a spaCy that has seen the rest, as in a stream of
    # documents; then the same ones come again and again.
    known, new = texts[::2], texts[1::2]
    file = os.path.join(folder, "new.json")
    with open(file, "w", encoding="utf-8") as out:
        json.dump(new, out)
    for sentences in True, False:
        what = "words and sentences" if sentences else "words only"
        ours, once, again = [], [], []
        for _ in range(runs):  # in turn, so that both meet the same load
            nlp = pipeline(sentences)
            spacy_rate(nlp, known)
            once.append(spacy_rate(nlp, new))
            ours.append(onomast_rate(binary, file, sentences))
            again.append(spacy_rate(nlp, new))
        report(what + ", new texts", ours, once)
        report(what + ", seen before", ours, again)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    print(f"spaCy {spacy.__version__}, Python {platform.python_version()}, medians of {args.runs} runs")
    with tempfile.TemporaryDirectory() as folder:
        binary = build(folder)
        for name, texts in groups(args.data, binary, folder):
            size = sum(len(t.encode()) for t in texts)
            print(f"{name}: {len(texts)} texts of {size / len(texts):.0f} bytes on average")
            compare(binary, folder, texts, args.runs)
        if args.data:
            agreement(args.data, binary, folder)


if __name__ == "__main__":
    main()
