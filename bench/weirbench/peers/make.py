"""GNU make."""

from .peer import JOBS, Peer, noted


class Make(Peer):
    name = "make"
    binaries = ("gmake", "make")
    install = "apt install make, dnf install make, brew install make"
    build_file = "Makefile"
    most = most_known = most_quick = 1_000_000

    def write(self, graph, root, log=None):
        with open(f"{root}/{self.build_file}", "w") as file:
            file.write("# edit 0000\nall:")
            file.writelines(f" {task.output}" for task in graph.tasks() if task.last)
            file.write("\n.PHONY: all\n")
            for task in graph.tasks():
                file.write(f"{task.output}: {task.input}\n\t{noted(task, log)}cat $< > $@\n")

    def build(self):
        return [self.program, "-r", "-s", f"-j{JOBS}"]
