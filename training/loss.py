"""The loss of a piece that may have one of several labels."""

import torch


def partial(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Returns the mean of minus log the probability of what is allowed.

    logits   pieces x labels
    allowed  a set of labels for each piece, as bits; one that allows all adds nothing
    """
    powers = torch.arange(logits.shape[-1])
    may = (allowed.unsqueeze(-1) >> powers) & 1 == 1
    chosen = logits.masked_fill(~may, -torch.inf).logsumexp(-1)
    counted = ~may.all(-1)
    losses = logits.logsumexp(-1) - chosen
    return losses[counted].sum() / counted.sum().clamp(min=1)
