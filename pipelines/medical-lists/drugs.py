"""Drugs: the names of two vocabularies that anyone may copy, DrugBank's and MeSH."""

import re
import statistics

from packages import dictionary
from spelling import is_short, spaces, spellings, without_hyphenations

# The dictionary holds its sources one behind the other; these are the first
# names of each. What goes before and behind has other terms of use.
FIRST_OF_MESH, FIRST_OF_DRUGBANK, FIRST_OF_REST = "calcimycin", "lepirudin", "bayer aspirin"

# Branches of MeSH that hold substances: organic, heterocyclic and polycyclic
# ones, hormones, carbohydrates, lipids, inorganic ones, peptides.
SUBSTANCES = ("D01", "D02", "D03", "D04", "D06", "D09", "D10", "D12", "D20", "D23")

# Endings of names that are no drug when they stand in a sentence.
NO_DRUG = re.compile(
    r"\b(?:whole|flesh|pollen|seed|fruit|leaf|root|flower|bark|venom|tissue|cells?|antigens?|receptors?|antibod(?:y|ies)"
    r"|proteins?|factors?|gene|rna|dna|peptides?|enzymes?|component|impurity|residue|cation|anion|ion|radical|extract|preparation)$"
)
# Endings of the international names of large molecules, which have no formula.
LARGE = re.compile(
    r"^[a-z]{4,}(?:mab|tug|bart|mig|cept|kin|tide|tirelin|relin|relix|grastim|stim|termin|ermin|plase|ase|cog|irudin|parin|rsen|siran|meran"
    r"|fusp|leucel|temcel|vec|tropin|tocin|pressin|glutide|insulin|poetin|feron|imod|tocog)(?: (?:alfa|beta|gamma|pegol|vedotin|emtansine|tiuxetan|[a-z]+vec|autoleucel))?$"
)
UNWRITTEN = re.compile(r"[,;:(){}\[\]=.'′`]|^\W|\b(?:unspecified|topical|systemic|human|analogs|compounds?|derivatives?)\b")


def source(position, first):
    """The vocabulary that a name was first taken from; None: one that is left out."""
    if position < first[FIRST_OF_MESH] or position >= first[FIRST_OF_REST]:
        return None
    return "mesh" if position < first[FIRST_OF_DRUGBANK] else "drugbank"


def is_drug(name, about):
    """Whether the vocabularies say that this is a substance with a structure, a
    medicine that patients are told about, or its name is made as the WHO makes
    those of proteins and genes."""
    substance = any(t.startswith(SUBSTANCES) for t in about.get("mesh_tree", ()))
    known = bool({"smiles", "medline_plus_id", "nhs_url"} & about.keys()) or bool(LARGE.search(name))
    return known and (substance or "drugbank_id" in about)


def candidates(folder):
    """Names and what is said of the drugs they may be, in the order of the sources."""
    names = list(dictionary(folder, "drug_named_entity_recognition", "drug"))
    first = {name: i for i, (name, _) in enumerate(names)}
    for i, (name, meant) in enumerate(names):
        usable = [(drug, about) for drug, about in meant if source(i, first) or (drug == name and "drugbank_id" in about)]
        usable.sort(key=lambda x: x[0] != name)
        if usable and is_drug(name, usable[0][1]) and is_written(name):
            yield name, usable


def is_written(name):
    """Whether a name may stand in a note, and not only in a database."""
    return (
        3 < len(name) and len(name.split()) < 6 and re.search("[a-z]{3}", name)
        and not UNWRITTEN.search(name) and not NO_DRUG.search(name)
    )


def certain_numbers(folder):
    """DrugBank's numbers of the drugs that certainly have them.

    Names of DrugBank stand in the order of its numbers. Where a drug's names
    stand elsewhere, the package gave it the number of a relative, such as an
    enantiomer whose synonym it is; where it has no names there, its number must
    be nobody else's.
    """
    names = list(dictionary(folder, "drug_named_entity_recognition", "drug"))
    order = [name for name, _ in names]
    there = names[order.index(FIRST_OF_DRUGBANK):order.index(FIRST_OF_REST)]
    own = [(meant[0][0], meant[0][1].get("drugbank_id", "")) for _, meant in there]
    places = [int(number[2:]) if number else None for _, number in own]
    certain, strange = {}, set()
    for i, (drug, number) in enumerate(own):
        if number and is_near(places, i):
            certain[drug] = number
        elif number:
            strange.add(drug)
    taken = set(certain.values())
    for _, meant in names:
        for drug, about in meant:
            number = about.get("drugbank_id", "")
            if number and drug not in certain and number not in taken:
                certain[drug] = number
    return {drug: number for drug, number in certain.items() if drug not in strange}


def is_near(places, i):
    """Whether a number is about that of the twelve before and behind it."""
    near = [n for n in places[max(0, i - 12):i + 13] if n is not None]
    return abs(places[i] - statistics.median(near)) <= 40


def drugs(folder, unwanted):
    """Rows of the list: a spelling, the drug, its number in DrugBank if it is certain."""
    found = dict(candidates(folder))
    numbers, rows = certain_numbers(folder), {}
    for name in sorted(without_hyphenations(found)):
        drug, _ = found[name][0]
        number = numbers.get(drug, "") if drug == name or len({numbers.get(d) for d, _ in found[name]}) == 1 else ""
        for spelling in spellings(spaces(name)):
            if spelling not in unwanted and not is_short(spelling):
                rows.setdefault(spelling, (spelling, drug, number))
    return sorted(rows.values())
