"""Measure Onomast's tokenizer and spaCy's on the same texts, in turn, on one thread.

    python bench/tokenizer/compare.py [--data DIR] [--runs 7]

--data names a folder of annotated sets (SET/test.jsonl with a "text" in each
line; see SETS); without it made-up texts are used. Needs Go and `pip install spacy`.
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

SETS = {
    "documents": ["gum_named", "ncbi_disease"],  # 1-4 kB and more
    "paragraphs": ["legal_in", "uner_en_ewt"],  # 100-1,000 bytes
    "one-liners": ["restaurants8k", "snips"],  # 40-60 bytes
}
HERE = os.path.dirname(os.path.abspath(__file__))


def build(folder):
    binary = os.path.join(folder, "tokenizer")
    subprocess.run(["go", "build", "-o", binary, "."], cwd=HERE, check=True)
    return binary


def read(data, names):
    texts = []
    for name in names:
        with open(os.path.join(data, name, "test.jsonl"), encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    return texts


def groups(data, binary, folder):
    """Yield a name and a JSON file of texts."""
    file = os.path.join(folder, "texts.json")
    if not data:
        subprocess.run([binary, "-dump", file], check=True)
        yield "made-up texts", file
        return
    for group, names in SETS.items():
        with open(file, "w", encoding="utf-8") as out:
            json.dump(read(data, names), out)
        yield f"{group} ({', '.join(names)})", file


def spacy_pass(nlp, texts):
    begin = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return tokens, time.perf_counter() - begin


def onomast(binary, file, sentences):
    command = [binary, "-runs", "9", "-texts", file, f"-sentences={str(sentences).lower()}"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def compare(binary, file, texts, runs, sentences):
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    if sentences:
        nlp.add_pipe("sentencizer")
    spacy_pass(nlp, texts)  # fills the cache of words
    ours, theirs = [], []
    for _ in range(runs):  # in turn, so that both meet the same load
        tokens, seconds = spacy_pass(nlp, texts)
        theirs.append(tokens / seconds)
        result = onomast(binary, file, sentences)
        ours.append(result["tokens_per_second"])
    a, b = statistics.median(ours), statistics.median(theirs)
    what = "words and sentences" if sentences else "words only"
    print(f"  {what:20} Onomast {a/1e6:6.2f} M tokens/s ({min(ours)/1e6:.2f}-{max(ours)/1e6:.2f})"
          f"   spaCy {b/1e6:5.3f} M tokens/s ({min(theirs)/1e6:.3f}-{max(theirs)/1e6:.3f})   {a/b:5.1f}x")
    return result["tokens"], tokens


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    print(f"spaCy {spacy.__version__}, Python {platform.python_version()}, medians of {args.runs} runs")
    with tempfile.TemporaryDirectory() as folder:
        binary = build(folder)
        for name, file in groups(args.data, binary, folder):
            with open(file, encoding="utf-8") as lines:
                texts = json.load(lines)
            print(f"{name}: {len(texts)} texts, {sum(len(t.encode()) for t in texts) / 1e6:.2f} MB")
            tokens = compare(binary, file, texts, args.runs, True)
            compare(binary, file, texts, args.runs, False)
            print("  tokens: Onomast %d, spaCy %d" % tokens)


if __name__ == "__main__":
    main()
