"""Makes an ONNX model a quarter of its size: weights of 8 bits, and the embeddings, too.

    python training/quantise.py DIR/model.onnx -o OUT/model.onnx

Matrix products are quantised as they run, each channel of the weights with a scale of
its own. The table of embeddings is half of a multilingual model and only looked up:
8 bits lose nothing there, and ONNX Runtime keeps it small in memory. (Leave out --full
range only for processors without VNNI, on which sums of 16 bits may run over.)
"""

import argparse
import sys
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


def quantise(source: Path, out: Path, full: bool) -> None:
    """Writes a quantised copy of a model."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        ready, made = Path(folder) / "ready.onnx", Path(folder) / "made.onnx"
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True, skip_optimization=False)
        quantize_dynamic(
            str(ready),
            str(made),
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=not full,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        onnx.checker.check_model(str(made))
        made.replace(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="use all 8 bits, for processors with VNNI only")
    args = parser.parse_args()
    quantise(args.model, args.out, args.full)
    before, after = (f.stat().st_size / 1e6 for f in (args.model, args.out))
    print(f"{args.out}: {after:.1f} MB, of {before:.1f}")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"quantise.py: {problem}")
