"""Questions to weir that run nothing."""

from ..rounds import Cell
from .row import Row, times


def asked(words, size_of, hello=True):
    def cells(bench):
        if not bench.weir:
            return []
        site = bench.site(bench.weir, size_of(bench.sizes))
        ask = lambda: site.call([bench.weir.program, *words])  # noqa: E731
        return [*([bench.hello()] if hello else []), Cell("weir", ask, check=lambda number: answered(site))]

    return cells


def answered(site):
    with open(site.starter.out) as out:
        if not out.read(1):
            return "nothing was said"
    return f"{site.written()} outputs were written" if site.written() else None


def question(words):
    return Row(
        words[0].lstrip("-"),
        lambda sizes: f"`weir {' '.join(words)}`, {sizes.few} tasks",
        asked(words, lambda sizes: sizes.few),
        lambda sizes: (times("hello", 1.6),),
    )


def large_question(words):
    return Row(
        f"{words[0]}-thousands",
        lambda sizes: f"`weir {' '.join(words)}`, {sizes.thousands:,} tasks",
        asked(words, lambda sizes: sizes.thousands, hello=False),
    )


ROWS = (
    *(question(words) for words in (["list"], ["status"], ["explain", "t0_0"], ["--help"], ["--version"])),
    large_question(["list"]),
    large_question(["status"]),
)
