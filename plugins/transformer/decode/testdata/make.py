"""Has Transformers' pipeline for token classification aggregate made-up logits over
texts, with tokenizers of three kinds, and writes what it found: cases.json.gz.

    pip install transformers==5.24.0 tokenizers==0.23.3 numpy
    python make.py

Logits are not stored: they follow from a case's seed, see logits() here and in
transformers_test.go.
"""

import gzip
import json
import pathlib
import types
import warnings

import numpy as np
import transformers.pipelines.token_classification as tc
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
STRATEGIES = ["none", "simple", "first", "average", "max"]

TEXTS = [
    "Ann Miller of Dunmore Ltd flew to Lisbon, then on to Porto.",
    "Élodie Ångström-Núñez wohnt in Köln; İpek aus İzmir.",
    "  two  spaces\tand a tab\n\nnew lines  ",
    "price: 3,50€ (approx.) e-mail: a.b@example.org",
    "東京都の大きな病院 and 서울",
    "👩‍👩‍👧 🇵🇹 naïve café ﬁne",
    "unbelievably-longcompoundwordswithoutspaces",
    "Ω",
    "O’Brien's \"quoted\" text…",
]

LABELS = {
    "bio": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"],
    "plain": ["NAME", "O", "PLACE"],
    "odd": ["B-A-B", "A-B", "I-B", "O", "E-A", "S-A", "x-O", "B-", "-Z", "b-PER", "I_LOC", "O-O"],
}


def logits(seed, rows, columns, scale):
    """A linear congruential generator; multiples of 1/8 make ties, great scales certainty."""
    out, x = np.zeros((rows, columns), np.float32), seed
    for i in range(rows):
        for k in range(columns):
            x = (x * 1664525 + 1013904223) % 2**32
            out[i, k] = np.float32(((x >> 16) % 129 - 64) / 8 * scale)
    return out


def tokenizers():
    def made(model, **parts):
        t = Tokenizer(model)
        for name, part in parts.items():
            setattr(t, name, part)
        return t

    letters = sorted({c for text in TEXTS[:2] for c in text if not c.isspace()})
    words = letters + ["##" + c for c in letters] + ["Ann", "Mil", "##ler", "fle", "##w", "wohnt", "and", "##ab", "##zir", "long", "##long", "##er"]
    small = [w.lower() for w in words] + ["e", "##e", "a", "##a", "i", "##i", "\u0307", "##\u0307"]
    pieces = {"[UNK]": 0}
    for w in words:
        pieces.setdefault(w, len(pieces))
    uncased = {"[UNK]": 0}
    for w in small:
        uncased.setdefault(w, len(uncased))
    split = pre_tokenizers.BertPreTokenizer()
    yield "wordpiece", "[UNK]", made(
        models.WordPiece(pieces, unk_token="[UNK]"), normalizer=normalizers.BertNormalizer(lowercase=False), pre_tokenizer=split)
    yield "uncased", "[UNK]", made(
        models.WordPiece(uncased, unk_token="[UNK]"), normalizer=normalizers.BertNormalizer(lowercase=True, strip_accents=False), pre_tokenizer=split)
    merges = [("e", "r"), ("l", "l"), ("l", "er"), ("\u0120", "w"), ("\u0120w", "o"), ("\u0120", "a"), ("\u0120a", "n"), ("\u00c3", "\u00a9")]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet()) + [a + b for a, b in merges]
    yield "bytes", None, made(
        models.BPE({c: i for i, c in enumerate(alphabet)}, merges),
        pre_tokenizer=pre_tokenizers.ByteLevel(add_prefix_space=False), post_processor=processors.ByteLevel(trim_offsets=True))
    scored = [("<unk>", 0.0), ("\u2581", -4.0)] + [(c, -8.0) for c in letters]
    scored += [("\u2581of", -3.0), ("ler", -4.0), ("\u2581and", -3.0), ("\u2581a", -3.5), ("er", -5.0), ("\u2581K", -3.0)]
    yield "unigram", "<unk>", made(models.Unigram(scored, 0), pre_tokenizer=pre_tokenizers.Metaspace(), decoder=decoders.Metaspace())


class Numbers(np.ndarray):
    """What the pipeline takes for a tensor."""

    def numpy(self):
        return np.asarray(self)


class Config:
    def __init__(self, labels):
        self.id2label = dict(enumerate(labels))


def find(tokenizer, encoding, text, labels, scores, strategy, ignore):
    pipe = tc.TokenClassificationPipeline.__new__(tc.TokenClassificationPipeline)
    pipe.tokenizer, pipe.model = tokenizer, types.SimpleNamespace(config=Config(labels))
    output = {
        "sentence": text, "logits": [scores.view(Numbers)], "input_ids": [encoding.ids],
        "offset_mapping": [encoding.offsets], "special_tokens_mask": [np.zeros(len(encoding.ids), int).view(Numbers)],
    }
    return [
        [e.get("entity_group", e.get("entity")), e["start"], e["end"], round(float(e["score"]), 5)]
        for e in pipe.postprocess([output], tc.AggregationStrategy(strategy), ignore)
    ]


def main():
    tc.torch = types.SimpleNamespace(bfloat16=None, float16=None)
    cases, seed = [], 0
    for name, unknown, backend in tokenizers():
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=backend, unk_token=unknown)
        for text in TEXTS:
            encoding = backend.encode(text, add_special_tokens=False)
            case = {
                "tokenizer": name, "text": text, "offsets": [list(o) for o in encoding.offsets],
                "lengths": [len(t) for t in tokenizer.convert_ids_to_tokens(encoding.ids)],
                "unknown": [i == tokenizer.unk_token_id for i in encoding.ids], "runs": [],
            }
            for labels, scale, ignore in [("bio", 0.5, None), ("bio", 3, []), ("plain", 0.5, None), ("odd", 0.5, ["O", "A", "B-"])]:
                seed += 1
                scores = logits(seed, len(encoding.ids), len(LABELS[labels]), scale)
                case["runs"].append({
                    "labels": labels, "scale": scale, "ignore": ignore, "seed": seed,
                    "found": {s: find(tokenizer, encoding, text, LABELS[labels], scores, s, ignore) for s in STRATEGIES},
                })
            cases.append(case)
    data = json.dumps({"labels": LABELS, "cases": cases}, ensure_ascii=False, separators=(",", ":"))
    (HERE / "cases.json.gz").write_bytes(gzip.compress(data.encode(), 9, mtime=0))


main()
