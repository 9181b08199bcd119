#!/bin/sh
# A CRF with the vectors of a frozen encoder and without: F1 on dev by template and number
# of sentences. run.sh RUNNER FOLDER-OF-THE-ENCODER [DATA]
set -eu
runner=$(realpath "$1") model=$(realpath "$2") data=$(realpath "${3:-../shared/data}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > encoder.yaml <<YAML
stages:
  - {id: tokens, uses: tokenizer}
  - {id: encoder, uses: transformer, with: {model: $model, encoder: last_hidden_state}}
YAML
head -1000 "$data/bc5cdr/dev.jsonl" > bc5cdr.dev
tail -1000 "$data/restaurants8k/train.jsonl" > restaurants8k.dev # it has none of its own
f1() {
	"$runner" -q --json train crf --force -o model.crf "$@" 2> log |
		python3 -c 'import json, sys; print("%.1f" % (100 * json.load(sys.stdin)["on_dev"]["schemes"]["strict"]["micro"]["f1"]))'
}
printf '%-14s %9s %-8s %8s %8s\n' set sentences template without with
for set in bc5cdr restaurants8k; do
	for size in 200 1000; do
		head -"$size" "$data/$set/train.jsonl" > train
		for template in plain default; do
			common="--train train --dev $set.dev --template $template"
			without=$(f1 $common)
			with=$(f1 $common -p encoder.yaml --layers encoder)
			printf '%-14s %9s %-8s %8s %8s\n' "$set" "$size" "$template" "$without" "$with"
		done
	done
done
