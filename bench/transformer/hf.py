"""Runs the texts of a file through the pipeline for token classification of Transformers,
with PyTorch and a model of the same shape. Prints the seconds of each round."""

import argparse
import json
import resource
import time

import torch
import transformers


def seconds():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--texts", required=True)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--most", type=int, default=200, help="texts; the time is that of all by proportion")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    texts = [json.loads(line)["text"] for line in open(a.texts, encoding="utf-8")]
    some = texts[: a.most]
    config = transformers.AutoConfig.from_pretrained(a.model)
    model = transformers.AutoModelForTokenClassification.from_config(config).eval()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=f"{a.model}/tokenizer.json", pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]", model_max_length=512
    )
    pipe = transformers.pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple", device="cpu")
    pipe(some[:8], batch_size=a.batch)
    for _ in range(a.rounds):
        wall, cpu = time.time(), seconds()
        pipe(some, batch_size=a.batch)
        scale = len(texts) / len(some)
        print(json.dumps({"wall": (time.time() - wall) * scale, "cpu": (seconds() - cpu) * scale, "entities": 0}), flush=True)


if __name__ == "__main__":
    main()
