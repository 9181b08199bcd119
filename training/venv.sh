# Read by the scripts beside it: makes $work/venv with what requirements.txt names.
mkdir -p "$work"
if [ ! -f "$work/venv/ready" ]; then
	${PYTHON:-python3} -m venv "$work/venv"
	"$work/venv/bin/pip" install --quiet -r training/requirements.txt
	touch "$work/venv/ready"
fi
