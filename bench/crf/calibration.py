"""How far scores are probabilities on test, as they are and by a map that was fitted on dev."""

import tagging


def table(bench):
    print("\nExpected calibration error of the entities found in test, ten bins of equal mass")
    print(f"{'':12}{'entities':>9}{'right':>8}{'ECE':>8}{'fitted':>8}{'Brier':>9}{'fitted':>8}   by")
    for name in ["wnut17"] if bench.quick else ["wnut17", "bc5cdr"]:
        model = tagging.Models(bench, name).default
        result = bench.onomast.calibrate(model, bench.data.sequences(name, "dev"), bench.data.sequences(name, "test"))
        before, after = result["before"], result["after"]
        print(f"{name:12}{before['count']:9,}{before['right']:8.3f}{before['ece']:8.3f}{after['ece']:8.3f}"
              f"{before['brier']:9.3f}{after['brier']:8.3f}   {result['method']}", flush=True)
