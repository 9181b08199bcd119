"""The sets of ../shared/data as every contender gets them, and the judge of what they tag.

Tokens, tags and counting are those of ../shared/bench/crfsuite_baseline.py, which is loaded, not
copied: a record is one sequence, overlapping entities are reduced to the outermost, and an entity
is right when its first and last token and its label are.
"""

import importlib.util
import json
import os


class Data:
    """Reads sets, and keeps them in a folder in the forms that contenders read."""

    def __init__(self, shared, folder):
        self.shared, self.folder = shared, folder
        spec = importlib.util.spec_from_file_location("baseline", os.path.join(shared, "bench", "crfsuite_baseline.py"))
        self.baseline = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.baseline)

    def has(self, name, split="test"):
        return os.path.exists(self._source(name, split))

    def _source(self, name, split):
        return os.path.join(self.shared, "data", name, split + ".jsonl")

    def read(self, name, split, limit=None):
        """Yields words and tags of each sequence, of the first ones only where there is a limit."""
        for n, (words, tags, _) in enumerate(self.baseline.read(self._source(name, split))):
            if n == limit:
                return
            yield words, tags

    def _file(self, name, split, form, limit, write):
        path = os.path.join(self.folder, f"{name}.{split}{'' if limit is None else limit}.{form}")
        if not os.path.exists(path):
            with open(path + ".new", "w", encoding="utf-8") as out:
                for words, tags in self.read(name, split, limit):
                    write(out, words, tags)
            os.rename(path + ".new", path)
        return path

    def sequences(self, name, split, limit=None):
        """A JSON object a line, of words and tags."""
        return self._file(name, split, "jsonl", limit,
                          lambda out, words, tags: print(json.dumps({"words": words, "tags": tags}), file=out))

    def pairs(self, name, split, limit=None):
        """A word and a tag a line, and an empty line behind each sequence."""
        def write(out, words, tags):
            for word, tag in zip(words, tags):
                print(solid(word), tag, sep="\t", file=out)
            print(file=out)
        return self._file(name, split, "tsv", limit, write)

    def columns(self, name, split, limit=None):
        """The columns of the baseline and a tag a line, for programs that combine columns themselves."""
        def write(out, words, tags):
            for word, tag in zip(words, tags):
                print(*map(solid, self.baseline.columns(word)), tag, sep="\t", file=out)
            print(file=out)
        return self._file(name, split, "columns", limit, write)

    def tokens(self, name, split):
        return sum(len(words) for words, _ in self.read(name, split))

    def judge(self, name, predicted, split="test"):
        """Precision, recall and F1 in percent of a file of one line of tags a sequence."""
        right = gold = found = 0
        with open(predicted, encoding="utf-8") as lines:
            for (_, tags), line in zip(self.read(name, split), lines, strict=True):
                g, p = self.baseline.spans(tags), self.baseline.spans(line.split())
                right, gold, found = right + len(g & p), gold + len(g), found + len(p)
        return 100 * right / max(1, found), 100 * right / max(1, gold), 200 * right / max(1, gold + found)


def solid(value):
    """Programs that split at white space get words without it."""
    return "\u2423".join(value.split()) or "\u2423"


def equal(one, other):
    """The share of tokens that two files of tags agree on, in percent."""
    same = total = 0
    with open(one, encoding="utf-8") as a, open(other, encoding="utf-8") as b:
        for x, y in zip(a, b, strict=True):
            x, y = x.split(), y.split()
            total += len(x)
            same += sum(p == q for p, q in zip(x, y, strict=True))
    return 100 * same / max(1, total)
