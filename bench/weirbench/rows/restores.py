"""Outputs that were removed come back from a cache, and no command runs."""

from ..rounds import Cell
from ..sites import wrong_outputs
from .row import Row, amount, faster, times, within


def restores(size_of, source_bytes=lambda sizes: 1024, names=("weir", "turbo")):
    def cells(bench):
        size = size_of(bench.sizes)
        made = []
        for peer in bench.peers:
            if peer.name in names and peer.restores and bench.builds(peer, size):
                length = source_bytes(bench.sizes)
                made += bench.attempt(
                    peer, lambda peer=peer: restore_cell(bench.site(peer, size, 1, length, logged=True))
                )
        return made

    return cells


def restore_cell(site):
    def before(number):
        site.graph.remove_outputs(site.root)
        site.forget_runs()

    def check(number):
        if site.runs():
            return f"{site.runs()} tasks ran"
        return wrong_outputs(site)

    return Cell(site.peer.name, site.build, before, check)


ROWS = (
    Row(
        "restore-many",
        lambda sizes: f"restore {sizes.restored:,} × 1 KiB",
        restores(lambda sizes: sizes.restored),
        lambda sizes: (within(200),),
    ),
    Row(
        "restore-large",
        lambda sizes: f"restore {amount(sizes.large)}",
        restores(lambda sizes: 1, lambda sizes: sizes.large, ("weir", "turbo", "DVC")),
        lambda sizes: (times("turbo", 1),),
    ),
    Row(
        "restore-stages",
        lambda sizes: f"restore {sizes.stages} stages of DVC",
        restores(lambda sizes: sizes.stages, names=("weir", "DVC")),
        lambda sizes: (faster("DVC", 300),),
    ),
)
