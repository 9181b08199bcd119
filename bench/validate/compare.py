"""Ask our validators and python-stdnum the same questions, and list where they differ.

Numbers of each kind are made at random: valid ones by trying last characters until
python-stdnum takes one, and the same with one character changed, with two neighbours
swapped, and wholly random ones of the same shape.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install python-stdnum==2.2
    go build -o /tmp/validate ./bench/validate && /tmp/v/bin/python bench/validate/compare.py /tmp/validate
"""

import importlib
import random
import string
import subprocess
import sys

MODULES = {
    "iban": "iban", "bic": "bic", "isbn": "isbn", "issn": "issn", "imei": "imei", "lei": "lei",
    "isin": "isin", "gtin": "ean", "aba": "us.rtn",
    "us-ssn": "us.ssn", "us-itin": "us.itin", "ca-sin": "ca.sin", "br-cpf": "br.cpf", "br-cnpj": "br.cnpj",
    "gb-nhs": "gb.nhs", "ie-pps": "ie.pps", "de-steuer-id": "de.idnr", "fr-nir": "fr.nir", "fr-siren": "fr.siren",
    "nl-bsn": "nl.bsn", "be-nn": "be.nn", "ch-ahv": "ch.ssn", "at-svnr": "at.vnr", "es-dni": "es.dni", "es-nie": "es.nie",
    "it-codice-fiscale": "it.codicefiscale", "pt-nif": "pt.nif", "gr-amka": "gr.amka", "se-personnummer": "se.personnummer",
    "fi-hetu": "fi.hetu", "dk-cpr": "dk.cpr", "no-fnr": "no.fodselsnummer", "ee-isikukood": "ee.ik", 
    "pl-pesel": "pl.pesel", "pl-regon": "pl.regon", "cz-rc": "cz.rc", "ro-cnp": "ro.cnp", "bg-egn": "bg.egn", "hr-oib": "hr.oib",
    "in-aadhaar": "in_.aadhaar", "in-pan": "in_.pan", "cn-ric": "cn.ric", "kr-rrn": "kr.rrn", "za-id": "za.idnr",
}
VAT = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
VAT_SEEDS = {
    "AT": "U13585627", "BE": "0428759497", "BG": "175074752", "CY": "10259033P", "CZ": "25123891", "DE": "136695976",
    "DK": "13585628", "EE": "100931558", "EL": "094259216", "ES": "B58378431", "FI": "20774740", "FR": "40303265045",
    "HR": "33392005961", "HU": "12892312", "IE": "6433435F", "IT": "00743110157", "LT": "119511515", "LU": "15027442",
    "LV": "40003521600", "MT": "11679112", "NL": "004495445B01", "PL": "8567346215", "PT": "501964843", "RO": "18547290",
    "SE": "123456789701", "SI": "50223054", "SK": "2022749619",
}
EXAMPLES = dict(line.rstrip("\n").split("\t") for line in open(__file__.replace("compare.py", "seeds.tsv"), encoding="utf-8"))


def asker(valid):
    """Is a text valid? Where python-stdnum falls over its own tables, no."""

    def ask(text):
        try:
            return valid(text)
        except KeyError:
            return False

    return ask


def alike(c, rng):
    if c.isdigit():
        return rng.choice(string.digits)
    if c.isupper():
        return rng.choice(string.ascii_uppercase)
    return c


def variants(seed, valid, rng, count):
    """Random texts of the shape of seed: valid ones, slips, and noise."""
    out = []
    for _ in range(count):
        s = list(seed)
        for _ in range(rng.randint(1, len(s))):
            i = rng.randrange(len(s))
            s[i] = alike(s[i], rng)
        out.append("".join(s))
        # Make it valid by its last three characters, where that is possible.
        for _ in range(60):
            i = rng.randrange(max(0, len(s) - 3), len(s))
            s[i] = alike(s[i], rng)
            if valid("".join(s)):
                break
        out.append("".join(s))
        i = rng.randrange(len(s))
        slip = s[:]
        slip[i] = alike(slip[i], rng)
        out.append("".join(slip))
        i = rng.randrange(len(s) - 1)
        slip = s[:]
        slip[i], slip[i + 1] = slip[i + 1], slip[i]
        out.append("".join(slip))
    return out


def main(binary, count=300):
    rng = random.Random(7)
    questions = []
    for name, module in MODULES.items():
        if module:
            valid = asker(importlib.import_module("stdnum." + module).is_valid)
            questions += [(name, text, valid(text)) for text in variants(EXAMPLES[name], valid, rng, count)]
        vat = importlib.import_module("stdnum.eu.vat")
    for state in VAT:
        texts = (state + t for t in variants(VAT_SEEDS[state], lambda t: vat.is_valid(state + t), rng, count))
        questions += [("vat", text, vat.is_valid(text)) for text in texts]
    asked = "".join(f"{name}\t{text}\n" for name, text, _ in questions)
    answers = subprocess.run([binary], input=asked, capture_output=True, text=True, check=True).stdout.split()
    table = {}
    for (name, text, theirs), ours in zip(questions, answers, strict=True):
        key = name if name != "vat" else "vat " + text[:2]
        row = table.setdefault(key, [0, 0, []])
        row[0] += 1
        row[1] += theirs
        if theirs != (ours == "1"):
            row[2].append(("theirs" if theirs else "ours", text))
    print(f"{'kind':20} {'asked':>6} {'valid':>6} {'differ':>6}")
    for key, (asked, valid, differ) in table.items():
        print(f"{key:20} {asked:6} {valid:6} {len(differ):6}", *(f"  only {w}: {t}" for w, t in differ[:3]))
    print(f"{len(questions)} questions, {sum(len(r[2]) for r in table.values())} differences")


if __name__ == "__main__":
    main(sys.argv[1])
