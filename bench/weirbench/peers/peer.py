"""What the bench asks of a tool."""

import os
import shutil

JOBS = 2


class Peer:
    """A tool that is there, called `program`.

    `install` says how to get it, `build_file` what can be edited in it, `state` are the files and folders in which it
    remembers, `packaged` is how the graph's files lie for it. `most` is the largest graph that it is asked to build
    from nothing, and `most_known` the largest one of which it is asked whether there is something to do: beyond them it
    takes minutes and more. `most_quick` is either where the whole bench is to take a minute.
    """

    name = ""
    binaries = ()
    install = ""
    build_file = ""
    state = ()
    packaged = False
    restores = False
    most = 0
    most_known = 0
    most_quick = 0

    def __init__(self, program):
        self.program = program

    @classmethod
    def find(cls):
        """This tool, if one of its names is on the PATH, else None."""
        for binary in cls.binaries:
            program = shutil.which(binary)
            if program:
                return cls(program)
        return None

    def version(self, run):
        """Its version, as far as the first line of what it says has one; `run` calls it."""
        said = run([self.program, "--version"])
        return next((word for word in said.split() if word[:1].isdigit()), said[:40].strip())

    def write(self, graph, root, log=None):
        """Writes what the tool reads, sources aside; with `log`, each task adds a line to that file when it runs."""
        raise NotImplementedError

    def build(self):
        """The command that brings everything up to date, on two processors."""
        raise NotImplementedError

    def environment(self, root):
        """Variables that keep what the tool has to say, and what it keeps elsewhere, out of the measurement."""
        return {}

    def forget(self, root):
        for name in self.state:
            path = os.path.join(root, name)
            if os.path.isdir(path):
                shutil.rmtree(path)
            elif os.path.exists(path):
                os.unlink(path)

    def reach(self, graph, root, build):
        """Comes to where everything is up to date: by building it, with `build`."""
        build()


def noted(task, log):
    """What a command begins with that notes in `log` that it ran."""
    return f"echo {task.name} >> {log}; " if log else ""
