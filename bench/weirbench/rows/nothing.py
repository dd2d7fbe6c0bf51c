"""Builds with nothing to do: by the size of the graph, of the shipped pipeline, and after an edit that changes nothing."""

import os
import shutil

from ..peers.weir import HOME
from ..rounds import Cell
from ..sites import WrongBuild
from .row import Row, faster, memory, times, within


def no_op(bench, peer, size):
    site = bench.site(peer, size)
    return Cell(peer.name, site.build, check=lambda number: nothing_was_done(site))


def nothing_was_done(site):
    written = site.written()
    if written:
        return f"{written} outputs were written"
    if site.peer.name == "weir" and "up to date" not in what_was_said(site):
        return "weir does not say that all is up to date"
    return None


def what_was_said(site):
    with open(site.starter.out) as out:
        return out.read()


def no_ops(size_of, hello=True, bare=False):
    def cells(bench):
        size = size_of(bench.sizes)
        made = [bench.hello()] if hello else []
        for peer in bench.peers:
            if bench.knows(peer, size):
                made += bench.attempt(peer, lambda peer=peer: no_op(bench, peer, size))
        if bare and bench.weir:
            made.append(without_cache(bench, size))
        return made

    return cells


def without_cache(bench, size):
    """The start after weir was built, before the JVM's cache of its classes is there."""
    site = bench.site(bench.weir, size)
    run = lambda: bench.starter.run(bench.weir.build(), site.root, {"WEIR_AOT": "off"})  # noqa: E731
    return Cell("weir, no AOT cache", run, check=lambda number: nothing_was_done(site))


def taxi(bench):
    if not bench.weir:
        return []
    root = bench.place("taxi")
    os.makedirs(f"{root}/examples")
    shutil.copy(f"{HOME}/Pipelinefile.yaml", root)
    shutil.copytree(f"{HOME}/examples/taxi", f"{root}/examples/taxi")
    argv = [bench.weir.program, "deploy", *bench.sizes.taxi]
    bench.tell("  weir: builds the taxi pipeline")
    made = bench.starter.run(argv, root)
    if made.failure():
        raise WrongBuild(f"weir: {made.failure()}")
    before = written_files(root)

    def check(number):
        return None if written_files(root) == before else "files were written"

    return [bench.hello(), Cell("weir", lambda: bench.starter.run(argv, root), check=check)]


def written_files(root):
    """Names, inodes and times of what the pipeline made."""
    found = []
    for top in ("data", "artifacts"):
        for folder, _, names in os.walk(f"{root}/{top}"):
            states = ((name, os.stat(f"{folder}/{name}")) for name in names)
            found += [(folder, name, state.st_ino, state.st_mtime_ns) for name, state in states]
    return sorted(found)


def edits(size_of):
    """A comment in the build file becomes another one: all of it is read anew, and no task runs. So what is measured is
    what lies before a first task could start."""

    def cells(bench):
        size = size_of(bench.sizes)
        made = []
        for peer in bench.peers:
            if peer.name in ("weir", "ninja"):
                site = bench.site(peer, size)
                edit = lambda number, site=site: edit_comment(site, number)  # noqa: E731
                made.append(Cell(peer.name, site.build, edit, lambda number, site=site: nothing_was_done(site)))
        return made

    return cells


def edit_comment(site, number):
    with open(f"{site.root}/{site.peer.build_file}", "r+") as file:
        file.write(f"# edit {number + 1:04d}")


ROWS = (
    Row(
        "no-op-few",
        lambda sizes: f"no-op, {sizes.few} tasks",
        no_ops(lambda sizes: sizes.few, bare=True),
        lambda sizes: (times("hello", 1.4), memory(80), faster("DVC", 12)),
        lambda sizes: sizes.few,
    ),
    Row(
        "no-op-taxi",
        lambda sizes: "no-op, the taxi pipeline",
        taxi,
        lambda sizes: (times("hello", 1.4), memory(80)),
    ),
    Row(
        "no-op-hundreds",
        lambda sizes: f"no-op, {sizes.hundreds:,} tasks",
        no_ops(lambda sizes: sizes.hundreds),
        lambda sizes: (times("hello", 1.6), faster("DVC", 150)),
        lambda sizes: sizes.hundreds,
    ),
    Row(
        "no-op-thousands",
        lambda sizes: f"no-op, {sizes.thousands:,} tasks",
        no_ops(lambda sizes: sizes.thousands),
        lambda sizes: (times("ninja", 1.4),),
        lambda sizes: sizes.thousands,
    ),
    Row(
        "no-op-most",
        lambda sizes: f"no-op, {sizes.most:,} tasks",
        no_ops(lambda sizes: sizes.most),
        lambda sizes: (times("ninja", 0.55), memory(400)),
        lambda sizes: sizes.most,
    ),
    Row(
        "edit-thousands",
        lambda sizes: f"Pipelinefile edited, {sizes.thousands:,} tasks",
        edits(lambda sizes: sizes.thousands),
        lambda sizes: (within(300),),
    ),
    Row(
        "edit-most",
        lambda sizes: f"Pipelinefile edited, {sizes.most:,} tasks",
        edits(lambda sizes: sizes.most),
        lambda sizes: (within(1_200),),
    ),
)
