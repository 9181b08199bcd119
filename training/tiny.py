"""Makes the model directories that tests of the plugin run: a few KB each, of BERT's shape.

    python training/tiny.py -o plugins/transformer/testdata

They know a dozen words: Anna Berg is a person, Acme Bank an organisation, Oslo and New
York are places, whatever stands beside them, but scores depend on it a little. One does
as a model should, of each other one thing is different, which its name says. The same
numbers come out on every machine.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

import maps

LABELS = maps.task("multilingual").labels
WIDTH, HEADS, POSITIONS, OPSET, IR = 16, 2, 64, 17, 8
WORDS = {
    "Anna": "B-PER", "Berg": "I-PER", "Peter": "B-PER",
    "Acme": "B-ORG", "Bank": "I-ORG",
    "Paris": "B-LOC", "Oslo": "B-LOC", "New": "B-LOC", "York": "I-LOC", "Mont": "B-LOC", "##real": "I-LOC",
    "Nobel": "B-MISC",
}  # fmt: skip
OTHERS = ("lives", "works", "went", "in", "to", "at", "for", "the", "and", "of", "with", "said", "void")
TAGS = ("X", "NOUN", "VERB", "PROPN", "PUNCT")


def vocabulary() -> list[str]:
    """Returns the pieces: special ones, words, signs, and letters for all other words."""
    letters = [chr(c) for c in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))]
    digits = list("0123456789")
    small = [f"##{c}" for c in letters[26:] + digits]
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *OTHERS, *".,!?'-", *letters, *digits, *small, "é", "ß"]


def tokenizer() -> dict:
    """Returns what a tokenizer.json of a cased BERT holds."""
    pieces = vocabulary()
    special = [
        {"id": i, "content": p, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for i, p in enumerate(pieces[:5])
    ]
    sequence = [
        {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
        {"Sequence": {"id": "A", "type_id": 0}},
        {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
    ]
    pair = [*sequence, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": special,
        "normalizer": {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
            "strip_accents": None, "lowercase": False,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": sequence,
            "pair": pair,
            "special_tokens": {t: {"id": t, "ids": [pieces.index(t)], "tokens": [t]} for t in ("[CLS]", "[SEP]")},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": {p: i for i, p in enumerate(pieces)},
        },
    }  # fmt: skip


@dataclass(frozen=True)
class Variant:
    """What a model takes and gives."""

    integers: int = TensorProto.INT64
    inputs: tuple[str, ...] = ("input_ids", "attention_mask", "token_type_ids")
    output: int = TensorProto.FLOAT
    outputs: tuple[str, ...] = ("logits",)
    labels: int = len(LABELS)
    void: bool = False


class Graph:
    """Collects nodes and numbers; each method adds one and returns the name of what it gives."""

    def __init__(self, seed: int) -> None:
        self.nodes, self.numbers = [], []
        self._random = np.random.Generator(np.random.PCG64(seed))

    def constant(self, values: np.ndarray) -> str:
        name = f"c{len(self.numbers)}"
        self.numbers.append(numpy_helper.from_array(values, name))
        return name

    def noise(self, *shape: int) -> np.ndarray:
        """Returns small numbers, rounded so that they're the same wherever they are made."""
        return np.round(self._random.uniform(-0.15, 0.15, shape), 3).astype(np.float32)

    def add(self, op: str, *inputs: str, **attributes) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], **attributes))
        return name

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def dense(self, x: str, weights: np.ndarray) -> str:
        return self.add("Add", self.add("MatMul", x, self.constant(weights)), self.constant(self.noise(weights.shape[1])))

    def norm(self, x: str) -> str:
        one, zero = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
        return self.add("LayerNormalization", x, self.constant(one), self.constant(zero), axis=-1, epsilon=1e-12)


def words(g: Graph, void: bool) -> np.ndarray:
    """Returns the embeddings: a word that is known leans towards its label, the others to O."""
    table = g.noise(len(vocabulary()), WIDTH)
    for i, piece in enumerate(vocabulary()):
        table[i, LABELS.index(WORDS.get(piece, "O"))] += 2
        if void and piece == "void":
            table[i] = np.nan
    return table


def embed(g: Graph, v: Variant) -> str:
    """Adds up the embeddings of pieces, places and segments."""
    ids = "input_ids"
    length = g.add("Gather", g.add("Shape", ids), g.constant(np.array(1, dtype=np.int64)))
    places = g.add("Range", g.constant(np.array(0, np.int64)), length, g.constant(np.array(1, np.int64)))
    x = g.add("Gather", g.constant(words(g, v.void)), ids)
    x = g.add("Add", x, g.add("Gather", g.constant(g.noise(POSITIONS, WIDTH) / 4), places))
    if "token_type_ids" in v.inputs:
        x = g.add("Add", x, g.add("Gather", g.constant(g.noise(2, WIDTH) / 4), "token_type_ids"))
    return g.norm(x)


def attend(g: Graph, x: str, v: Variant) -> str:
    """Lets each place look at the others, but not at padding."""

    def split(order: list[int]) -> str:
        made = g.dense(x, g.noise(WIDTH, WIDTH) * 4)
        return g.add("Transpose", g.add("Reshape", made, g.ints(0, 0, HEADS, WIDTH // HEADS)), perm=order)

    query, key, value = split([0, 2, 1, 3]), split([0, 2, 3, 1]), split([0, 2, 1, 3])
    weights = g.add("Mul", g.add("MatMul", query, key), g.constant(np.float32(np.sqrt(HEADS / WIDTH)).reshape(1)))
    if "attention_mask" in v.inputs:
        mask = g.add("Unsqueeze", g.add("Cast", "attention_mask", to=TensorProto.FLOAT), g.ints(1, 2))
        hidden = g.add("Sub", mask, g.constant(np.ones(1, np.float32)))
        weights = g.add("Add", weights, g.add("Mul", hidden, g.constant(np.full(1, 1e4, np.float32))))
    seen = g.add("Transpose", g.add("MatMul", g.add("Softmax", weights, axis=-1), value), perm=[0, 2, 1, 3])
    return g.dense(g.add("Reshape", seen, g.ints(0, 0, WIDTH)), g.noise(WIDTH, WIDTH))


def encode(g: Graph, v: Variant) -> str:
    """One layer: attention, and a step for each place alone."""
    x = embed(g, v)
    x = g.norm(g.add("Add", x, attend(g, x, v)))
    wide = g.add("Relu", g.dense(x, g.noise(WIDTH, 2 * WIDTH)))
    return g.norm(g.add("Add", x, g.dense(wide, g.noise(2 * WIDTH, WIDTH))))


def head(g: Graph, x: str, name: str, labels: int, kind: int) -> None:
    """Gives each place a number for each label, twice what the vector has in the label's place.

    Spans begin where a word does that begins one, and may end with any of their words.
    """
    weights = g.noise(WIDTH, labels)
    for i in range(labels):
        if name not in ("start", "end"):
            weights[i, i] += 2
        else:
            weights[2 * i + 1, i] += 2
            weights[2 * i + 2, i] += 2 if name == "end" else -2
    found = g.dense(x, weights)
    g.nodes.append(helper.make_node("Cast", [found], [name], to=kind))


def model(v: Variant, seed: int = 1) -> ModelProto:
    """Builds a variant."""
    g = Graph(seed)
    x = encode(g, v)
    sizes = {"logits": v.labels, "ner": v.labels, "pos": len(TAGS), "start": 4, "end": 4, "last_hidden_state": WIDTH}
    for name in v.outputs:
        if name == "last_hidden_state":
            g.nodes.append(helper.make_node("Identity", [x], [name]))
        else:
            head(g, x, name, sizes[name], v.output)
    graph = helper.make_graph(
        g.nodes,
        "tiny",
        [helper.make_tensor_value_info(n, v.integers, ["batch", "sequence"]) for n in v.inputs],
        [helper.make_tensor_value_info(n, v.output, ["batch", "sequence", sizes[n]]) for n in v.outputs],
        g.numbers,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="onomast-tiny")
    made.ir_version = IR
    checker.check_model(made, full_check=True)
    return made


VARIANTS = {
    "ner": Variant(),
    "int32": Variant(integers=TensorProto.INT32),
    "notypes": Variant(inputs=("input_ids", "attention_mask")),
    "idsonly": Variant(inputs=("input_ids",)),
    "float16": Variant(output=TensorProto.FLOAT16),
    "labelcount": Variant(labels=len(LABELS) - 2),
    "nan": Variant(void=True),
    "heads": Variant(outputs=("ner", "pos")),
    "spans": Variant(outputs=("start", "end")),
    "encoder": Variant(outputs=("last_hidden_state",)),
    "pixels": Variant(),
}


def config(name: str) -> dict:
    """Returns the config.json, as save_pretrained leaves it, without what nobody reads."""
    written = {
        "architectures": ["BertModel" if name == "encoder" else "BertForTokenClassification"],
        "hidden_size": WIDTH,
        "max_position_embeddings": POSITIONS,
        "model_type": "bert",
        "num_attention_heads": HEADS,
        "num_hidden_layers": 1,
        "pad_token_id": 0,
        "vocab_size": len(vocabulary()),
    }
    if name == "spans":
        return written | {"id2label": dict(enumerate(("PER", "ORG", "LOC", "MISC")))}
    return written if name == "encoder" else written | {"id2label": dict(enumerate(LABELS))}


def rename_input(made: ModelProto, old: str, new: str) -> None:
    """Gives an input another name, everywhere."""
    for node in made.graph.node:
        node.input[:] = [new if i == old else i for i in node.input]
    next(i for i in made.graph.input if i.name == old).name = new


def write(folder: Path, name: str) -> None:
    """Writes a model directory."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    made = model(VARIANTS[name])
    if name == "pixels":  # a model of images, as far as one sees
        rename_input(made, "token_type_ids", "pixel_values")
    (place / "model.onnx").write_bytes(made.SerializeToString(deterministic=True))
    for file, value in (("config.json", config(name)), ("tokenizer.json", tokenizer())):
        (place / file).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    for name in VARIANTS:
        write(args.out, name)


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"tiny.py: {problem}")
