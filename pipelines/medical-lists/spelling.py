"""Spellings: what a term of a classification looks like in a sentence."""

import re

# American parts of words and their British spellings.
BRITISH = [
    (re.compile(american), british)
    for american, british in (
        (r"anemi", "anaemi"), (r"(?<=[kcghtrld])emi(?=a\b|as\b|c\b)", "aemi"), (r"uremi", "uraemi"), (r"\bedema", "oedema"), (r"(?<=[^o\W])edema", "oedema"),
        (r"(?<!c)hem(?=[oa])(?!i)", "haem"), (r"tumor(?=s?\b)", "tumour"), (r"\besoph", "oesoph"), (r"(?<=gastro)esoph", "-oesoph"),
        (r"rrhea", "rrhoea"), (r"ischem", "ischaem"), (r"\bceliac", "coeliac"), (r"\bfet(?=al|us)", "foet"), (r"gynec", "gynaec"),
        (r"pnea(?=s?\b)", "pnoea"), (r"\bortho?pedic", "orthopaedic"), (r"\bpediatric", "paediatric"), (r"\bestr(?=[aio])", "oestr"),
        (r"sulf", "sulph"), (r"behavior", "behaviour"), (r"\bfiber\b", "fibre"), (r"\bcolor\b", "colour"), (r"\bameb", "amoeb"), (r"\bfecal", "faecal"),
    )
]


def spaces(term):
    """One space between words, straight apostrophes, no space at the ends."""
    return re.sub(r"\s+", " ", term.replace("’", "'")).strip()


def british(term):
    """The term with every American part spelt as in Britain."""
    for american, other in BRITISH:
        term = american.sub(other, term)
    return term


def spellings(term):
    """A term, its British spelling, and both with a possessive written in other ways."""
    found = [term, british(term)]
    for spelling in list(found):
        if "'s " in spelling:
            found += [spelling.replace("'s ", other) for other in (" ", "s ")]
    return list(dict.fromkeys(found))


def without_hyphenations(terms):
    """Drops terms that are another one with spaces for hyphens: the list's
    variants have those."""
    spaced = {t.replace("-", " ") for t in terms if "-" in t}
    return {t for t in terms if t not in spaced}


def is_short(term):
    """Whether a term is one word of four letters or less: most are abbreviations
    that mean several things, and everyday words. Those that do not are in the
    lists that people write."""
    return len(term) < 5 and " " not in term
