#!/bin/sh
# What a model that ships finds by itself on the test splits: models/evaluate.sh NAME...
# ONOMAST_DATA is the folder of the annotated sets, by default ../shared/data.
# SPLIT is the part of them, by default test.
set -eu
cd "$(dirname "$0")/.."
data=${ONOMAST_DATA:-../shared/data}
split=${SPLIT:-test}
[ -d "$data" ] || { echo "models/evaluate.sh: no annotated data in $data; name its folder in ONOMAST_DATA" >&2; exit 1; }
make -s build >/dev/null # the runner, with ONNX Runtime beside it

# on MODEL SET: a model is a file for uses: crf, or a folder for uses: transformer.
on() {
	kind=crf file=models/$1.crf map=models/maps/${1%-minilm}.yaml
	[ ! -d "models/$1" ] || kind=transformer file=models/$1
	[ -e "$file" ] || { echo "models/evaluate.sh: models/ has no $1 yet; make models MODELS=$1 makes it" >&2; exit 1; }
	echo "$1 on $2"
	bin/runner evaluate -p models/alone.yaml --set stages.model.uses=$kind --set "stages.model.with.model=$file" --map "$map" \
		"$data/$2/$split.jsonl" 2>/dev/null | awk '/^labels, strict/ {on=1} /^$/ {on=0} on || /^micro/ || /^all /'
	echo
}

for name in ${*:-general german legal medical support chinese multilingual medical-minilm legal-minilm support-minilm}; do
	case $name in
	general | general-minilm) on "$name" uner_en_ewt; on "$name" btc ;;
	german) on german germeval14 ;;
	legal | legal-minilm) on "$name" legal_in ;;
	medical | medical-minilm) on "$name" bc5cdr; on "$name" ncbi_disease ;;
	support | support-minilm) on "$name" stackoverflow ;;
	chinese) on chinese uner_zh_gsdsimp ;;
	multilingual) on multilingual uner_en_ewt ;;
	*) echo "models/evaluate.sh: there is no model $name" >&2; exit 1 ;;
	esac
done
