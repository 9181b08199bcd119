"""Exports a token classifier of Transformers to a directory that a pipeline can name.

    python training/export.py MODEL -o DIR

MODEL is a directory that save_pretrained wrote, of any architecture that
AutoModelForTokenClassification knows. DIR gets config.json, tokenizer.json and
model.onnx, whose answers are compared with PyTorch's before the command ends well.
"""

import argparse
import inspect
import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OPSET = 17
_TOLERANCE = 2e-3
# Of different lengths, so that a batch of them has padding.
_TEXTS = (
    "Anna Berg moved from Oslo to New York in 2019, where she works for Acme Bank.",
    "Im Juni wählte der Stadtrat von Köln Frau Dr. Yılmaz zur Präsidentin.",
    "東京は日本の首都です。",
)


class Logits(torch.nn.Module):
    """A model that takes its inputs by place and gives logits alone."""

    def __init__(self, model: torch.nn.Module, names: list[str]) -> None:
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *given: torch.Tensor) -> torch.Tensor:
        """Runs the model."""
        return self.model(**dict(zip(self.names, given, strict=True))).logits


def inputs_of(model: torch.nn.Module) -> list[str]:
    """Returns the inputs that the model has; RoBERTa and DistilBERT tell no segments apart."""
    known = inspect.signature(model.forward).parameters
    kinds = getattr(model.config, "type_vocab_size", 2)
    return [n for n in _INPUTS if n in known and not (n == "token_type_ids" and kinds < 2)]


def example(tokenizer, names: list[str]) -> dict[str, torch.Tensor]:
    """Encodes texts, each input as a tensor of its own.

    The same tensor for two inputs would be one input to the exporter, which then wires
    the mask into the embeddings and says nothing.
    """
    encoded = tokenizer(list(_TEXTS), padding=True, return_tensors="pt")
    zeros = torch.zeros_like(encoded["input_ids"])
    return {n: encoded.get(n, zeros).to(torch.long).clone() for n in names}


def to_onnx(model: torch.nn.Module, example: dict[str, torch.Tensor], out: Path) -> None:
    """Writes the model, for batches and lengths of any size."""
    names = list(example)
    free = {n: {0: "batch", 1: "sequence"} for n in [*names, "logits"]}
    torch.onnx.export(
        Logits(model, names).eval(),  # else the exporter leaves the model in training, with dropout
        tuple(example.values()),
        str(out),
        input_names=names,
        output_names=["logits"],
        dynamic_axes=free,
        opset_version=_OPSET,
        do_constant_folding=True,
        dynamo=False,
    )


def difference(model: torch.nn.Module, example: dict[str, torch.Tensor], file: Path) -> float:
    """Returns how far the answers of the file are from the model's, one text at a time and in a batch."""
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    worst = 0.0
    lengths = example["attention_mask"].sum(1).tolist()
    single = [{k: v[i : i + 1, :n] for k, v in example.items()} for i, n in enumerate(lengths)]
    for given in (example, *single):
        with torch.no_grad():
            expected = model(**given).logits.numpy()
        got = session.run(["logits"], {k: v.numpy() for k, v in given.items()})[0]
        real = given["attention_mask"].numpy() == 1
        worst = max(worst, float(np.abs(got - expected)[real].max()))
    return worst


def export(source: Path, out: Path) -> float:
    """Exports a directory and returns the largest difference between the logits of the two."""
    model = AutoModelForTokenClassification.from_pretrained(source, attn_implementation="eager").eval().float()
    if all(label.startswith("LABEL_") for label in model.config.id2label.values()):
        raise ValueError(f"{source}/config.json names no labels: put them in id2label first")
    tokenizer = AutoTokenizer.from_pretrained(source)
    if not tokenizer.is_fast:
        raise ValueError(f"{source} has no fast tokenizer, so there is no tokenizer.json to write")
    given = example(tokenizer, inputs_of(model))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder:
        made = Path(folder) / "model.onnx"
        to_onnx(model, given, made)
        worst = difference(model, given, made)
        if not worst < _TOLERANCE:
            raise ValueError(f"the exported model answers otherwise than PyTorch: logits differ by {worst:.4f}")
        made.replace(out / "model.onnx")
    write_config(source, out)
    write_tokenizer(source, tokenizer, out)
    return worst


def write_config(source: Path, out: Path) -> None:
    """Copies config.json."""
    data = json.loads((source / "config.json").read_text(encoding="utf-8"))
    (out / "config.json").write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_tokenizer(source: Path, tokenizer, out: Path) -> None:
    """Copies tokenizer.json, or writes it where there are only older files."""
    if (source / "tokenizer.json").exists():
        shutil.copyfile(source / "tokenizer.json", out / "tokenizer.json")
    else:
        tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    worst = export(args.model, args.out)
    size = (args.out / "model.onnx").stat().st_size
    print(f"{args.out / 'model.onnx'}: {size / 1e6:.1f} MB, logits within {worst:.1e} of PyTorch's")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"export.py: {problem}")
