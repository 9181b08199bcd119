"""Several processes of one thread that train the same model and meet now and then.

On a machine with other work, threads that wait for one another at every multiplication
wait for whichever has to share its core. Processes that only average their weights every
half a minute do not, and that is all the work that they share.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as dist


@dataclass
class Meetings:
    """When the processes meet: every so many seconds, the same number of times for each."""

    rank: int
    total: int
    every: float
    times: int
    done: int = 0

    def at(self, spent: float, model: torch.nn.Module) -> None:
        """Averages if it is time to, as often as was missed."""
        while self.done < self.times and spent >= (self.done + 1) * self.every:
            self._average(model)

    def last(self, model: torch.nn.Module) -> None:
        """Averages as often as is left, so that nobody waits for one who is gone."""
        while self.done < self.times:
            self._average(model)

    def _average(self, model: torch.nn.Module) -> None:
        self.done += 1
        if self.total == 1:
            return
        with torch.no_grad():
            weights = [p for p in model.parameters() if p.requires_grad]
            flat = torch.cat([p.reshape(-1) for p in weights])
            dist.all_reduce(flat)
            flat /= self.total
            for p, values in zip(weights, flat.split([p.numel() for p in weights]), strict=True):
                p.copy_(values.view_as(p))


@contextmanager
def group(rank: int, total: int, meeting: Path) -> Iterator[None]:
    """Makes a group of the processes, which find one another by a file."""
    if total > 1:
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=total)
    try:
        yield
    finally:
        if total > 1:
            dist.destroy_process_group()


def start(work, args, total: int) -> None:
    """Runs work(rank, args, file) in as many processes, and waits for them."""
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        if total == 1:
            work(0, args, meeting)
        else:
            torch.multiprocessing.spawn(work, (args, meeting), total)
