"""weir, by the launcher of this checkout."""

import os

from .peer import JOBS, Peer, noted

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


class Weir(Peer):
    name = "weir"
    install = "./weir in this checkout builds it; it needs a JDK 25 and Maven"
    build_file = "Pipelinefile.yaml"
    state = ("cache",)
    restores = True
    most = most_known = most_quick = 1_000_000

    @classmethod
    def find(cls):
        return cls(os.path.join(HOME, "weir"))

    def write(self, graph, root, log=None):
        with open(f"{root}/{self.build_file}", "w") as file:
            file.write("# edit 0000\nversion: 1\ndefault: all\ntasks:\n")
            for task in graph.tasks():
                file.write(
                    f'  {task.name}: {{ run: "{noted(task, log)}cat ${{{{ inputs }}}} > ${{{{ outputs }}}}",'
                    f" inputs: {task.input}, outputs: {task.output} }}\n"
                )
            last = ", ".join(task.name for task in graph.tasks() if task.last)
            file.write(f"  all: {{ needs: [{last}] }}\n")

    def build(self):
        return [self.program, f"-j{JOBS}"]
