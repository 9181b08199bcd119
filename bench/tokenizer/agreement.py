"""How tokens and sentences agree with annotation: uner_en_ewt/dev.jsonl, in which
each line is a sentence with its tokens."""

import json
import os
import subprocess

import spacy

TOGETHER = 20  # lines in one text


def texts_of(data):
    """Return texts, and the byte offsets of their tokens and sentence ends."""
    with open(os.path.join(data, "uner_en_ewt", "dev.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    texts, tokens, ends = [], [], []
    for at in range(0, len(lines), TOGETHER):
        text, spans, stops = "", set(), set()
        for line in lines[at:at + TOGETHER]:
            text += " " if text else ""
            base = len(text.encode())
            spans |= {(base + size(line, a), base + size(line, b)) for a, b in line["tokens"]}
            text += line["text"].rstrip()
            stops.add(len(text.encode()))
        texts.append(text), tokens.append(spans), ends.append(stops)
    return texts, tokens, ends


def size(line, at):
    return len(line["text"][:at].encode())


def spacy_spans(texts):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for doc in nlp.pipe(texts):
        at = lambda i: len(doc.text[:i].encode())
        tokens = {(at(t.idx), at(t.idx + len(t))) for t in doc if not t.is_space}
        yield tokens, {at(len(doc.text[:s.end_char].rstrip())) for s in doc.sents if s.text.strip()}


def onomast_spans(texts, binary, folder):
    texts_file, spans_file = os.path.join(folder, "gold.json"), os.path.join(folder, "spans.json")
    with open(texts_file, "w", encoding="utf-8") as out:
        json.dump(texts, out)
    subprocess.run([binary, "-texts", texts_file, "-spans", spans_file], check=True)
    with open(spans_file, encoding="utf-8") as file:
        for found in json.load(file):
            yield {tuple(t) for t in found["tokens"]}, {end for _, end in found["sentences"]}


def f1(gold, own):
    same = sum(len(a & b) for a, b in zip(gold, own))
    return 200 * same / (sum(map(len, gold)) + sum(map(len, own)))


def agreement(data, binary, folder):
    texts, tokens, ends = texts_of(data)
    print(f"agreement with uner_en_ewt/dev: {sum(map(len, tokens))} tokens, {sum(map(len, ends))} sentences")
    for name, spans in ("Onomast", onomast_spans(texts, binary, folder)), ("spaCy", spacy_spans(texts)):
        own_tokens, own_ends = zip(*spans)
        print(f"  {name:8} tokens F1 {f1(tokens, own_tokens):.2f} %   sentence ends F1 {f1(ends, own_ends):.2f} %")
