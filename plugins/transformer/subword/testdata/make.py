"""Has Hugging Face tokenizers encode the texts of texts.py in every way that the package
knows, and writes what it did: cases.jsonl.gz, one tokenizer a line.

    pip install tokenizers==0.23.3 sentencepiece protobuf
    python make.py
"""

import gzip
import itertools
import json
import pathlib
import random
import re
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as proto
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers as n, pre_tokenizers as p, processors, trainers

from texts import PLAIN, every

TEXTS = every()
HERE = pathlib.Path(__file__).parent


def bert(clean=False, chinese=False, accents=False, lower=False):
    return n.BertNormalizer(clean_text=clean, handle_chinese_chars=chinese, strip_accents=accents, lowercase=lower)


def charsmap():
    """A small one: SentencePiece compiles rules, one of nothing, one of a grapheme."""
    rules = {"A": "a", "\u00c9": "e", "\u00e9": "e", "e\u0301": "E", "\u0301": "", "\u00a0": " ", "\u200b": "", "\ufb01": "fi", "\ufb03": "ffi",
             "\u00bd": "1/2", "\u2460": "1", "\u337f": "\u682a\u5f0f\u4f1a\u793e", "\u30ab\u3099": "\u30ac", "\uff76\uff9e": "\u30ac", "\uff76": "\u30ab",
             "\r": " ", "\n": " ", "\x01": "", "\u2026": "...", "\ud55c": "han", "\U0001f44d\U0001f3fd": "+1", "\u0915\u094d": "k"}
    with tempfile.TemporaryDirectory() as tmp:
        pathlib.Path(f"{tmp}/rules.tsv").write_text("".join(
            " ".join(f"{ord(c):X}" for c in a) + "\t" + " ".join(f"{ord(c):X}" for c in b) + "\n" for a, b in sorted(rules.items())))
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(PLAIN), model_prefix=f"{tmp}/m", vocab_size=420, model_type="unigram", hard_vocab_limit=False,
            normalization_rule_tsv=f"{tmp}/rules.tsv", minloglevel=2)
        m = proto.ModelProto()
        m.ParseFromString(pathlib.Path(f"{tmp}/m.model").read_bytes())
    return n.Precompiled(m.normalizer_spec.precompiled_charsmap)


def by_char(normalizer):
    """Each character of a normalised text is a piece, so that all of it is seen."""
    seen = sorted({c for text in TEXTS for c in normalizer.normalize_str(text)})
    t = Tokenizer(models.BPE(vocab={"<unk>": 0} | {c: i + 1 for i, c in enumerate(seen)}, merges=[], unk_token="<unk>"))
    t.normalizer = normalizer
    return t


def normalizer_cases():
    for flags in [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (1, 1, 0, 1), (1, 1, 1, 1)]:
        yield "bert " + "".join(map(str, flags)), bert(*map(bool, flags))
    for kind in [n.NFC, n.NFD, n.NFKC, n.NFKD, n.Lowercase, n.StripAccents, n.Nmt, n.ByteLevel]:
        yield kind.__name__, kind()
    for left, right in [(True, True), (True, False), (False, True)]:
        yield f"strip {left} {right}", n.Strip(left, right)
    yield "prepend", n.Prepend("▁x")
    yield "replace", n.Replace(" ", "▁")
    yield "replace longer", n.Replace("a", "[é]")
    yield "replace by nothing", n.Replace("e", "")
    yield "replace regex", n.Replace(Regex(" {2,}"), " ")
    yield "replace classes", n.Replace(Regex(r"\s+|\d"), "·")
    yield "precompiled", charsmap()
    yield "sequence nfd lower strip", n.Sequence([n.NFD(), n.Lowercase(), n.StripAccents()])
    yield "sequence llama", n.Sequence([n.Prepend("▁"), n.Replace(" ", "▁")])
    yield "sequence nmt nfkc", n.Sequence([n.Nmt(), n.NFKC(), n.Replace(Regex(" {2,}"), " "), n.Strip()])
    yield "sequence precompiled nfc bytes", n.Sequence([charsmap(), n.NFC(), n.ByteLevel()])
    yield "sequence nested", n.Sequence([n.Sequence([n.NFKD()]), n.Sequence([bert(True, True, True, True), n.Replace("e", "ee")])])


def pre_tokenizer_cases():
    yield "BertPreTokenizer", p.BertPreTokenizer()
    yield "Whitespace", p.Whitespace()
    yield "WhitespaceSplit", p.WhitespaceSplit()
    yield "UnicodeScripts", p.UnicodeScripts()
    yield "CharDelimiterSplit", p.CharDelimiterSplit("a")
    yield "FixedLength", p.FixedLength(3)
    for one in [False, True]:
        yield f"Digits {one}", p.Digits(one)
    for behavior in ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]:
        yield f"Punctuation {behavior}", p.Punctuation(behavior)
        for invert in [False, True]:
            yield f"Split text {behavior} {invert}", p.Split(" ", behavior, invert)
            yield f"Split regex {behavior} {invert}", p.Split(Regex(r"\p{L}+|\s(?!\S)"), behavior, invert)
    for scheme in ["always", "first", "never"]:
        for split in [False, True]:
            yield f"Metaspace {scheme} {split}", p.Metaspace("▁", scheme, split)
    yield "Metaspace _", p.Metaspace("_")
    for space, regex in itertools.product([False, True], repeat=2):
        yield f"ByteLevel {space} {regex}", p.ByteLevel(space, True, regex)
    yield "Sequence xlmr", p.Sequence([p.WhitespaceSplit(), p.Metaspace()])
    yield "Sequence digits bytes", p.Sequence([p.Digits(True), p.ByteLevel(False)])
    yield "Sequence bytes digits", p.Sequence([p.ByteLevel(True), p.Digits(True), p.FixedLength(2)])
    yield "Sequence nested", p.Sequence([p.Sequence([p.Whitespace()]), p.Sequence([p.Punctuation(), p.UnicodeScripts()])])
    tail = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
    head = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+"
    yield "llama 3", p.Split(Regex(head + r"|\p{N}{1,3}" + tail), "isolated")
    yield "qwen", p.Split(Regex(head + r"|\p{N}" + tail), "isolated")
    yield "gpt 2", p.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"), "removed", True)


def unknown_words(pre):
    """Each word is one piece, so that where it was cut is seen."""
    t = Tokenizer(models.WordLevel({"<unk>": 0, "a": 1, "▁a": 2}, unk_token="<unk>"))
    t.pre_tokenizer = pre
    return t


def trained(model, trainer, normalizer=None, pre=None):
    t = Tokenizer(model)
    if normalizer:
        t.normalizer = normalizer
    if pre:
        t.pre_tokenizer = pre
    t.train_from_iterator(PLAIN * 2, trainer)
    return t


SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def wordpiece(size, normalizer, prefix="##"):
    t = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=SPECIAL, continuing_subword_prefix=prefix, show_progress=False), normalizer, p.BertPreTokenizer())
    if prefix != "##":
        t.model.continuing_subword_prefix = prefix
    t.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return t


def byte_level(space, trim, size=600):
    t = trained(models.BPE(), trainers.BpeTrainer(
        vocab_size=size, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], initial_alphabet=p.ByteLevel.alphabet(), show_progress=False),
        pre=p.ByteLevel(space))
    t.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    t.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=trim, add_prefix_space=space)
    return t


def rebuilt(t, **changes):
    """The same tokenizer with other options of its model."""
    d = json.loads(t.to_str())
    d["model"] |= changes
    return Tokenizer.from_str(json.dumps(d))


def chars_bpe(**options):
    names = {"end_of_word_suffix", "continuing_subword_prefix"}
    t = trained(models.BPE(unk_token="<unk>", **options), trainers.BpeTrainer(
        vocab_size=500, special_tokens=["<unk>"], limit_alphabet=90, show_progress=False, **{k: v for k, v in options.items() if k in names}),
        pre=p.Whitespace())
    return t


def fallback_bpe(marks):
    t = trained(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True), trainers.BpeTrainer(
        vocab_size=700, special_tokens=["<unk>"] + [f"<0x{b:02X}>" for b in range(256)], limit_alphabet=60, show_progress=False),
        n.Sequence([n.Prepend("▁"), n.Replace(" ", "▁")]), p.Metaspace(prepend_scheme="never") if marks else None)
    return whole(t)


def whole(t):
    """Without the pre-tokeniser that training had."""
    d = json.loads(t.to_str())
    d["pre_tokenizer"] = None
    return Tokenizer.from_str(json.dumps(d))


def unigram(fallback=False, pre=None, normalizer=None):
    t = trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=900, special_tokens=["<unk>"], unk_token="<unk>", show_progress=False),
                normalizer or n.NFKC(), pre or p.Metaspace())
    if not fallback:
        return t
    d = json.loads(t.to_str())
    d["model"]["byte_fallback"] = True
    # without rare characters, so that there is something to fall back from
    d["model"]["vocab"] = [x for x in d["model"]["vocab"] if len(x[0]) > 1 or ord(x[0]) < 0x300 or x[0] == "▁"] + [[f"<0x{b:02X}>", -50.0] for b in range(256)]
    return Tokenizer.from_str(json.dumps(d))


def ties():
    """Pieces of equal scores, and an unknown piece that can be read."""
    pieces = [("<unk>", 0.0)] + [(x, -1.0) for x in ["a", "b", "ab", "ba", "aba", "bab", "▁", "▁a", "▁b"]] + [("aa", -2.0), ("xx", -40.0), ("ü", -0.5), ("ü", -3.0)]
    t = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    t.pre_tokenizer = p.Metaspace()
    return t


def with_added(t):
    t.add_tokens([AddedToken("newtoken", single_word=True), AddedToken("NEWTOKEN", normalized=False), AddedToken("é", normalized=True)])
    t.add_special_tokens([
        AddedToken("<left>", lstrip=True), AddedToken("<right>", rstrip=True), AddedToken("<both>", lstrip=True, rstrip=True),
        AddedToken("<word>", single_word=True), AddedToken("<s>", normalized=False), AddedToken("<sp", normalized=False)])
    return t


def trims(*steps):
    t = byte_level(True, True)
    t.post_processor = processors.Sequence(list(steps))
    return t


def model_cases():
    yield "wordpiece uncased", wordpiece(500, bert(True, True, True, True))
    yield "wordpiece cased", wordpiece(500, bert(True, True))
    yield "wordpiece small", wordpiece(120, bert(True, True))
    yield "wordpiece other prefix", wordpiece(400, bert(True, True), "@@")
    yield "wordpiece short words", rebuilt(wordpiece(500, bert(True)), max_input_chars_per_word=6)
    for space, trim in itertools.product([False, True], repeat=2):
        yield f"byte-level {space} {trim}", byte_level(space, trim)
    yield "byte-level ignore merges", rebuilt(byte_level(False, True), ignore_merges=True)
    yield "byte-level, unknown bytes", short_of_bytes(byte_level(False, False))
    yield "bpe", chars_bpe()
    yield "bpe fuse", chars_bpe(fuse_unk=True)
    yield "bpe suffix", chars_bpe(end_of_word_suffix="</w>")
    yield "bpe prefix", chars_bpe(continuing_subword_prefix="##")
    yield "bpe fallback", fallback_bpe(True)
    yield "bpe fallback, joined over spaces", fallback_bpe(False)
    yield "unigram", unigram()
    yield "unigram fallback", unigram(fallback=True)
    yield "unigram whole", whole(unigram())
    yield "unigram xlmr", unigram(pre=p.Sequence([p.WhitespaceSplit(), p.Metaspace()]), normalizer=n.Sequence([charsmap(), n.Lowercase()]))
    yield "unigram ties", ties()
    yield "wordlevel", trained(models.WordLevel(unk_token="<unk>"), trainers.WordLevelTrainer(vocab_size=300, special_tokens=["<unk>"], show_progress=False), n.Lowercase(), p.Whitespace())
    yield "wordpiece on bytes", spelled()
    yield "added, uncased", with_added(wordpiece(500, bert(True, True, True, True)))
    yield "added, cased", with_added(wordpiece(500, bert(True, True)))
    yield "added, byte-level", with_added(byte_level(True, True))
    yield "added, unigram", with_added(unigram(pre=p.Metaspace(prepend_scheme="first")))
    yield "added, llama", with_added(fallback_bpe(True))
    yield "trim twice", trims(processors.ByteLevel(trim_offsets=True), processors.ByteLevel(trim_offsets=True))
    yield "trim after template", trims(
        processors.TemplateProcessing(single="<s>:1 $A:2 </s>:3 </s>", special_tokens=[("<s>", 0), ("</s>", 2)]), processors.ByteLevel(trim_offsets=True))
    yield "template of several", trims(processors.TemplateProcessing(
        single="two $A", special_tokens=[{"id": "two", "ids": [0, 1], "tokens": ["<s>", "<pad>"]}]))


def short_of_bytes(t):
    d = json.loads(t.to_str())
    gone = set("éÃ©xq")
    d["model"]["merges"] = [m for m in d["model"]["merges"] if not gone & set("".join(m))]
    d["model"]["vocab"] = {k: v for k, v in d["model"]["vocab"].items() if not gone & set(k)}
    d["model"]["unk_token"] = "<unk>"
    d["added_tokens"] = [x for x in d["added_tokens"] if x["content"] != "<mask>"]
    return Tokenizer.from_str(json.dumps(d))


def spelled():
    t = trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(
        vocab_size=500, special_tokens=SPECIAL, initial_alphabet=p.ByteLevel.alphabet(), show_progress=False), pre=p.ByteLevel(False))
    return t


def cases():
    for name, normalizer in normalizer_cases():
        yield name, by_char(normalizer)
    for name, pre in pre_tokenizer_cases():
        yield name, unknown_words(pre)
    for name, t in model_cases():
        yield name, t


def steps(numbers):
    return [b - a for a, b in zip([0, *numbers], numbers)]


def row(e):
    """Ids, starts, lengths and words; starts and words as steps, which pack well."""
    return [e.ids, steps([a for a, _ in e.offsets]), [b - a for a, b in e.offsets], steps(e.word_ids)]


def loses_count(text, t):
    """A compiled normaliser that drops the first character, or one behind a character that
    became several, takes all that follow for their neighbours: no truth to learn from."""
    return "Precompiled" in str(t.normalizer) and re.search("^[\x01\u200b\u0301]|[\ufb01\ufb03\u00bd\u2026\u337f][\x01\u200b\u0301]", text)


def main():
    random.seed(1)
    (HERE / "texts.json").write_text(json.dumps(TEXTS, indent=0) + "\n")
    with open(HERE / "cases.jsonl.gz", "wb") as f, gzip.GzipFile(fileobj=f, mode="wb", mtime=0, filename="") as z:
        for name, t in cases():
            t = Tokenizer.from_str(t.to_str())  # the scores of a file are not those in memory
            framed = t.encode(PLAIN[0])
            case = {
                "name": name, "tokenizer": json.loads(t.to_str()),
                "encodings": [None if loses_count(x, t) else row(t.encode(x, add_special_tokens=False)) for x in TEXTS],
                "framed": [framed.ids, framed.type_ids],
            }
            z.write(json.dumps(case, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    main()
