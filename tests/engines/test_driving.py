from __future__ import annotations

from collections.abc import Generator
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from entaku.engines import Death, Event, GivenUp, Result
from entaku.engines.driving import ATTEMPTS, Fallen, Parcel, driven
from entaku.model.text import both


class Imagined:
    """A crew without processes: it finishes tasks in any order, and dies over some of them."""

    def __init__(self, room: int, deadly: dict[str, int], wrong: set[str], seed: int) -> None:
        self.deadly = dict(deadly)  # how often each still kills its worker
        self.wrong, self.random = wrong, Random(seed)
        self.size, self.out, self.struck = room, list[str](), set[str]()
        self.idle = seed % 5  # so often it dies before anything is begun

    def room(self) -> int:
        return self.size

    def give(self, parcel: Parcel) -> None:
        self.out.append(parcel.key)
        assert len(self.out) <= self.size
        assert self.struck.isdisjoint(self.out) or len(self.out) == 1, "a suspect runs beside another task"

    def take(self) -> Result | GivenUp | Fallen:
        if self.idle and self.random.random() < 0.3:
            self.idle -= 1
            untouched = tuple(self.out)
            self.out.clear()
            return Fallen((Death("imagined", ()),), (), untouched)
        key = self.random.choice(self.out)
        if self.deadly.get(key):
            self.deadly[key] -= 1
            return self._fallen(key)
        self.out.remove(key)
        self.struck.discard(key)
        return GivenUp(key, both("no"), 1) if key in self.wrong else Result(key, key.encode())

    def _fallen(self, key: str) -> Fallen:
        begun = [other for other in self.out if other == key or self.random.random() < 0.5]
        untouched = [other for other in self.out if other not in begun]
        self.out.clear()
        self.struck.update(begun)
        return Fallen((Death("imagined", (key,)),), tuple(begun), tuple(untouched))


def events_of(crew: Imagined, keys: list[str]) -> Generator[Event, None, None]:
    return driven(crew, (Parcel(key, b"") for key in keys))


@given(
    count=st.integers(0, 12),
    room=st.integers(1, 5),
    deadly=st.dictionaries(st.integers(0, 11), st.integers(1, 9), max_size=4),
    wrong=st.sets(st.integers(0, 11), max_size=4),
    seed=st.integers(0, 1000),
)
def test_each_task_is_settled_once_and_only_killers_are_given_up_for_deaths(
    count: int, room: int, deadly: dict[int, int], wrong: set[int], seed: int
) -> None:
    keys = [f"t{number}" for number in range(count)]
    dying = {f"t{number}": times for number, times in deadly.items()}
    crew = Imagined(room, dying, {f"t{number}" for number in wrong}, seed)
    events = list(events_of(crew, keys))
    settled = [event for event in events if not isinstance(event, Death)]
    assert sorted(event.key for event in settled) == sorted(keys)
    for event in settled:
        died = dying.get(event.key, 0)
        # What was under way when another died has run once for nothing, so the second death of its own is its third.
        if died < ATTEMPTS - 1:
            wanted = both("no") if event.key in crew.wrong else event.key.encode()
            assert (event.reason if isinstance(event, GivenUp) else event.content) == wanted
        elif died >= ATTEMPTS:
            assert isinstance(event, GivenUp)
            assert event.attempts == ATTEMPTS
            assert event.reason != both("no")


def test_a_task_that_dies_and_then_raises_says_how_often_it_was_tried() -> None:
    crew = Imagined(1, {"t0": 2}, {"t0"}, 0)
    assert [event for event in events_of(crew, ["t0"]) if isinstance(event, GivenUp)] == [
        GivenUp("t0", both("no"), 3)
    ]


def test_no_more_is_asked_for_than_there_is_room_for() -> None:
    asked: list[int] = []

    def parcels() -> Generator[Parcel, None, None]:
        for number in range(50):
            asked.append(number)
            yield Parcel(f"t{number}", b"")

    events = driven(Imagined(4, {}, set(), 1), parcels())
    for seen, _ in enumerate(events, start=1):
        assert len(asked) <= seen + 4
