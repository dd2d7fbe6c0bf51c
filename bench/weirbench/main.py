"""The command line: which rows, which tools, where results go."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time

from . import machine, plot, rows, table
from .bench import Bench
from .graph import Graph
from .peers import ALL
from .process import Starter
from .rounds import measure
from .rows.row import QUICK, Sizes
from .sites import WrongBuild

DESCRIPTION = """\
Measures weir beside the task runners that are on the PATH, on the same work. Prints medians, spread and ratios as
Markdown; --out keeps them, with the samples as CSV and a plot. All files it works on are in a temporary folder
(TMPDIR says where; a full run needs 20 GB there) and are removed at the end, also at Ctrl-C.
"""


def main(arguments):
    options = parse(arguments)
    if options.generate:
        return generate(options.generate)
    if options.plot:
        sys.stdout.write(plot.draw(plot.lines_of(options.plot), "A build with nothing to do"))
        return 0
    sizes = QUICK if options.quick else Sizes()
    chosen = choose(rows.ALL, options.rows, "row", lambda row: row.id)
    tools = choose(ALL, options.tools, "tool", lambda tool: tool.name)
    if options.list:
        return show(chosen, tools, sizes)
    signal.signal(signal.SIGTERM, interrupt)
    folder = os.path.realpath(tempfile.mkdtemp(prefix="weir-bench-"))
    starter = Starter(folder)
    try:
        return run(options, sizes, chosen, tools, starter, folder)
    except KeyboardInterrupt:
        tell("interrupted")
        return 130
    except WrongBuild as wrong:
        tell(f"bench: {wrong}")
        return 1
    finally:
        starter.close()
        shutil.rmtree(folder)


def interrupt(*_):
    raise KeyboardInterrupt


def parse(arguments):
    parser = argparse.ArgumentParser(
        "bench/run", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="small sizes and three rounds: a minute, no verdict")
    parser.add_argument("--rows", metavar="ROW,…", help="only these rows (see --list); no-op stands for no-op-…")
    parser.add_argument("--tools", metavar="TOOL,…", help="only these tools (see --list)")
    parser.add_argument("--out", metavar="DIR", help="keep results.md, results.csv, samples.csv and growth.svg there")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds after the warm-up; 7, with --quick 3")
    parser.add_argument("--list", action="store_true", help="show rows and tools, and which tools are here")
    parser.add_argument("--plot", metavar="CSV", help="draw a results.csv as SVG, and measure nothing")
    parser.add_argument(
        "--generate", nargs=3, metavar=("TOOL", "TASKS", "DIR"), help="write the graph for a tool, and measure nothing"
    )
    return parser.parse_args(arguments)


def choose(all, wanted, kind, name):
    """Those whose name is given, or begins with a given word and a dash."""
    if not wanted:
        return list(all)
    words = [word.strip().lower() for word in wanted.split(",")]
    for word in words:
        if not any(fits(name(it), word) for it in all):
            sys.exit(f"bench: no {kind} named '{word}'; there are {', '.join(name(it) for it in all)}")
    return [it for it in all if any(fits(name(it), word) for word in words)]


def fits(name, word):
    return name.lower() == word or name.lower().startswith(f"{word}-")


def show(chosen, tools, sizes):
    for row in chosen:
        print(f"{row.id:18} {row.title(sizes)}")
    print()
    for tool in tools:
        found = tool.find()
        print(f"{tool.name:18} {found.program if found else f'not on the PATH: {tool.install}'}")
    return 0


def generate(asked):
    """Writes sources and build file of a graph, as they are measured."""
    name, size, root = asked
    tool = choose(ALL, name, "tool", lambda tool: tool.name)[0]
    graph = Graph(int(size), packaged=tool.packaged)
    os.makedirs(root, exist_ok=True)
    graph.write_sources(root)
    tool(tool.name).write(graph, root)
    return 0


def run(options, sizes, chosen, tools, starter, folder):
    facts = machine.facts(folder, options.quick)
    peers, notes = find(tools, starter, folder, facts)
    bench = Bench(starter, folder, sizes, peers, facts, tell)
    bench.notes += notes
    rounds = options.rounds or (3 if sizes.quick else 7)
    began = time.time()
    samples = []
    interrupted = False
    try:
        for row in chosen:
            measure_row(bench, row, rounds, samples)
    except KeyboardInterrupt:
        interrupted = True
        bench.note("interrupted: what follows was not measured")
    facts["took"] = f"{time.time() - began:.0f} s"
    facts["load after"] = " ".join(f"{it:.2f}" for it in os.getloadavg())
    figures = table.figures(chosen, sizes, samples)
    text = table.markdown(facts, chosen, sizes, figures, bench.notes)
    print(text)
    if options.out:
        keep(options.out, text, figures, samples)
    if interrupted:
        return 130
    return 1 if any(it.problem for it in samples) else 0


def measure_row(bench, row, rounds, samples):
    tell(f"{row.id}: {row.title(bench.sizes)}")
    try:
        cells = row.cells(bench)
    except WrongBuild as wrong:
        bench.note(f"{row.id}: not measured: {wrong}")
    else:
        measure(row.id, cells, rounds, samples, tell)


def find(tools, starter, folder, facts):
    """The tools that are here, with their versions told, and a note on each that is not."""
    peers, notes = [], []
    for tool in tools:
        peer = tool.find()
        if peer is None:
            notes.append(f"{tool.name} is not on the PATH; to get it: {tool.install}")
            continue
        peers.append(peer)
        facts[peer.name] = peer.version(lambda argv: starter.run(argv, folder).said())
    return peers, notes


def keep(folder, text, figures, samples):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/results.md", "w") as file:
        file.write(text)
    table.write_csv(f"{folder}/results.csv", figures)
    table.write_samples(f"{folder}/samples.csv", samples)
    lines = plot.lines_of(f"{folder}/results.csv")
    if lines:
        with open(f"{folder}/growth.svg", "w") as file:
            file.write(plot.draw(lines, "A build with nothing to do"))


def tell(text):
    print(text, file=sys.stderr, flush=True)
