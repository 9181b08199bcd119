"""Makes a student of a BERT: its first layers, and the pieces that texts use.

    python training/trim.py TEACHER -o STUDENT --data ../shared/data --lists ../shared/gazetteers

Half of a multilingual BERT's size is words of languages that it is not asked for. Pieces
are counted in training texts and in lists of names, never in development or test data,
and the most frequent kept, up to a size. Every single character is kept, so a text loses
nothing: a rare word becomes more and shorter pieces.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertForTokenClassification

import data
import maps

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def texts(folder: Path, languages: list[str]) -> Iterator[str]:
    """Yields the training texts of all sets, or those in some languages, also of sets that are not trained on."""
    for file in sorted(folder.glob("*/train.jsonl")):
        for record in map(json.loads, file.open(encoding="utf-8")):
            if not languages or record["lang"] in languages:
                yield record["text"]
    for rules in (task.load(name) for task in map(maps.task, maps.tasks()) for name in task.names()):
        if rules.cut and (not languages or rules.language in languages):
            yield from (record.text for record in data.read(folder, rules, "train"))


def terms(folder: Path) -> Iterator[str]:
    """Yields the terms of lists, which are the first column."""
    for file in sorted(folder.glob("*.tsv")):
        for line in file.open(encoding="utf-8"):
            yield line.split("\t", 1)[0]


def count(tokenizer: Tokenizer, found: Iterable[str]) -> Counter[int]:
    """Counts the pieces of texts."""
    counts: Counter[int] = Counter()
    found = iter(found)
    while batch := list(islice(found, 10_000)):
        for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def single(piece: str) -> bool:
    """Reports whether a piece is one character, in the middle of a word or not."""
    return len(piece.removeprefix("##")) == 1


def choose(pieces: list[str], text: Counter[int], names: Counter[int], size: int) -> list[int]:
    """Returns the pieces to keep, special ones first, the others in their old order.

    What texts use three times or more goes first, then what they or lists have most.
    """
    kept = [pieces.index(p) for p in _SPECIAL]
    must = {i for i, p in enumerate(pieces) if single(p)} - set(kept)
    rest = (i for i in range(len(pieces)) if i not in must and i not in kept and (text[i] or names[i]))
    ranked = sorted(rest, key=lambda i: (text[i] < 3, -(10 * text[i] + names[i]), i))
    return kept + sorted(must | set(ranked[: max(0, size - len(must) - len(kept))]))


def retokenize(tokenizer: dict, pieces: list[str], keep: list[int]) -> dict:
    """Writes a tokenizer.json anew with the pieces that are kept, and no others."""
    vocabulary = {pieces[old]: new for new, old in enumerate(keep)}
    tokenizer["truncation"] = tokenizer["padding"] = None
    tokenizer["model"]["vocab"] = vocabulary
    for token in tokenizer["added_tokens"]:
        token["id"] = vocabulary[token["content"]]
    for token in tokenizer["post_processor"]["special_tokens"].values():
        token["ids"] = [vocabulary[t] for t in token["tokens"]]
    return tokenizer


def student(teacher: Path, keep: list[int], layers: int) -> BertForTokenClassification:
    """Takes over the first layers and the rows of the pieces kept."""
    model = BertForTokenClassification.from_pretrained(
        teacher,
        num_hidden_layers=layers,
    )
    rows = model.bert.embeddings.word_embeddings.weight.detach()[keep]
    model.bert.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(rows, freeze=False, padding_idx=0)
    model.config.vocab_size = len(keep)
    model.config.pad_token_id = 0
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("teacher", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated sets")
    parser.add_argument("--lists", type=Path, help="folder of lists of names, one a line")
    parser.add_argument("--languages", nargs="*", default=[], help="count the pieces of these only")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=58_000, help="size of the vocabulary")
    args = parser.parse_args()

    tokenizer = Tokenizer.from_file(str(args.teacher / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    vocabulary = tokenizer.get_vocab()
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    text = count(tokenizer, texts(args.data, args.languages))
    names = count(tokenizer, terms(args.lists)) if args.lists else Counter()
    keep = choose(pieces, text, names, args.pieces)
    lost = sum(n for i, n in text.items() if i not in set(keep))
    print(f"{len(text)} pieces in texts, {len(set(names) - set(text))} more in lists; {len(keep)} kept; "
          f"{lost / max(1, text.total()):.4%} of the pieces of texts become shorter ones")

    torch.manual_seed(1)
    student(args.teacher, keep, args.layers).save_pretrained(args.out)
    trimmed = retokenize(json.loads((args.teacher / "tokenizer.json").read_text(encoding="utf-8")), pieces, keep)
    (args.out / "tokenizer.json").write_text(json.dumps(trimmed, ensure_ascii=False, indent=1), encoding="utf-8")
    Tokenizer.from_file(str(args.out / "tokenizer.json"))


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"trim.py: {problem}")
