"""Makes small models of the package gliner, has it export them and find entities in made-up
texts, and writes what it found: gliner-spans and gliner-words, folders that the stage
reads, each with cases.json.gz beside the model.

    pip install gliner==0.2.29 onnx==1.23.2 onnxruntime==1.32.0
    python plugins/transformer/testdata/make_gliner.py

Their weights are random, of a size that makes some spans likely; gliner-spans cuts words
into pieces as BERT does, gliner-words as XLM-R, whose pieces carry the space before them.
"""

import argparse
import gzip
import itertools
import json
import pathlib
import random
import shutil
import tempfile

import onnx
import torch
from gliner.config import UniEncoderSpanConfig, UniEncoderTokenConfig
from gliner.model import GLiNER, UniEncoderSpanGLiNER, UniEncoderTokenGLiNER
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

HERE = pathlib.Path(__file__).parent
HIDDEN, PLACES = 8, 256

NAMES = ["Ines Moreau", "O'Hara", "Jürgen Groß-Weber", "Søren", "Амина Петрова", "田中", "أمل", "Zoë", "van der Meer", "J. R. Okafor"]
PLACES_ = ["Tromsø", "São Bento", "New Quay", "Köln-Deutz", "京都", "القاهرة", "St. Ives", "दिल्ली", "Ulm", "Saint-Malo"]
THINGS = ["paracetamol", "ACE-inhibitors", "vitamin_b12", "the K9 unit", "5-HT", "an insulin pump", "café au lait", "C++", "e-mail", "½ tablet"]
FRAMES = [
    "{0} met {1} in {2}.",
    "Yesterday {0} took {3} twice, in {2} & elsewhere",
    "{2}: {0}, {1} -- and {3}!",
    "“{0}” said: “{3}?”\n\n{1} left for {2}...",
    "  {0}\t{3}  ",
    "{3} {3} {3}",
    "😀 {0} 👩🏽 {2} 🇵🇹",
    "x-y-z_{0}-- -{2}- _{1}_ {3}",
    "{0}と{1}は{2}で会った。",
    "Die Ärztin {0} (aus {2}) gab {1} {3}; {1} schlief. {0} fuhr nach {2}, weil {1} dort {3} brauchte.",
]
TYPES = [
    {"PERSON": "person"},
    {"DRUG": "drug or medicine", "PERSON": "a person's name", "PLACE": "place"},
    {"a": "city, town or village", "b": "Person", "c": "organisation", "d": "product", "e": "Ω"},
]


def texts(count=160):
    """Returns texts that are the same each time."""
    draw = random.Random(7)
    pick = lambda of: of[draw.randrange(len(of))]
    out = [FRAMES[i % len(FRAMES)].format(pick(NAMES), pick(NAMES), pick(PLACES_), pick(THINGS)) for i in range(count)]
    return ["", " \n\t", "-", "Ulm", *out, " ".join(out[:3])]


def characters():
    """Returns the characters of all texts and types."""
    asked = " ".join(itertools.chain.from_iterable(t.values() for t in TYPES))
    return sorted(set("".join([*texts(), asked])) - set(" \n\t"))


def word_pieces():
    """Returns a tokenizer of BERT's kind: letters, and some parts of words."""
    signs = characters()
    parts = ["in", "er", "on", "and", "person", "drug", "place", "met", "or", "an"]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *signs, *parts, *(f"##{c}" for c in signs), *(f"##{p}" for p in parts)]
    t = Tokenizer(models.WordPiece({p: i for i, p in enumerate(dict.fromkeys(pieces))}, unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=False, strip_accents=False)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    t.decoder = decoders.WordPiece()
    return PreTrainedTokenizerFast(
        tokenizer_object=t, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]"
    )


def unigrams():
    """Returns a tokenizer of XLM-R's kind: pieces that begin a word have the space before it."""
    parts = ["▁", "▁an", "▁person", "▁in", "er", "in", "and", "an", "▁M", "ach", "ti"]
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [(p, -2.0 - i / 8) for i, p in enumerate(parts)]
    pieces += [(c, -5.0 - i / 64) for i, c in enumerate(characters())]
    t = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    t.normalizer = normalizers.NFKC()
    t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    t.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    t.decoder = decoders.Metaspace()
    return PreTrainedTokenizerFast(
        tokenizer_object=t, unk_token="<unk>", pad_token="<pad>", bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>"
    )


def settings(tokenizer, hidden=HIDDEN, layers=1, heads=2, places=PLACES, **more):
    """Returns the options of a model of BERT's shape."""
    encoder = {
        "model_type": "bert", "vocab_size": len(tokenizer), "hidden_size": hidden, "num_hidden_layers": layers,
        "num_attention_heads": heads, "intermediate_size": 2 * hidden, "max_position_embeddings": places,
        "pad_token_id": tokenizer.pad_token_id,
    }  # fmt: skip
    return dict(
        model_name="tiny", encoder_config=encoder, hidden_size=hidden, dropout=0.0, class_token_index=-1, vocab_size=-1,
        **{"max_len": 96, "max_types": 6} | more,
    )  # fmt: skip


def loaded(kind, config, tokenizer, seed):
    """Returns a model with random weights that are as large as those of a trained one."""
    torch.manual_seed(seed)
    model = kind(config, tokenizer=tokenizer, backbone_from_pretrained=False)
    kind._resize_token_embeddings(model, config, tokenizer)
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, p in model.model.named_parameters():
            if p.dim() > 1:
                p.normal_(0, 1 if "embedding" in name else 1.4 / p.shape[-1] ** 0.5)
            elif "weight" not in name:
                p.normal_(0, 0.1)
            p.copy_((p * 256).round() / 256)
    return model.eval()


def logits(model, width):
    """Returns what a model says of all words of some texts, or of the spans that begin with them, in rows."""
    said = []
    for types in TYPES:
        ready = model.prepare_batch(texts()[4:40], types)
        batch = model.collate_batch(ready["input_x"], ready["entity_types"])
        out = model.run_batch(batch).logits
        said += [row[: len(tokens)].reshape(-1, width) for row, tokens in zip(out, batch["tokens"])]
    return torch.cat(said)


def spans(tokenizer, centre=-2, **more):
    """Returns a model that scores spans, on the average with the centre, and a deviation of 2."""
    config = UniEncoderSpanConfig(**settings(tokenizer, span_mode="markerV0", **more))
    model = loaded(UniEncoderSpanGLiNER, config, tokenizer, 3)
    span, prompt = model.model.span_rep_layer.span_rep_layer.out_project[-1], model.model.prompt_rep_layer[-1]
    with torch.no_grad():  # scores are sums of products; the first becomes the same for all
        seen = []
        hook = span.register_forward_hook(lambda _, __, out: seen.append(out.reshape(-1, out.shape[-1])))
        logits(model, 1)
        hook.remove()
        span.bias -= torch.cat(seen).mean(0)
        prompt.weight[0], prompt.bias[0], span.weight[0], span.bias[0] = 0, 0, 0, 1
        said = logits(model, 1)
        prompt.weight *= 2 / said.std()
        prompt.bias *= 2 / said.std()
        prompt.bias[0] = centre - said.mean() * 2 / said.std()
    return model


def words(tokenizer):
    """Returns a model that says of words where entities begin, end and go on."""
    config = UniEncoderTokenConfig(**settings(tokenizer, subtoken_pooling="last"))
    model = loaded(UniEncoderTokenGLiNER, config, tokenizer, 5)
    last = model.model.scorer.out_mlp[-1]
    with torch.no_grad():
        said = logits(model, 3)
        last.weight *= 2 / said.std(0)[:, None]
        last.bias.copy_((last.bias - said.mean(0)) * 2 / said.std(0) + torch.tensor([-1.0, -1.0, 0.5]))
    return model


def found(model, text, types, flat, threshold):
    """Returns what the package finds: bytes, label and score."""
    size = lambda end: len(text[:end].encode())
    return [
        [size(e["start"]), size(e["end"]), e["label"], round(e["score"], 6)]
        for e in model.predict_entities(text, types, flat_ner=flat, threshold=threshold)
    ]


def cases(model):
    """Yields what the exported model finds, by the package."""
    for (at, text), (kind, types), flat in itertools.product(enumerate(texts()), enumerate(TYPES), (True, False)):
        threshold = (0.5, 0.3)[at % 2]
        yield {"text": at, "types": kind, "flat": flat, "threshold": threshold, "entities": found(model, text, types, flat, threshold)}


def slim(path):
    """Takes names and notes out of a model, which are most of what a small one has."""
    model = onnx.load(path)
    ports = {p.name for p in [*model.graph.input, *model.graph.output]} | {""}
    short = {}
    rename = lambda name: name if name in ports else short.setdefault(name, f"v{len(short)}")
    for node in model.graph.node:
        node.name = node.doc_string = ""
        node.input[:], node.output[:] = map(rename, node.input), map(rename, node.output)
    for table in model.graph.initializer:
        table.name = rename(table.name)
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write(name, model):
    """Writes the folder of a model."""
    into = HERE / name
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        model.export_to_onnx(folder)
        slim(pathlib.Path(folder) / "model.onnx")
        exported = GLiNER.from_pretrained(folder, load_onnx_model=True, onnx_model_file="model.onnx", local_files_only=True)
        said = {"texts": texts(), "types": TYPES, "cases": list(cases(exported))}
        for file in ("gliner_config.json", "tokenizer.json", "model.onnx"):
            shutil.copy(pathlib.Path(folder) / file, into / file)
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    (into / "cases.json.gz").write_bytes(gzip.compress(data, mtime=0))
    n = [len(c["entities"]) for c in said["cases"]]
    print(f"{name}: {len(n)} cases, {sum(n)} entities, {sum(x == 0 for x in n)} without any")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    write("gliner-spans", spans(word_pieces(), max_width=5))
    write("gliner-words", words(unigrams()))
