"""A folder of many small files as the input of one task."""

import os
import random

from ..rounds import Cell
from .row import Row, within

SIZE = 4096


def tree_of(bench, peer):
    """The folder, made once for each tool."""
    root = bench.place(f"tree-{peer.name}")
    if os.path.exists(root):
        return root
    chance = random.Random(bench.sizes.files)
    for number in range(bench.sizes.files):
        folder = f"{root}/files/{number // 1000}"
        if number % 1000 == 0:
            os.makedirs(folder)
        with open(f"{folder}/{number}.bin", "wb") as file:
            file.write(chance.randbytes(SIZE))
    if peer.name == "weir":
        with open(f"{root}/Pipelinefile.yaml", "w") as file:
            file.write("version: 1\ndefault: made\ntasks:\n  made: { run: 'echo made > ${{ outputs }}', ")
            file.write("inputs: [files/], outputs: out.txt }\n")
    else:
        peer.initialise(root)
        with open(f"{root}/dvc.yaml", "w") as file:
            file.write("stages:\n  made: { cmd: echo made > out.txt, deps: [files], outs: [out.txt] }\n")
    return root


def build(bench, peer, root):
    return lambda: bench.starter.run(peer.build(), root, peer.environment(root))


def stamp(root):
    state = os.stat(f"{root}/out.txt")
    return state.st_ino, state.st_mtime_ns


def unchanged(bench):
    made = []
    for peer in those(bench):
        root = tree_of(bench, peer)
        run = build(bench, peer, root)
        run()
        run()
        before = stamp(root)
        check = lambda number, root=root, before=before: None if stamp(root) == before else "the task ran"  # noqa: E731
        made.append(Cell(peer.name, run, check=check))
    return made


def cold(bench):
    made = []
    for peer in those(bench):
        root = tree_of(bench, peer)

        def before(number, peer=peer, root=root):
            peer.forget(root)
            if os.path.exists(f"{root}/out.txt"):
                os.unlink(f"{root}/out.txt")

        check = lambda number, root=root: None if os.path.exists(f"{root}/out.txt") else "the task did not run"  # noqa: E731
        made.append(Cell(peer.name, build(bench, peer, root), before, check))
    return made


def those(bench):
    names = ("weir",) if bench.sizes.quick else ("weir", "DVC")
    return [peer for peer in bench.peers if peer.name in names]


ROWS = (
    Row(
        "tree-unchanged",
        lambda sizes: f"a folder of {sizes.files:,} files of 4 KiB, unchanged",
        unchanged,
        lambda sizes: (within(300),),
    ),
    Row(
        "tree-cold",
        lambda sizes: f"a folder of {sizes.files:,} files of 4 KiB, for the first time",
        cold,
        lambda sizes: (within(800),),
    ),
)
