"""What stands around a value and tells its kind and its status: marks for the ranking, gathered once for both."""

from bisect import bisect_left
from dataclasses import dataclass, field

from extractor.core.facts import Kind, Status
from extractor.facts.evidence import family
from extractor.facts.measures import Choice, measures
from extractor.facts.movement import Movement
from extractor.facts.scene import Line, Scene, Spot, open_bracket
from extractor.lang.facts import FactGrammar, bare

KINDS: tuple[Kind, ...] = ("level", "change", "share", "difference", "threshold")
STATUSES: tuple[Status, ...] = ("actual", "estimate", "forecast", "target", "condition")
_MOST = 3  # words of the tables on each side that are told with their distance
_FAR = 12  # and those that are told at all
_STEPS = (1, 4, 10, 20)
_SIZES = (0, 1, 10, 50, 100)


@dataclass(frozen=True, slots=True)
class Signal:
    """A word of the tables with what it may tell."""

    start: int
    end: int
    tags: tuple[str, ...]


@dataclass(slots=True)
class Signs:
    """The words of a sentence that may tell what a value is, and the answers for the values before."""

    scene: Scene
    line: Line
    grammar: FactGrammar
    found: list[Signal]
    kinds: dict[int, Kind] = field(default_factory=dict)
    statuses: dict[int, Status] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, line: Line, grammar: FactGrammar) -> "Signs":
        """The signs of a sentence."""
        found = [
            Signal(match.start(), match.end(), grammar.signals[bare(match[0])])
            for match in (grammar.signal.finditer(scene.text, line.start, line.end) if line.values else ())
            if match[0].strip()
        ]
        return cls(scene, line, grammar, found)

    def around(self, index: int, choice: Choice, moved: Movement) -> set[str]:
        """The marks of the value at a place, for its kind and its status alike."""
        line, text = self.line, self.scene.text
        spot = line.values[index]
        own = "ko" if self.grammar.spaced else "zh"
        sort, value = measures(spot)[0], spot.mention.value
        unit = getattr(value, "unit", None) if sort == "percent" else None
        sort = unit if unit not in (None, "percent") else sort
        bound, per = getattr(value, "bound", "exact"), getattr(value, "per", None)
        way = "change" if moved.change else "leads" if moved.leads else "still"
        concept, kin = choice.concept, family(choice)
        marks = {
            "", f"sort={sort}", f"bound={bound}", f"bound={bound}={sort}", f"size={_size(spot)}={sort}", f"way={way}",
            f"way={way}={sort}", f"way={way}={moved.direction}", f"concept={concept}", f"concept={concept}={sort}",
            f"concept={concept}={way}", f"kin={kin}={sort}={way}", f"per={per}", f"metric={choice.rule}",
            f"headline={line.headline}", f"signed={moved.signed}",
        }  # fmt: skip
        marks |= {f"{own}:{mark}" for mark in marks}
        begin, end = line.clause(spot.start)
        begin = min(begin, spot.start)
        end = max(end, spot.end)
        if open_bracket(text, line.start, spot.start) is not None:
            marks |= {"inside", f"inside={sort}"}
        marks |= self._signals(spot, begin, end, index, sort)
        marks |= self._neighbours(index, sort, own)
        if (hit := choice.hit) is not None and line.start <= hit.start < line.end:
            place = "ahead" if hit.end <= spot.start else "behind"
            gap = spot.start - hit.end if hit.end <= spot.start else hit.start - spot.end
            marks |= {f"hit={place}", f"hit={place}={_step(gap)}", f"hit={place}={sort}"}
        else:
            marks.add("hit=none")
        return marks

    def _signals(self, spot: Spot, begin: int, end: int, index: int, sort: str) -> set[str]:
        """The nearest words of the tables before and behind a value, in its clause and in its sentence."""
        line, marks = self.line, set[str]()
        last = line.values[index - 1].end if index else line.start
        following = line.values[index + 1].start if index + 1 < len(line.values) else line.end
        at = bisect_left(self.found, spot.start, key=_place)
        ahead = [s for s in self.found[max(0, at - _FAR) : at] if s.end <= spot.start]
        behind = [s for s in self.found[at : at + _FAR] if s.start >= spot.end]
        for side, near in (("b", ahead[::-1]), ("a", behind)):
            for told, signal in enumerate(near):
                inside = begin <= signal.start and signal.end <= end
                crossed = signal.start < last if side == "b" else signal.end > following
                where = f"{side}{'' if inside else '!'}{'x' if crossed else ''}"
                gap = spot.start - signal.end if side == "b" else signal.start - spot.end
                for tag in signal.tags:
                    marks |= {f"{where}:{tag}"}
                    if told < _MOST:
                        marks |= {f"{where}:{tag}={_step(gap)}", f"{where}:{tag}={sort}"}
                        if not told:
                            marks |= {f"{side}1:{tag}", f"{side}1:{tag}={_step(gap)}={sort}"}
        return marks

    def _neighbours(self, index: int, sort: str, own: str) -> set[str]:
        """The values beside a value, and what the one before it is."""
        line, text, marks = self.line, self.scene.text, set[str]()
        spot = line.values[index]
        if index:
            last = line.values[index - 1]
            same = "same" if measures(last)[0] == measures(spot)[0] else last.mention.type
            gap = text[last.end : spot.start]
            joint = self.grammar.joint.fullmatch(gap.strip(",，、 ")) is not None
            step = _step(spot.start - last.end)
            kind, status = self.kinds.get(index - 1, "none"), self.statuses.get(index - 1, "none")
            marks |= {f"last={same}={step}", f"last={same}={step}={own}", f"kind-1={kind}", f"kind-1={kind}={same}",
                      f"kind-1={kind}={same}={step}", f"kind-1={kind}={same}={joint}", f"status-1={status}",
                      f"status-1={status}={step}"}  # fmt: skip
        else:
            marks.add("first")
        if index + 1 < len(line.values):
            following = line.values[index + 1]
            same = "same" if measures(following)[0] == measures(spot)[0] else following.mention.type
            marks |= {f"next={same}={_step(following.start - spot.end)}={own}", f"next={same}={sort}"}
        else:
            marks.add("final")
        return marks

    def for_kind(self, around: set[str], index: int, rule: Kind, choice: Choice) -> set[str]:
        """The marks for the kind of a value. `rule` is what the plain rules say."""
        sort, own = measures(self.line.values[index])[0], "ko" if self.grammar.spaced else "zh"
        return around | {f"rule={rule}", f"rule={rule}={sort}", f"rule={rule}={choice.concept}", f"rule={rule}={own}"}

    def for_status(
        self, around: set[str], index: int, rule: Status, kind: Kind, when: str, choice: Choice, *, spoken: bool
    ) -> set[str]:
        """The marks for the status of a value; `when` says where its period lies, `spoken` that somebody says so."""
        own = "ko" if self.grammar.spaced else "zh"
        return around | {
            f"rule={rule}", f"rule={rule}={kind}", f"rule={rule}={choice.concept}", f"rule={rule}={when}",
            f"rule={rule}={own}", f"kind={kind}", f"kind={kind}={own}", f"when={when}", f"when={when}={own}",
            f"when={when}={choice.concept}", f"spoken={spoken}", f"spoken={spoken}={when}",
        }  # fmt: skip


def _place(signal: Signal) -> int:
    return signal.start


def _step(gap: int) -> int:
    return sum(gap > step for step in _STEPS)


def _size(spot: Spot) -> int:
    value = spot.mention.value
    amount = getattr(value, "amount", None)
    if amount is None:
        amount = getattr(value, "low", None)
    if amount is None or isinstance(amount, str):
        return -1
    size: int = sum(abs(amount) > step for step in _SIZES)
    return -size if amount < 0 else size
