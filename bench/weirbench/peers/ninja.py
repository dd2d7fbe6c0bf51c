"""ninja."""

from .peer import JOBS, Peer


class Ninja(Peer):
    name = "ninja"
    binaries = ("ninja", "ninja-build")
    install = "apt install ninja-build, dnf install ninja-build, brew install ninja"
    build_file = "build.ninja"
    state = (".ninja_log", ".ninja_deps")
    most = most_known = most_quick = 1_000_000

    def write(self, graph, root, log=None):
        note = f"echo $name >> {log}; " if log else ""
        with open(f"{root}/{self.build_file}", "w") as file:
            file.write(f"# edit 0000\nrule cat\n  command = {note}cat $in > $out\n")
            for task in graph.tasks():
                file.write(f"build {task.output}: cat {task.input}\n")
                if log:
                    file.write(f"  name = {task.name}\n")

    def build(self):
        return [self.program, "--quiet", f"-j{JOBS}"]
