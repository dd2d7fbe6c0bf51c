"""Who is measured when and how often.

All cells of a row are measured in turn, in each round in another order, so that what the machine does besides falls on
all. The first round warms up and is kept apart. Nothing is dropped: each sample is in the result, with what was wrong
with it.
"""

from dataclasses import dataclass
from typing import Callable

SLOW, VERY_SLOW = 5_000, 60_000  # ms


@dataclass(frozen=True)
class Cell:
    """What is measured in a row: `run` alone takes the time, between `before` and `check`, which get the number of the
    round. `check` gives a line on what is not as it should be, or None."""

    name: str
    run: Callable
    before: Callable = lambda number: None
    check: Callable = lambda number: None


@dataclass(frozen=True)
class Sample:
    row: str
    cell: str
    round: int
    ms: float
    peak_mb: float
    problem: str


def measure(row, cells, rounds, samples, tell):
    """Adds samples of each cell to `samples`. Round 0 is the warm-up; of a cell that takes longer than a minute it is
    all there is."""
    planned = {}
    for cell in cells:
        first = sample(row, cell, 0)
        tell(f"  {cell.name}: {first.ms:,.0f} ms {first.problem}")
        samples.append(first)
        planned[cell.name] = 0 if first.problem else planned_rounds(first.ms, rounds)
    for number in range(1, rounds + 1):
        turn = number % len(cells)
        for cell in cells[turn:] + cells[:turn]:
            if number <= planned[cell.name]:
                samples.append(sample(row, cell, number))


def planned_rounds(ms, rounds):
    if ms > VERY_SLOW:
        return 0
    return min(rounds, 3) if ms > SLOW else rounds


def sample(row, cell, number):
    cell.before(number)
    run = cell.run()
    problem = run.failure() or cell.check(number) or ""
    return Sample(row, cell.name, number, run.ms, run.peak_mb, problem)
