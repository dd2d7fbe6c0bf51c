"""Builds with something to do: one leaf, everything, large inputs to hash."""

import os
import shutil
import time

from ..graph import Graph
from ..rounds import Cell
from ..sites import SETTLED, wrong_outputs
from .row import Goal, Row, amount, speed, times


def leaf(bench):
    size = bench.sizes.thousands
    made = []
    for peer in bench.peers:
        if bench.knows(peer, size) and peer.name not in ("DVC", "Snakemake"):
            made += bench.attempt(peer, lambda peer=peer: leaf_cell(bench.site(peer, size)))
    if bench.weir:
        site = bench.site(bench.weir, size)
        made.append(Cell("weir, no-op", site.build, settle))
        made.append(Cell("the commands", lambda: bench.starter.run(["sh", f"{site.root}.cone.sh"], site.root)))
        with open(f"{site.root}.cone.sh", "w") as file:
            for task in list(site.graph.tasks())[: site.graph.tasks_in(0)]:
                file.write(f"sh -e -c 'cat {task.input} > {site.root}.cone.out'\n")
    return made


def settle(number):
    time.sleep(SETTLED)


def leaf_cell(site):
    """Another source in each round: none may have been seen before."""

    def before(number):
        time.sleep(SETTLED)
        site.look()
        site.change(site.graph.groups // 2, number + 1)

    def check(number):
        written, due = site.written(), site.graph.tasks_in(site.graph.groups // 2)
        if written != due:
            return f"{written} outputs were written, not {due}"
        return wrong_outputs(site)

    return Cell(site.peer.name, site.build, before, check)


def over_no_op():
    return Goal(
        "≤ no-op + the commands + 20 ms",
        lambda ms, mb: ms["weir"] - ms["weir, no-op"] - ms["the commands"],
        20,
        "ms more",
    )


def cold(bench):
    made = []
    for peer in bench.peers:
        if bench.builds(peer, bench.sizes.cold):
            made.append(cold_cell(bench.site(peer, bench.sizes.cold, reached=False)))
    return made


def cold_cell(site):
    def before(number):
        site.peer.forget(site.root)
        site.graph.remove_outputs(site.root)

    return Cell(site.peer.name, site.build, before, lambda number: wrong_outputs(site))


def hashed(parts):
    """Bytes of each of some large inputs change; the command does not read them."""

    def cells(bench):
        size = bench.sizes.hashed // parts
        root = bench.place(f"hashed-{parts}")
        names = [f"in/{number}.bin" for number in range(parts)]
        graph = Graph(parts, 1, size)
        os.makedirs(f"{root}/in")
        for number, name in enumerate(names):
            with open(f"{root}/{name}", "wb") as file:
                file.writelines(graph.content(number, 0))

        def before(number):
            for name in names:
                with open(f"{root}/{name}", "r+b") as file:
                    file.write(b"%08d" % (number + 1))
            if os.path.exists(f"{root}/out.txt"):
                os.unlink(f"{root}/out.txt")
            time.sleep(SETTLED)

        def check(number):
            return None if os.path.exists(f"{root}/out.txt") else "the task did not run"

        made = []
        if bench.weir:
            with open(f"{root}/Pipelinefile.yaml", "w") as file:
                file.write("version: 1\ndefault: made\ntasks:\n  made: { run: 'echo made > ${{ outputs }}', ")
                file.write(f"inputs: [{', '.join(names)}], outputs: out.txt }}\n")
            made.append(Cell("weir", lambda: bench.starter.run(bench.weir.build(), root), before, check))
        if shutil.which("openssl"):
            argv = ["openssl", "dgst", "-sha256", *names]
            made.append(Cell("openssl, one thread", lambda: bench.starter.run(argv, root)))
        return made

    return cells


ROWS = (
    Row("leaf", lambda sizes: f"one leaf of {sizes.thousands:,} changed", leaf, lambda sizes: (over_no_op(),)),
    Row(
        "cold",
        lambda sizes: f"cold, {sizes.cold:,} tasks, two at once",
        cold,
        lambda sizes: (times("ninja", 1.15),),
    ),
    Row(
        "hash-one",
        lambda sizes: f"a changed input of {amount(sizes.hashed)}",
        hashed(1),
        lambda sizes: (speed(sizes.hashed, 1.5),),
    ),
    Row(
        "hash-several",
        lambda sizes: f"four changed inputs, {amount(sizes.hashed)} in all",
        hashed(4),
        lambda sizes: (speed(sizes.hashed, 3.0),),
    ),
)
