"""Pre-trains the character encoder as a masked language model on Korean and Chinese news text.

    python scripts/train_encoder.py --raw ../shared/raw --out build/encoder

Reads `raw-ko.txt.gz` and `raw-zh.txt.gz`, a paragraph a line; any news text in this form will do. Stops after
`--characters`, writes a checkpoint every few minutes, and goes on from it when it is started again. The learning rate
stays until the last fifth, so a run can be made longer or shorter by starting it again with another `--characters`.
A GPU is used when there is one.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from character_model import MASK, SEP, SPECIAL, UNK, CharacterConfig, CharacterEncoder, MaskedCharacters, fast_halves

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.core.text import fold  # the same view of a text as at run time

LANGUAGES = ("ko", "zh")
RARE = 8  # a character seen less often in all of the text is unknown


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary, streams = read_raw(options.raw, options.out)
    config = CharacterConfig(vocab_size=len(vocabulary))
    model = MaskedCharacters(config).to(device)
    state = options.out / "checkpoint.pt"
    if options.start and not state.exists():
        if (options.start / "vocab.txt").read_bytes() != (options.out / "vocab.txt").read_bytes():
            sys.exit(f"{options.start}: its vocabulary is not that of {options.raw}")
        model.encoder = CharacterEncoder.from_pretrained(options.start).to(device)
    optimizer = torch.optim.AdamW(groups(model), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    seen = step = 0
    if state.exists():
        saved = torch.load(state, map_location=device, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        seen, step = saved["seen"], saved["step"]
        print(f"goes on at {seen:,} characters", flush=True)
    started, saved_at, losses = time.monotonic(), time.monotonic(), []
    first = seen
    while seen < options.characters:
        rng = np.random.default_rng((options.seed, step))
        ids, targets = batch(rng, streams, options, len(vocabulary))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * schedule(seen, options)
        ids, targets = ids.to(device), targets.to(device)
        chosen = targets >= 0
        with torch.autocast(device, dtype=torch.bfloat16, enabled=fast_halves()):
            scores = model(ids, chosen)
        loss = torch.nn.functional.cross_entropy(scores.float(), targets[chosen])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen, step = seen + ids.numel(), step + 1
        losses.append(loss.item())
        if step % 100 == 0:
            rate = (seen - first) / (time.monotonic() - started)
            print(f"step {step} characters {seen:,} loss {np.mean(losses):.3f} {rate:,.0f}/s", flush=True)
            losses.clear()
        if time.monotonic() - saved_at > 300:
            save(state, model, optimizer, seen, step)
            saved_at = time.monotonic()
    save(state, model, optimizer, seen, step)
    model.encoder.save_pretrained(options.out)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=Path, default=Path("../shared/raw"))
    parser.add_argument("--out", type=Path, default=Path("build/encoder"))
    parser.add_argument("--start", type=Path, help="an encoder's folder to go on from; its vocabulary is kept")
    parser.add_argument("--characters", type=int, default=100_000_000, help="how many to read, the same ones again too")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--rows", type=int, default=32)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--masked", type=float, default=0.2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20160620)
    return parser.parse_args()


def read_raw(folder: Path, out: Path) -> tuple[list[str], list[np.ndarray]]:
    """The vocabulary, and the text of each language as one row of numbers; kept in `out` for the next start."""
    kept = out / "raw.npz"
    if kept.exists():
        vocabulary = (out / "vocab.txt").read_text("utf-8").split("\n")[:-1]
        arrays = np.load(kept)
        return vocabulary, [arrays[language] for language in LANGUAGES]
    texts = []
    for language in LANGUAGES:
        with gzip.open(folder / f"raw-{language}.txt.gz", "rt", encoding="utf-8") as lines:
            texts.append(fold(lines.read(), simplify=True).text)
    counts = Counter(texts[0]) + Counter(texts[1])
    characters = sorted(c for c, count in counts.items() if count >= RARE and c not in "\r\n")
    vocabulary = [*SPECIAL, *characters]
    (out / "vocab.txt").write_text("".join(f"{c}\n" for c in vocabulary), "utf-8")
    table = np.full(0x110000, UNK, np.uint16)
    for number, character in enumerate(vocabulary[len(SPECIAL) :], len(SPECIAL)):
        table[ord(character)] = number
    table[ord("\n")] = SEP
    streams = [table[np.frombuffer(text.encode("utf-32-le"), np.uint32)] for text in texts]
    np.savez(kept, **dict(zip(LANGUAGES, streams, strict=True)))
    return vocabulary, streams


def batch(
    rng: np.random.Generator, streams: list[np.ndarray], options: argparse.Namespace, vocabulary: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Windows from anywhere in both languages with masked runs of one to three characters; -1 where none is."""
    rows = []
    for row in range(options.rows):
        stream = streams[row % len(streams)]
        at = rng.integers(len(stream) - options.length)
        rows.append(stream[at : at + options.length])
    ids = np.stack(rows).astype(np.int64)
    starts = rng.random(ids.shape) < options.masked / 1.9  # the mean run has about 1.9 characters outside of others
    runs = rng.integers(1, 4, ids.shape)
    chosen = starts.copy()
    chosen[:, 1:] |= starts[:, :-1] & (runs[:, :-1] > 1)
    chosen[:, 2:] |= starts[:, :-2] & (runs[:, :-2] > 2)
    chosen &= ids > MASK
    targets = np.where(chosen, ids, -1)
    kind = rng.random(ids.shape)
    ids = np.where(chosen & (kind < 0.9), MASK, ids)
    ids = np.where(chosen & (kind >= 0.95), rng.integers(MASK + 1, vocabulary, ids.shape), ids)
    return torch.from_numpy(ids), torch.from_numpy(targets)


def groups(model: torch.nn.Module) -> list[dict[str, object]]:
    """Parameters for the optimizer; tables, biases and norms do not decay."""
    decayed = [p for name, p in model.named_parameters() if p.ndim == 2 and "embedding" not in name]
    others = [p for name, p in model.named_parameters() if p.ndim != 2 or "embedding" in name]
    return [{"params": decayed}, {"params": others, "weight_decay": 0.0}]


def schedule(seen: int, options: argparse.Namespace) -> float:
    warm = seen / min(1_000_000, options.characters / 10)
    left = (options.characters - seen) / (options.characters / 5)
    return max(1e-3, min(1.0, warm, left))


def save(state: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, seen: int, step: int) -> None:
    whole = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "seen": seen, "step": step}
    torch.save(whole, state.with_suffix(".new"))
    state.with_suffix(".new").replace(state)
    print(json.dumps({"saved": str(state), "characters": seen}), flush=True)


if __name__ == "__main__":
    main()
