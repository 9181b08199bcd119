#!/bin/sh
# What a model that ships finds by itself on the test splits: models/evaluate.sh
# NAME... after models/train.sh has linked the data.
set -eu
cd "$(dirname "$0")/.."

on() {
	echo "$1 on $2"
	out/models/runner evaluate -p models/alone.yaml --set "stages.model.with.model=models/$1.crf" --map "models/maps/$1.yaml" \
		"out/data/$2/test.jsonl" 2>/dev/null | awk '/^labels, strict/ {on=1} /^$/ {on=0} on || /^micro/'
	echo
}

for name in ${*:-general german legal medical support}; do
	case $name in
	general) on general uner_en_ewt; on general btc ;;
	german) on german germeval14 ;;
	legal) on legal legal_in ;;
	medical) on medical bc5cdr; on medical ncbi_disease ;;
	support) on support stackoverflow ;;
	*) echo "models/evaluate.sh: there is no model $name" >&2; exit 1 ;;
	esac
done
