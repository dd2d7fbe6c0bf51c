"""What a row finds to work with: tools, sites, a place for files, and the hello world of the JVM."""

import os

from .rounds import Cell
from .sites import Sites, WrongBuild, launcher_state

HELLO = 'public class Hello { public static void main(String[] args) { System.out.println("hello"); } }\n'


class Bench:
    def __init__(self, starter, folder, sizes, peers, facts, tell):
        self.starter = starter
        self.folder = folder
        self.sizes = sizes
        self.peers = peers
        self.facts = facts
        self.weir = next((peer for peer in peers if peer.name == "weir"), None)
        self.jdk = None
        self.tell = tell
        self.sites = Sites(starter, folder, tell)
        self.site = self.sites.site
        self.place = self.sites.place
        self.notes = []
        if self.weir:
            self.known_jdk()

    def builds(self, peer, size):
        """Whether a tool is asked to build that many tasks, again and again."""
        return self._allows(peer, size, peer.most)

    def knows(self, peer, size):
        """Whether a tool is asked if there is something to do among that many tasks."""
        return self._allows(peer, size, peer.most_known)

    def _allows(self, peer, size, most):
        if self.sizes.quick:
            most = min(most, peer.most_quick)
        if size > most:
            where = f"where there are more than {most:,} tasks" if most else "of a quick run"
            self.note(f"{peer.name} is left out {where}: it would take long")
        return size <= most

    def attempt(self, peer, cell):
        """The cell of a tool, or none with a note when the tool does not come to where it can be measured."""
        try:
            return [cell()]
        except WrongBuild as wrong:
            self.note(f"not measured: {wrong}")
            return []

    def note(self, text):
        if text not in self.notes:
            self.notes.append(text)

    def known_jdk(self):
        """The JDK that weir runs on; weir is built for that where it is not."""
        if self.jdk is None:
            self.jdk, cached = launcher_state(self.starter, self.folder)
            if not cached:
                self.note("weir ran without the JVM's cache of its classes: its starts are slower than they can be")
            version = self.starter.run([f"{self.jdk}/bin/java", "-version"], self.folder)
            self.facts["JDK"] = version.said().strip().split("\n")[-2]
            self.facts["JVM's cache of weir's classes"] = "in use" if cached else "not there"
        return self.jdk

    def hello(self):
        """A bare hello world of the JDK that weir runs on, with what the JDK brings to start quickly."""
        jdk, folder = self.known_jdk(), self.place("hello")
        if not os.path.exists(folder):
            os.mkdir(folder)
            with open(f"{folder}/Hello.java", "w") as file:
                file.write(HELLO)
            made = self.starter.run([f"{jdk}/bin/javac", "Hello.java"], folder)
            if made.failure():
                raise WrongBuild(f"hello: {made.failure()}")
        return Cell("hello", lambda: self.starter.run([f"{jdk}/bin/java", "-cp", folder, "Hello"], folder))
