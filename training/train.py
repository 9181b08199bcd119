"""Fine-tunes a student on annotated sets that label different things.

    python training/train.py STUDENT -o MODEL --data ../shared/data --minutes 70

Training ends when the time is over, with a learning rate that has come down to nothing
by then; it never depends on how fast the machine is whether a schedule is finished. With
--passes instead, and one worker, the same command gives the same model. What is reached
is saved every few minutes, so it may be stopped at any time.
"""

import argparse
import os
import random
import sys
import time
from pathlib import Path

# Threads that wait in a loop take the processor from others, and from each other.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")

import torch  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from transformers import BertForTokenClassification, logging  # noqa: E402

import data  # noqa: E402
import maps  # noqa: E402
from batches import batches, tensors  # noqa: E402
from loss import partial  # noqa: E402
from measure import measure  # noqa: E402
from pieces import Example, examples  # noqa: E402
from workers import Meetings, group, start  # noqa: E402


def mixture(args: argparse.Namespace, tokenizer: Tokenizer, rank: int, turn: int) -> list[Example]:
    """Makes what a process trains on in one pass: of its share of each set, the whole or a part or several times."""
    chance = random.Random(f"{args.seed} {turn} {rank}")
    made: list[Example] = []
    for name, weight in args.weights.items():
        records = data.training(args.data, args.task.load(name), args.seed)[rank :: args.workers]
        while weight > 0:
            part = data.vary(records, chance)
            if weight < 1:
                part = chance.sample(part, int(len(part) * weight))
            made += examples(args.task.labels, part, tokenizer, args.limit)
            weight -= 1
    return made


def optimizer(model: BertForTokenClassification, rate: float, head: float, frozen: int) -> torch.optim.Optimizer:
    """Trains all but the embeddings, which would cost as much as everything else together, and some first layers."""
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:frozen]):
        part.requires_grad_(False)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            decay = 0.0 if parameter.dim() == 1 else 0.01
            groups.setdefault((head if name.startswith("classifier") else rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": r, "weight_decay": d, "peak": r} for (r, d), p in groups.items()], fused=True
    )


def schedule(done: float, warm: float = 0.04) -> float:
    """Returns the share of the peak rate at a share of the time: up, then down to nothing."""
    return min(done / warm, (1 - done) / (1 - warm)) if done < 1 else 0.0


def step(model: BertForTokenClassification, by: torch.optim.Optimizer, batch: list[Example], share: float) -> float:
    """Trains on one batch and returns its loss."""
    ids, mask, allowed = tensors(batch)
    for group in by.param_groups:
        group["lr"] = group["peak"] * share
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(input_ids=ids, attention_mask=mask).logits
    value = partial(logits.float(), allowed)
    value.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    by.step()
    by.zero_grad(set_to_none=True)
    return value.item()


def save(model: BertForTokenClassification, source: Path, out: Path) -> None:
    """Writes the model beside, then puts it in place, so what is there is always whole."""
    model.save_pretrained(out.with_name(out.name + ".new"))
    for file in out.with_name(out.name + ".new").iterdir():
        out.mkdir(parents=True, exist_ok=True)
        file.replace(out / file.name)
    (out / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())


def run(model: BertForTokenClassification, tokenizer: Tokenizer, args: argparse.Namespace, meet: Meetings) -> None:
    """Trains until the time or the passes are over, on this process's share of every pass."""
    by, began, said, kept = optimizer(model, args.rate, args.head_rate, args.freeze), time.monotonic(), 0.0, 0.0
    steps = pieces = passes = 0
    losses: list[float] = []
    while not args.passes or passes < args.passes:
        made = mixture(args, tokenizer, meet.rank, passes)
        passes += 1
        print(f"pass {passes}: {len(made)} examples, {sum(len(e.ids) for e in made)} pieces", flush=True)
        together = list(batches(made, args.batch, random.Random(args.seed + passes)))
        for done, batch in enumerate(together):
            spent = time.monotonic() - began
            meet.at(spent, model)
            share = (passes - 1 + done / len(together)) / args.passes if args.passes else spent / 60 / args.minutes
            if share >= 1:
                return meet.last(model)
            losses.append(step(model, by, batch, schedule(share)))
            steps, pieces = steps + 1, pieces + sum(len(e.ids) for e in batch)
            if spent - said > 60:
                print(f"{meet.rank}: {spent / 60:5.1f} min  {steps} steps  {pieces / spent:.0f} pieces/s  "
                      f"loss {sum(losses) / len(losses):.4f}", flush=True)
                said, losses = spent, []
            if meet.rank == 0 and spent - kept > 60 * args.save_every:
                save(model, args.student, args.out)
                kept = spent
    meet.last(model)


def work(rank: int, args: argparse.Namespace, meeting: Path) -> None:
    """Trains in one process, of a session of its own: the kernel shares processors out by session."""
    if args.workers > 1:
        os.setsid()
    torch.manual_seed(args.seed)  # all begin with the same head
    torch.set_num_threads(1)
    logging.set_verbosity_error()
    tokenizer = Tokenizer.from_file(str(args.student / "tokenizer.json"))
    model = BertForTokenClassification.from_pretrained(
        args.student,
        id2label=dict(enumerate(args.task.labels)),
        label2id={label: i for i, label in enumerate(args.task.labels)},
        ignore_mismatched_sizes=True,  # of the head of a student that knows other labels
        hidden_dropout_prob=args.dropout,
        attention_probs_dropout_prob=args.dropout,
        classifier_dropout=0.1,
    ).train()
    torch.manual_seed(args.seed + rank)
    meet = Meetings(rank, args.workers, args.meet, int(args.minutes * 60 / args.meet))
    with group(rank, args.workers, meeting):
        run(model, tokenizer, args, meet)
    if rank:
        return
    save(model, args.student, args.out)
    if args.measure:
        measure(args.task, model.eval(), tokenizer, args.data, args.measure)


def weighting(task: maps.Task, given: list[str], without: list[str]) -> dict[str, float]:
    """Reads NAME=WEIGHT; sets that are not named count once, those of a language that is left out not at all."""
    weights = dict.fromkeys(task.names(), 1.0)
    for pair in given:
        name, _, weight = pair.partition("=")
        if name not in weights:
            raise ValueError(f"there is no map for {name!r}; there are {', '.join(weights)}")
        weights[name] = float(weight)
    return {n: w for n, w in weights.items() if w > 0 and task.load(n).language not in without}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("student", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated sets")
    parser.add_argument("--task", default="multilingual", help="folder of maps/ that says what is learnt")
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--passes", type=int, default=0, help="train so often on everything, however long it takes")
    parser.add_argument("--set", dest="given", action="append", default=[], metavar="NAME=WEIGHT",
                        help="how often a set is in a pass; 0 leaves it out")
    parser.add_argument("--without", nargs="*", default=[], metavar="LANGUAGE", help="leave its sets out")
    parser.add_argument("--batch", type=int, default=384, help="pieces in a batch of a process")
    parser.add_argument("--limit", type=int, default=192, help="pieces of a text at most")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    parser.add_argument("--meet", type=float, default=30, metavar="SECONDS", help="how often they average their weights")
    parser.add_argument("--freeze", type=int, default=1, metavar="LAYERS", help="first layers that stay as they are")
    # Less than two passes are no danger of learning by heart, and dropout costs a third of the time.
    parser.add_argument("--dropout", type=float, default=0.0, help="in all layers; for more than a few passes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=5, metavar="MINUTES")
    parser.add_argument("--measure", type=int, default=300, metavar="N",
                        help="measure with so many records of each development set when done; 0 does not")
    args = parser.parse_args()
    args.task = maps.task(args.task)
    args.weights = weighting(args.task, args.given, args.without)
    return args


def main() -> None:
    args = arguments()
    start(work, args, args.workers)


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"train.py: {problem}")
