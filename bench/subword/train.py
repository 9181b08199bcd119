"""Trains small vocabularies for compare.py, of the kinds that no package ships:

    pip install tokenizers==0.23.3 sentencepiece protobuf
    python bench/subword/train.py --data ../shared/data --out /tmp/vocabularies
"""

import argparse
import base64
import glob
import json
import pathlib
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers as n, pre_tokenizers as p, processors, trainers


def texts(data):
    """Every third text of the training splits."""
    for path in sorted(glob.glob(f"{data}/*/train.jsonl")):
        with open(path, encoding="utf-8") as f:
            for i, line in enumerate(f):
                if i % 3 == 0:
                    yield json.loads(line)["text"][:4000]


def roberta(corpus):
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = p.ByteLevel(add_prefix_space=True)
    t.train_from_iterator(corpus, trainers.BpeTrainer(
        vocab_size=30000, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], initial_alphabet=p.ByteLevel.alphabet(), show_progress=False))
    t.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    t.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=True)
    return t


def sentencepiece_model(corpus, rule):
    with tempfile.TemporaryDirectory() as tmp:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(corpus), model_prefix=f"{tmp}/m", vocab_size=16000, model_type="unigram", normalization_rule_name=rule,
            character_coverage=0.9995, unk_id=3, bos_id=0, pad_id=1, eos_id=2, unk_piece="<unk>", minloglevel=2, num_threads=2,
            input_sentence_size=60000, shuffle_input_sentence=True)
        m = proto.ModelProto()
        m.ParseFromString(pathlib.Path(f"{tmp}/m.model").read_bytes())
    return m


def xlmr(m):
    """As XLM-RoBERTa has it."""
    t = Tokenizer(models.Unigram([(x.piece, x.score) for x in m.pieces], unk_id=3, byte_fallback=False))
    t.normalizer = n.Precompiled(m.normalizer_spec.precompiled_charsmap)
    t.pre_tokenizer = p.Sequence([p.WhitespaceSplit(), p.Metaspace()])
    t.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    t.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    return t


def deberta(m):
    """As DeBERTa 3 has it, with pieces for bytes."""
    pieces = [(x.piece, x.score) for x in m.pieces] + [(f"<0x{b:02X}>", -100.0) for b in range(256)]
    t = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=True))
    t.normalizer = n.Sequence([n.Strip(), n.Precompiled(m.normalizer_spec.precompiled_charsmap), n.Replace(Regex(" {2,}"), " ")])
    t.pre_tokenizer = p.Metaspace()
    return t


def plain(corpus):
    """Unigram on NFKC, without a charsmap."""
    t = Tokenizer(models.Unigram())
    t.normalizer = n.Sequence([n.Nmt(), n.NFKC(), n.Lowercase()])
    t.pre_tokenizer = p.Metaspace(prepend_scheme="first")
    t.train_from_iterator(corpus, trainers.UnigramTrainer(
        vocab_size=8000, special_tokens=["<unk>"], unk_token="<unk>", show_progress=False, max_piece_length=16))
    return t


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--data", default="../shared/data")
    a.add_argument("--out", required=True)
    a = a.parse_args()
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    corpus = list(texts(a.data))
    roberta(corpus).save(str(out / "roberta.json"))
    m = sentencepiece_model(corpus, "nmt_nfkc")
    xlmr(m).save(str(out / "xlmr.json"))
    deberta(m).save(str(out / "deberta.json"))
    plain(corpus[::4]).save(str(out / "plain.json"))


if __name__ == "__main__":
    main()
