#!/bin/sh
# Trains the models that ship: `make models`, or models/train.sh NAME... for some.
# ONOMAST_DATA is the folder of the annotated sets, by default ../shared/data.
# OUT is where models go, by default this folder.
set -eu
cd "$(dirname "$0")/.."
data=${ONOMAST_DATA:-../shared/data}
out=${OUT:-models}
[ -d "$data" ] || { echo "models/train.sh: no annotated data in $data; name its folder in ONOMAST_DATA" >&2; exit 1; }

# Cards hold the command, so paths in it are the same everywhere, and the version,
# so it is built without that of the repository.
mkdir -p out/models "$out"
ln -sfn "$(cd "$data" && pwd)" out/data
${GO:-go} build -trimpath -buildvcs=false -o out/models/runner ./cmd/runner

# uner_en_ewt has no training data: of its development split, every fourth block of
# 50 lines is kept for development, as pipelines/data_test.go knows.
awk 'int((NR-1)/50)%4!=3' out/data/uner_en_ewt/dev.jsonl > out/models/uner_en_ewt.train.jsonl
awk 'int((NR-1)/50)%4==3' out/data/uner_en_ewt/dev.jsonl > out/models/uner_en_ewt.dev.jsonl

# train NAME TEMPLATE LICENCE DATA_LICENCE LANGUAGE DESCRIPTION TRAIN DEV
train() {
	out/models/runner train crf --name "$1" --description "$6" --language "$5" --licence "$3" --data-licence "$4" \
		--train "$7" --dev "$8" --map "models/maps/$1.yaml" --template "models/templates/$2.yaml" \
		--algorithm owlqn --c1 0.3 --c2 0.05 --iterations 120 --patience 0 --min-count 2 --quantise int8 --seed 1 \
		--force -o "out/models/$1.crf"
	[ "$out" = out/models ] || cp "out/models/$1.crf" "$out/$1.crf"
}

model() {
	case $1 in
	general) train general english CC-BY-SA-4.0 'CC-BY-SA-4.0, CC-BY-4.0, MIT' en \
		'People, organisations and places in English, edited and not.' \
		out/models/uner_en_ewt.train.jsonl,out/data/btc/train.jsonl,out/data/wnut17/train.jsonl,out/data/crossner_politics/train.jsonl,out/data/crossner_science/train.jsonl,out/data/crossner_ai/train.jsonl \
		out/models/uner_en_ewt.dev.jsonl,out/data/btc/dev.jsonl ;;
	german) train german german CC-BY-4.0 CC-BY-4.0 de \
		'People, organisations and places in German.' \
		out/data/germeval14/train.jsonl out/data/germeval14/dev.jsonl ;;
	medical) train medical medical CC-BY-4.0 CC-BY-4.0 en \
		'Drugs and diseases in English abstracts. Not a medical device.' \
		out/data/bc5cdr/train.jsonl,out/data/ncbi_disease/train.jsonl out/data/bc5cdr/dev.jsonl,out/data/ncbi_disease/dev.jsonl ;;
	legal) train legal english Apache-2.0 Apache-2.0 en \
		'Courts, judges, parties, statutes and cases in judgments of Indian courts.' \
		out/data/legal_in/train.jsonl out/data/legal_in/dev.jsonl ;;
	support) train support english CC-BY-SA-4.0 'MIT, posts CC-BY-SA-3.0' en \
		'Names of software, files and devices in questions about programming.' \
		out/data/stackoverflow/train.jsonl out/data/stackoverflow/dev.jsonl ;;
	pii) OUT=$out sh training/pii.sh ;;
	chinese) OUT=$out sh training/chinese.sh ;;
	multilingual) ONOMAST_DATA=$data OUT=$out sh training/multilingual.sh ;;
	*-minilm) ONOMAST_DATA=$data OUT=$out sh training/minilm.sh "$1" ;;
	*) echo "models/train.sh: there is no model $1; there are general, german, legal, medical, support, pii, chinese, multilingual, medical-minilm, legal-minilm, support-minilm, general-minilm" >&2; exit 1 ;;
	esac
}

for name in ${*:-general german legal medical support pii chinese multilingual medical-minilm legal-minilm support-minilm general-minilm}; do model "$name"; done
