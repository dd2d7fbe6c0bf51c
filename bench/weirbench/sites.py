"""Folders in which a tool has built a graph and has nothing left to do."""

import os
import time

from .graph import Graph
from .peers.weir import HOME

SETTLED = 0.05  # seconds after which every clock of a file system has moved on


class Site:
    """A tool, a graph, and the folder in which it builds it; what was changed and written there is kept in mind."""

    def __init__(self, starter, peer, graph, root, logged):
        self.starter = starter
        self.peer = peer
        self.graph = graph
        self.root = root
        self.log = f"{root}.log" if logged else None
        self.versions = {}
        os.makedirs(root)
        graph.write_sources(root)
        peer.write(graph, root, self.log)
        self.forget_runs()

    def call(self, argv):
        return self.starter.run(argv, self.root, self.peer.environment(self.root))

    def build(self):
        return self.call(self.peer.build())

    def reach(self):
        """Comes to where the tool finds nothing to do, and makes sure of it."""
        self.peer.reach(self.graph, self.root, lambda: self.must(self.build()))
        wrong = wrong_outputs(self)
        if wrong:
            raise WrongBuild(f"{self.peer.name}: {wrong}")
        if self.log and self.runs() != self.graph.size:
            raise WrongBuild(f"{self.peer.name}: {self.runs()} of {self.graph.size} tasks ran")
        time.sleep(SETTLED)
        self.look()
        self.must(self.build())
        if self.written():
            raise WrongBuild(f"{self.peer.name}: a second build writes {self.written()} outputs")

    def must(self, run):
        if run.failure():
            raise WrongBuild(f"{self.peer.name}: {run.failure()}")
        return run

    def look(self):
        """Remembers the outputs as they are."""
        self.seen = self.graph.stamps(self.root)

    def written(self):
        """How many outputs were written since they were looked at."""
        return sum(now != before for now, before in zip(self.graph.stamps(self.root), self.seen))

    def change(self, group, version):
        self.versions[group] = version
        self.graph.write_source(self.root, group, version)

    def wrong_outputs(self):
        return self.graph.wrong_outputs(self.root, self.versions)

    def forget_runs(self):
        if self.log:
            with open(self.log, "w"):
                pass

    def runs(self):
        """How many tasks ran since that was forgotten."""
        with open(self.log) as file:
            return sum(1 for _ in file)


def wrong_outputs(site):
    """A line on outputs that do not hold what they should, or None."""
    wrong = site.wrong_outputs()
    return f"{len(wrong)} outputs are wrong, {wrong[0]} first" if wrong else None


class WrongBuild(Exception):
    """A tool did not come to where it could be measured."""


class Sites:
    """The sites of a run of the bench, each made when it is first asked for, and removed with their temporary folder."""

    def __init__(self, starter, folder, tell):
        self.starter = starter
        self.folder = folder
        self.tell = tell
        self.known = {}

    def place(self, name):
        return os.path.join(self.folder, name)

    def site(self, peer, size, group=10, source_bytes=64, logged=False, reached=True):
        key = (peer.name, size, group, source_bytes, logged, reached)
        if key not in self.known:
            graph = Graph(size, group, source_bytes, peer.packaged)
            root = self.place("-".join(str(it) for it in key))
            self.tell(f"  {peer.name}: {'builds' if reached else 'gets'} {size:,} tasks")
            site = Site(self.starter, peer, graph, root, logged)
            if reached:
                site.reach()
            self.known[key] = site
        return self.known[key]


def launcher_state(starter, folder):
    """The JDK that weir runs on, and whether it has the JVM's cache of its classes, once both are there: the first
    start builds weir, and the cache may already be in the making by another process, for which nobody waits."""
    state = '. ./target/dist/jdk; . ./target/dist/current; [ ! -f "target/dist/$w_build/aot" ] ||' \
        ' . "./target/dist/$w_build/aot"; printf "%s\\n%s\\n" "$w_jdk" "${w_aot:-}"'
    jdk, cached = "", ""
    for _ in range(60):
        run = starter.run([os.path.join(HOME, "weir"), "--version"], folder, {"WEIR_AOT": "wait"})
        if run.failure():
            raise WrongBuild(f"weir: {run.failure()}")
        jdk, cached = starter.run(["sh", "-c", state], HOME).said().split("\n")[:2]
        if cached:
            break
        time.sleep(1)
    return jdk, bool(cached)
