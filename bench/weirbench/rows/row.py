"""A row of the table."""

from dataclasses import dataclass
from typing import Callable, Tuple


@dataclass(frozen=True)
class Sizes:
    """How much work the rows are about."""

    few: int = 8
    hundreds: int = 1_000
    thousands: int = 10_000
    most: int = 100_000
    cold: int = 10_000
    restored: int = 1_000
    stages: int = 100
    large: int = 1 << 30
    hashed: int = 2 << 30
    files: int = 100_000
    taxi: Tuple[str, ...] = ()
    quick: bool = False


QUICK = Sizes(
    hundreds=100,
    thousands=300,
    most=1_000,
    cold=200,
    restored=100,
    stages=3,
    large=64 << 20,
    hashed=256 << 20,
    files=2_000,
    taxi=("-P", "rows=20000"),
    quick=True,
)


@dataclass(frozen=True)
class Row:
    """`title` and `tasks` (where the cost grows with a graph) are told the sizes, `cells` the bench."""

    id: str
    title: Callable
    cells: Callable
    goals: Callable = lambda sizes: ()
    tasks: Callable = lambda sizes: None


@dataclass(frozen=True)
class Goal:
    """A figure made from what was measured, and the limit it is to keep. `figure` gets a lookup of medians in ms and
    one of peak memory in MB, and fails by KeyError where something was not measured."""

    text: str
    figure: Callable
    limit: float
    unit: str
    least: bool = False

    def reached(self, figure):
        return figure >= self.limit if self.least else figure <= self.limit


def times(other, limit):
    return Goal(f"≤ {limit} × {other}", lambda ms, mb: ms["weir"] / ms[other], limit, f"× {other}")


def faster(other, factor):
    return Goal(
        f"≥ {factor} × faster than {other}", lambda ms, mb: ms[other] / ms["weir"], factor, f"× faster than {other}", True
    )


def within(limit):
    return Goal(f"≤ {limit:,} ms", lambda ms, mb: ms["weir"], limit, "ms")


def memory(limit):
    return Goal(f"≤ {limit} MB", lambda ms, mb: mb["weir"], limit, "MB")


def speed(size, limit):
    return Goal(f"≥ {limit} GB/s", lambda ms, mb: size / ms["weir"] / 1e6, limit, "GB/s", True)


def amount(size):
    return f"{size >> 30} GiB" if size >= 1 << 30 else f"{size >> 20} MiB"
