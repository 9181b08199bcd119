"""Asks Hugging Face tokenizers what it takes each code point for, and writes chars.bin.

    pip install tokenizers==0.23.3
    python make.py

The libraries behind it follow Unicode versions from 8 to 17, none of them Go's;
a model was trained on pieces cut their way, so theirs is the truth here.
"""

import pathlib
import zlib

from tokenizers import Regex, normalizers as n, pre_tokenizers as p

CODES = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def cuts(pre, before, after, pieces):
    return [c for c in CODES if len(pre.pre_tokenize_str(before + chr(c) + after)) == pieces]


def matches(pattern):
    return cuts(p.Split(Regex(pattern), "removed"), "!", "!", 2)


def reads(norm, before, want, after=""):
    return [c for c in CODES if norm.normalize_str(before + chr(c) + after) == want(chr(c))]


def differs(norm):
    return [c for c in CODES if norm.normalize_str(chr(c)) != chr(c)]


def word():
    pre = p.Whitespace()
    return [c for c in CODES if [x for x, _ in pre.pre_tokenize_str("a" + chr(c))] == ["a" + chr(c)]]


def moves():
    """Code points of a combining class: they change places with one of class 1 or 240."""
    nfd = n.NFD()
    own = lambda c: nfd.normalize_str(c)
    def is_mark(c):
        c = chr(c)
        if own(c) != c:
            return False
        return nfd.normalize_str("a" + c + "\u0334") == "a\u0334" + c and c != "\u0334" or (
            nfd.normalize_str("a\u0345" + c) == "a" + c + "\u0345" and c != "\u0345")
    return [c for c in CODES if is_mark(c)]


def properties():
    bert = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    clean, strip = n.BertNormalizer(**bert | dict(clean_text=True)), n.BertNormalizer(**bert | dict(strip_accents=True))
    yield "Space", cuts(p.WhitespaceSplit(), "a", "a", 2)
    yield "Control", reads(clean, "a", lambda c: "aa", "a")
    yield "Punct", cuts(p.Punctuation("isolated"), "a", "a", 3)
    yield "Nonspacing", reads(strip, "a", lambda c: "a")
    yield "Combining", reads(n.StripAccents(), "a", lambda c: "a")
    yield "Word", word()
    yield "Letter", matches(r"\p{L}")
    yield "Number", matches(r"\p{N}")
    yield "Numeric", cuts(p.Digits(True), "a", "a", 3)
    yield "Decomposes", differs(n.NFD())
    yield "DecomposesCompat", differs(n.NFKD())
    yield "Moves", moves()
    yield "Chinese", reads(n.BertNormalizer(**bert | dict(handle_chinese_chars=True)), "", lambda c: f" {c} ")
    yield "Upper", matches(r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]")
    yield "Lower", matches(r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]")


def ranges(codes):
    out = []
    for c in codes:
        if out and c == out[-1][1] + 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def scripts():
    """(first, last, number) of runs that UnicodeScripts keeps together; 0 goes with any."""
    pre = p.UnicodeScripts()
    apart = lambda a, b: len(pre.pre_tokenize_str(a + b)) == 2
    known, out = [], []
    for c in CODES:
        ch = chr(c)
        if not apart("a", ch) and not apart("\u044f", ch):
            number = 0
        else:
            number = next((i for i, other in enumerate(known) if not apart(other, ch)), None)
            if number is None:
                known.append(ch)
                number = len(known) - 1
            known[number] = ch
            number += 1
        if out and out[-1][1] == c - 1 and out[-1][2] == number:
            out[-1][1] = c
        else:
            out.append([c, c, number])
    return [r for r in out if r[2]]


def varint(out, v):
    while v >= 0x80:
        out.append(v & 0x7F | 0x80)
        v >>= 7
    out.append(v)


def section(out, rows):
    """Rows of (first, last, values...): first relative to the last before."""
    varint(out, len(rows))
    at = 0
    for first, last, *rest in rows:
        varint(out, first - at)
        varint(out, last - first)
        for v in rest:
            varint(out, v)
        at = last


def lower():
    """(first, last, to): each of a run to its own, all the same way off; one row (İ) has two."""
    norm, rows = n.Lowercase(), []
    for c in CODES:
        to = norm.normalize_str(chr(c))
        if to == chr(c):
            continue
        if len(to) > 1:
            assert c == 0x130 and to == "i\u0307", (c, to)
            continue
        if rows and rows[-1][1] == c - 1 and rows[-1][2] + c - rows[-1][0] == ord(to):
            rows[-1][1] = c
        else:
            rows.append([c, c, ord(to)])
    return rows


def main():
    out = bytearray()
    for name, codes in properties():
        rows = ranges(codes)
        print(name, len(codes), "code points,", len(rows), "ranges", flush=True)
        section(out, rows)
    section(out, lower())
    section(out, scripts())
    packed = zlib.compress(bytes(out), 9)
    pathlib.Path(__file__).with_name("chars.bin").write_bytes(packed)
    print(len(out), "bytes,", len(packed), "packed")


if __name__ == "__main__":
    main()
