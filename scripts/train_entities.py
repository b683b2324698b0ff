"""Trains the tagger of names on the public sets, on top of the pre-trained encoder, and exports it for the package.

    python scripts/train_encoder.py && python scripts/train_entities.py

reproduces models/entities. The sets (`--ner`) are KLUE-NER v1.1 with konec's labels for the same sentences, MSRA,
CLUENER2020, the resume set, UNER Chinese, FewFC and FinRE, each as lines of JSON with `text` and `entities`; where to
get them is in models/entities/README.md. Registers (`--registers`) lend names of companies, put in the place of others.
Evaluates on KLUE dev, MSRA test and CLUENER dev, which are never trained on. A GPU is used when there is one.
"""

import argparse
import copy
import csv
import gzip
import json
import re
import sys
import time
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
from character_model import MASK, PAD, SEP, CharacterConfig, CharacterEncoder, fast_halves, read_vocabulary
from entity_sets import SETS, STYLES, TYPES, Labelled, Window, read_gold, read_set, renamed, windows
from tagger import Tagger, decode, spans

KEEP = 1.0  # what a square of drift weighs beside the log chance of a sentence
TESTS = ("klue_ner_dev", "msra", "cluener")
# FewFC and FinRE are annotated in part: scripts/label_news.py lets a teacher say where they hold no name.
FULL = ("klue_ner_train_recovered", "msra", "cluener", "resume", "uner_zh_gsdsimp")


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    options.out.mkdir(parents=True, exist_ok=True)
    numbers, vocabulary = read_vocabulary(options.encoder)
    train, tests = read_windows(options, numbers)
    styles = {source: int(numbers[ord(style)]) for source, style in STYLES.items()}
    model = start(options, len(vocabulary)).to(device)
    fast = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    slow = [p for name, p in model.named_parameters() if name.startswith("encoder.")]
    groups = [{"params": slow, "top": options.rate}, {"params": fast, "top": options.rate * 4, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    rng = np.random.default_rng(options.seed)
    epochs = [batches(train, options.characters, rng) for _ in range(options.epochs)]
    planned = [batch for epoch in epochs for batch in epoch][: options.steps]
    steps, step, losses, drifts, started = len(planned), 0, [], [], time.monotonic()
    print(f"{len(train)} windows, {steps} steps", flush=True)
    before = copy.deepcopy(model).eval() if options.keep else None
    kept = kept_batches(options, numbers, steps) if options.keep else []
    average = [p.detach().clone() for p in model.parameters()]
    state = options.out / "checkpoint.pt"
    if state.exists():
        saved = torch.load(state, map_location=device, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average = saved["average"]
        step = saved["step"]
    model.train()
    for number, batch in list(enumerate(planned))[step:]:
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * min(1.0, number / (steps / 10), 1.02 - number / steps)
        ids, allowed = stack(batch, styles, np.random.default_rng((options.seed, number)), options.hidden)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=fast_halves()):
            loss = model.loss(ids.to(device), allowed.to(device))
            if before is not None:
                own, _ = stack(kept[number], styles, None, 0)
                drifted = drift(model, before, own.to(device))
                drifts.append(drifted.detach())
                loss = loss + KEEP * drifted
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_lerp_(average, list(model.parameters()), 1 / min(options.average, number + 1))
        losses.append(loss.item())
        if number % 100 == 99:
            seconds = (time.monotonic() - started) / (number + 1 - step)
            moved = f" of which drift {torch.stack(drifts).mean():.3f}" if drifts else ""
            print(f"step {number + 1} loss {np.mean(losses):.3f}{moved} {seconds:.2f} s/step", flush=True)
            losses.clear()
            drifts.clear()
        if number % options.save == options.save - 1:
            save(state, model, optimizer, average, number + 1)
        if number % options.check == options.check - 1:
            evaluate(model, tests, styles, device, limit=400)
    save(state, model, optimizer, average, steps)
    with torch.no_grad():
        for parameter, mean in zip(model.parameters(), average, strict=True):
            parameter.copy_(mean)
    torch.save(model.state_dict(), options.out / "tagger.pt")
    figures = evaluate(model, tests, styles, device)
    (options.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def kept_batches(options: argparse.Namespace, numbers: np.ndarray, steps: int) -> list[list[Window]]:
    """As many batches of news sentences as there are steps, half as long as those of the sets."""
    rng = np.random.default_rng(options.seed)
    size = options.characters // 2
    found: list[list[Window]] = []
    for path in options.keep:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [line.strip() for line in lines]
        part: list[Window] = []
        read = 0
        for index in rng.permutation(len(texts)):
            for sentence in re.split(r"(?<=[.!?]) |(?<=[。！？])", texts[index]):
                part += windows(Labelled("kept", sentence, (), (), False), numbers)
                read += len(sentence) + 2
            if read * len(options.keep) > steps * size:
                break
        found += batches([window for window in part if len(window.ids)], size, rng)
    rng.shuffle(found)
    return [found[at % len(found)] for at in range(steps)]


def drift(model: Tagger, before: Tagger, ids: torch.Tensor) -> torch.Tensor:
    """How far the scores of the tags are from those of the tagger that the training began with, squared."""
    with torch.no_grad():
        held = before(ids)
    inside = (ids != PAD)[:, :, None]
    return (((model(ids) - held) ** 2) * inside).sum() / inside.sum()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ner", type=Path, default=Path("../shared/ner"))
    parser.add_argument("--registers", type=Path, default=Path("../shared/registers"))
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"))
    parser.add_argument("--start", type=Path, help="a tagger to go on from, instead of the encoder")
    parser.add_argument("--keep", type=Path, nargs="*", default=[], help="news, as whose reading --start's is held")
    parser.add_argument("--silver", type=Path, help="lines of JSON that scripts/label_news.py wrote")
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="gold articles, joined by stand_off.py")
    parser.add_argument("--times", type=int, default=6, help="how often a sentence of gold is read in an epoch")
    parser.add_argument("--sets", type=lambda value: set(value.split(",")), default=set(FULL), help="those to train on")
    parser.add_argument("--part", type=float, default=1.0, help="the part of the sets' sentences that is used")
    parser.add_argument("--out", type=Path, default=Path("build/entities"))
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--steps", type=int, help="at most, whatever the epochs; a run may be cut short so")
    parser.add_argument("--rate", type=float, default=7e-4)
    parser.add_argument("--characters", type=int, default=2000, help="in a batch")
    parser.add_argument("--hidden", type=float, default=0.04, help="the part of characters hidden while training")
    parser.add_argument("--msra", type=float, default=0.4, help="the part of MSRA's sentences that is used")
    parser.add_argument("--limit", type=int, help="sentences of each set, to try the script")
    parser.add_argument("--average", type=int, default=600, help="steps whose weights are averaged, later ones more")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--save", type=int, default=400)
    parser.add_argument("--check", type=int, default=700)
    parser.add_argument("--seed", type=int, default=20160620)
    return parser.parse_args()


def start(options: argparse.Namespace, size: int) -> Tagger:
    if (options.encoder / "config.json").exists():
        config = CharacterConfig.from_pretrained(options.encoder)
        model = Tagger(config)
        model.encoder = CharacterEncoder.from_pretrained(options.encoder)
    else:
        print("no encoder: from nothing")
        model = Tagger(CharacterConfig(vocab_size=size))
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    return model


def read_windows(options: argparse.Namespace, numbers: np.ndarray) -> tuple[list[Window], dict[str, list[Window]]]:
    """The windows to train on, and those of each set to test on."""
    rng = np.random.default_rng(options.seed)
    names = {lang: register(options.registers, lang) for lang in ("krx", "ashare")}
    train: list[Window] = []
    tests: dict[str, list[Window]] = {name: [] for name in TESTS}
    for name in SETS:
        pool = names["krx" if name.startswith("klue") else "ashare"]
        if name not in TESTS and name not in options.sets:
            continue
        for item in list(read_set(options.ner, name))[: options.limit]:
            if item.held_out:
                if name in tests:
                    tests[name] += windows(item, numbers)
                continue
            if rng.random() > options.part or (name == "msra" and rng.random() > options.msra):
                continue
            train += windows(item, numbers)
            for _ in range(2 if name.startswith("klue") else 1):
                changed = renamed(item, pool, rng) if pool else None
                if changed is not None and rng.random() < 0.5:
                    train += windows(changed, numbers)
    for path in options.gold:
        sentences = [window for item in read_gold(path) for window in windows(item, numbers)]
        train += sentences * options.times
    if options.silver:
        for line in options.silver.read_text("utf-8").splitlines():
            row = json.loads(line)
            if rng.random() > options.part:
                continue
            spans, firms = (tuple(map(tuple, row[key])) for key in ("spans", "companies"))
            item = Labelled("silver", row["text"], spans, TYPES, False, firms)
            pool = names["krx" if row["lang"] == "ko" else "ashare"]
            changed = renamed(item, pool, rng) if pool and rng.random() < 0.6 else None
            train += windows(changed or item, numbers)
    return train, tests


def register(folder: Path, name: str) -> list[str]:
    """The names in a register of listed companies; none where there is no register."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["name"] for row in csv.DictReader(file) if 2 <= len(row["name"]) <= 10]


def batches(train: list[Window], characters: int, rng: np.random.Generator) -> list[list[Window]]:
    """The windows in batches of about as many characters, each of windows of like length, in any order."""
    order = sorted(range(len(train)), key=lambda i: (len(train[i].ids) + rng.integers(0, 8), rng.random()))
    out: list[list[Window]] = [[]]
    for index in order:
        if out[-1] and (len(out[-1]) + 1) * (len(train[index].ids) + 2) > characters:
            out.append([])
        out[-1].append(train[index])
    rng.shuffle(out)
    return out


def stack(
    batch: list[Window], styles: dict[str, int], rng: np.random.Generator | None, hidden: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """The numbers of windows, each begun with the style of its source, and the tags that each character may have."""
    longest = max(len(window.ids) for window in batch)
    ids = np.full((len(batch), longest + 2), PAD, np.int64)
    allowed = np.zeros((len(batch), longest), np.int64)
    for row, window in enumerate(batch):
        size = len(window.ids)
        ids[row, 0], ids[row, size + 1] = styles.get(window.source, SEP), SEP
        ids[row, 1 : size + 1] = window.ids
        allowed[row, :size] = window.allowed
    if rng is not None:  # never the first, which tells the style
        ids[:, 1:] = np.where((rng.random(ids[:, 1:].shape) < hidden) & (ids[:, 1:] > MASK), MASK, ids[:, 1:])
    return torch.from_numpy(ids), torch.from_numpy(allowed)


@torch.no_grad()
def evaluate(
    model: Tagger, tests: dict[str, list[Window]], styles: dict[str, int], device: str, limit: int | None = None
) -> dict[str, dict[str, float]]:
    """Span F1 of each set by type, strict; titles and what a set does not annotate are left out."""
    model.eval()
    figures: dict[str, dict[str, float]] = {}
    for name, held in tests.items():
        counts = {type_: [0, 0, 0] for type_ in TYPES}
        held = sorted(held[:limit], key=lambda window: len(window.ids))
        for at in range(0, len(held), 64):
            batch = held[at : at + 64]
            ids, _ = stack(batch, styles, None, 0)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=fast_halves()):
                scores = model(ids.to(device))[:, 1:-1].cpu().numpy()
            tags = decode(scores, model.transitions().cpu().numpy(), [len(window.ids) for window in batch])
            for window, found in zip(batch, tags, strict=True):
                gold, predicted = spans(exact(window.allowed)), spans(found)
                for type_ in TYPES:
                    g, p = ({s for s in side if s[2] == type_} for side in (gold, predicted))
                    counts[type_] = [a + b for a, b in zip(counts[type_], (len(g), len(p), len(g & p)), strict=True)]
        counts["names"] = [sum(counts[type_][i] for type_ in ("PERSON", "ORG", "LOC")) for i in range(3)]
        figures[name] = {type_: round(2 * hit / (g + p), 4) for type_, (g, p, hit) in counts.items() if g and g + p}
        print(name, figures[name], flush=True)
    model.train()
    return figures


def exact(allowed: np.ndarray) -> list[int]:
    """The only tag of each character, O where several may stand."""
    return [int(bits).bit_length() - 1 if bits & (bits - 1) == 0 and bits else 0 for bits in allowed.tolist()]


def save(state: Path, model: Tagger, optimizer: torch.optim.Optimizer, average: list[torch.Tensor], step: int) -> None:
    kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}
    torch.save(kept, state)


if __name__ == "__main__":
    main()
