"""Measure the gazetteer of the stage rules against other ways to find many terms.

    python bench/gazetteer/compare.py [--shared ../shared] [--terms 100000 1000000] [--rounds 5]

All find the same: every occurrence, overlapping ones too, of any of the terms, in either
case, that begins and ends where words do. One thread each, in turn; times are processor times. Needs Go, cargo and
`pip install pyahocorasick flashtext spacy`; a peer that is not there is left out.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LISTS = ["geonames_cities500_alternates", "geonames_cities500", "geonames_admin", "us_census_names",
         "us_companies_sec", "icd10cm_terms", "drugs", "wikidata_person_names"]
TEXTS = ["bc5cdr", "legal_in", "gum_named", "btc", "stackoverflow", "wnut17", "ncbi_disease", "presidio_synth"]


def read_terms(shared, n):
    """Terms of all lists in turn, as they are folded for everybody, without repetition."""
    files = [open(os.path.join(shared, "gazetteers", name + ".tsv"), encoding="utf-8") for name in LISTS]
    terms = {}
    while files and len(terms) < n:
        for file in list(files):
            line = file.readline()
            if not line:
                files.remove(file)
                continue
            term = re.sub(r"\s+", " ", line.split("\t")[0]).strip().casefold()
            if term and len(term.encode()) <= 1024:
                terms[term] = None
    return list(terms)[:n]


def read_text(shared, size):
    """Real English in ASCII, so that one folding is everybody's; apostrophes are Onomast's own."""
    parts, total = [], 0
    for name in TEXTS:
        for split in ("train", "dev"):
            path = os.path.join(shared, "data", name, split + ".jsonl")
            if os.path.exists(path):
                with open(path, encoding="utf-8") as lines:
                    parts += [json.loads(line)["text"] for line in lines]
    text = re.sub(r"[\s']+", " ", "\n".join(parts)).encode("ascii", "ignore").decode()
    while total < size:
        total += len(text)
    return (text * (total // len(text)))[:size]


def is_word(char):
    return char.isalnum() or char == "_"


def bounded(text, start, end):
    return (start == 0 or not (is_word(text[start - 1]) and is_word(text[start]))) and \
        (end == len(text) or not (is_word(text[end]) and is_word(text[end - 1])))


def child(command):
    """Run a command; return what it prints and its peak memory in MB."""
    out = subprocess.run(["/usr/bin/env", "python3", "-c", WAIT, *command], check=True, capture_output=True, text=True).stdout
    body, _, rss = out.rpartition("\n")
    return json.loads(body), int(rss) / 1024


# A process of its own tells the peak of one command only.
WAIT = """
import resource, subprocess, sys
out = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True).stdout
print(out.strip()); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, end="")
"""


def onomast(terms, text, rounds, folder):
    binary = os.path.join(folder, "gazetteer")
    subprocess.run(["go", "build", "-o", binary, "."], cwd=HERE, check=True)
    cache = tempfile.mkdtemp(dir=folder)
    built, _ = child([binary, terms, text, "1", cache])
    loaded, rss = child([binary, terms, text, str(rounds), cache])
    loaded["build"] = built["build"]
    return loaded, rss


def daachorse(terms, text, rounds, _):
    crate = os.path.join(HERE, "daachorse")
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=crate, check=True)
    return child([os.path.join(crate, "target", "release", "daachorse-peer"), terms, text, str(rounds)])


def python_peer(name):
    return lambda terms, text, rounds, _: child([sys.executable, os.path.abspath(__file__), "--peer", name, terms, text, str(rounds)])


def run_peer(name, terms, text, rounds):
    """In a process of its own: build, then find, and print JSON."""
    with open(terms, encoding="utf-8") as f:
        terms = f.read().splitlines()
    with open(text, encoding="utf-8") as f:
        text = f.read().lower()
    begin = time.process_time()
    find = PEERS[name](terms)
    build = time.process_time() - begin
    seconds = []
    for _ in range(rounds):
        begin = time.process_time()
        matches, total = find(text)
        seconds.append(time.process_time() - begin)
    print(json.dumps({"build": build, "seconds": seconds, "matches": matches, "sum": total}))


def pyahocorasick(terms):
    import ahocorasick
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for term in terms:
        automaton.add_word(term)
    automaton.make_automaton()

    def find(text):
        matches = total = 0
        for last, length in automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if bounded(text, start, end):
                matches += 1
                total += start * 31 + end
        return matches, total
    return find


def flashtext(terms):
    import flashtext
    processor = flashtext.KeywordProcessor()
    for term in terms:
        processor.add_keyword(term)

    def find(text):  # the longest from the left only
        return len(processor.extract_keywords(text, span_info=True)), -1
    return find


def spacy_matcher(terms):
    import spacy
    from spacy.matcher import PhraseMatcher
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 30
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("TERM", list(nlp.tokenizer.pipe(terms)))

    def find(text):  # by spaCy's own tokens
        return sum(len(matcher(nlp.tokenizer(text[i:i + 100_000]))) for i in range(0, len(text), 100_000)), -1
    return find


PEERS = {"pyahocorasick": pyahocorasick, "flashtext": flashtext, "spacy": spacy_matcher}
ROWS = [("Onomast", onomast, 1, 1), ("daachorse (Rust)", daachorse, 1, 1), ("pyahocorasick", python_peer("pyahocorasick"), 4, 3),
        ("FlashText", python_peer("flashtext"), 16, 1), ("spaCy PhraseMatcher", python_peer("spacy"), 32, 1)]


def table(shared, n, size, rounds, folder):
    terms, text = read_terms(shared, n), read_text(shared, size)
    terms_file = os.path.join(folder, "terms.txt")
    with open(terms_file, "w", encoding="utf-8") as f:
        f.write("\n".join(terms) + "\n")
    print(f"\n{len(terms):,} terms, {len(text) / 1e6:.0f} MB of text, one thread, processor time, median of {rounds} (lowest-highest)")
    print(f"{'':20} {'MB/s':>8} {'':>15} {'ratio':>7} {'build s':>8} {'load s':>7} {'peak MB':>8}  matches")
    ours = None
    for name, peer, part, divide in ROWS:  # slow peers get a part of the text
        piece = text[:size // part]
        file = os.path.join(folder, "text.txt")
        with open(file, "w", encoding="utf-8") as f:
            f.write(piece if name == "Onomast" else piece.lower())
        try:
            got, rss = peer(terms_file, file, max(1, rounds // divide), folder)
        except (subprocess.CalledProcessError, FileNotFoundError) as err:
            print(f"{name:20} left out: {err}")
            continue
        speed = [len(piece) / 1e6 / s for s in got["seconds"]]
        middle = statistics.median(speed)
        if ours is None:
            ours, same = middle, got
        note = "the same" if (got["matches"], got["sum"]) == (same["matches"], same["sum"]) else f"{got['matches']:,} of {len(piece) / 1e6:.1f} MB"
        if name == "Onomast":
            note = f"{got['matches']:,}"
        load = f"{got['load']:.3f}" if got.get("load") else "-"
        print(f"{name:20} {middle:8.1f} ({min(speed):6.1f}-{max(speed):6.1f}) {ours / middle:6.1f}x {got['build']:8.2f} {load:>7} {rss:8.0f}  {note}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "..", "shared"))
    parser.add_argument("--terms", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--size", type=int, default=20_000_000, help="bytes of text")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", nargs=4, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        name, terms, text, rounds = args.peer
        run_peer(name, terms, text, int(rounds))
        return
    for n in args.terms:
        with tempfile.TemporaryDirectory() as folder:
            table(args.shared, n, args.size, args.rounds, folder)


main()
