"""The lists of this folder, made of those of pipelines/."""

import gzip
import pathlib

HERE = pathlib.Path(__file__).parent
PIPELINES = HERE.parents[2] / "pipelines"
# The lists of each type. A term of several is of all of them.
NAMES = {
    "GIVEN": ["base/given-names.txt", "base/given-names-more.txt.gz", "base/given-names-common.txt.gz"],
    "FAMILY": ["base/family-names.txt.gz", "base/family-names-common.txt.gz"],
    "CITY": ["general/cities.tsv"],
    "TOWN": ["general/towns.tsv", "general/places.tsv.gz"],
    "REGION": ["general/regions.tsv", "general/countries.tsv"],
    "ORG": ["general/companies.txt.gz", "general/organisations.txt"],
    "PEOPLE": ["base/peoples.txt"],
}
MEDICAL = {
    "DRUG": ["medical/drugs.tsv", "medical/drugs-drugbank-mesh.tsv.gz"],
    "DIAGNOSIS": ["medical/diagnoses.tsv", "medical/diagnosis-abbreviations.tsv", "medical/diagnoses-icd10-mesh.tsv.gz"],
}


def terms(name):
    path = PIPELINES / name
    opened = gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        for number, line in enumerate(f):
            term = line.rstrip("\n").split("\t")[0].strip()
            if term and not term.startswith("#") and not (number == 0 and term == "term"):
                yield term


def pack(path, lines):
    """Writes the same bytes each time."""
    text = "".join(line + "\n" for line in lines)
    with open(path, "wb") as f, gzip.GzipFile(filename="", fileobj=f, mode="wb", mtime=0, compresslevel=9) as z:
        z.write(text.encode())
    print(f"{path.name}: {text.count(chr(10))} lines, {path.stat().st_size} bytes")


def gather(types):
    rows = {(term, kind) for kind, names in types.items() for name in names for term in terms(name)}
    return ("\t".join(row) for row in sorted(rows, key=lambda r: (r[1], r[0])))


def build():
    pack(HERE / "names.tsv.gz", gather(NAMES))
    pack(HERE / "medical.tsv.gz", gather(MEDICAL))


if __name__ == "__main__":
    build()
