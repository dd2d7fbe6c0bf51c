"""go-task, which decides by checksums of sources."""

from .peer import JOBS, Peer, noted


class GoTask(Peer):
    name = "go-task"
    binaries = ("go-task", "task")
    install = "go install github.com/go-task/task/v3/cmd/task@latest, brew install go-task, npm install -g @go-task/cli"
    build_file = "Taskfile.yml"
    state = (".task",)
    most = 10_000
    most_known = 10_000
    most_quick = 100

    @classmethod
    def find(cls):
        # Taskwarrior is called `task` too.
        found = super().find()
        return found if found and cls.is_go_task(found.program) else None

    @staticmethod
    def is_go_task(program):
        with open(program, "rb") as file:
            return b"go-task" in file.read()

    def write(self, graph, root, log=None):
        with open(f"{root}/{self.build_file}", "w") as file:
            file.write("# edit 0000\nversion: '3'\nrun: once\ntasks:\n  default:\n    deps: [")
            file.write(", ".join(task.name for task in graph.tasks() if task.last))
            file.write("]\n")
            for task in graph.tasks():
                deps = f"    deps: [{task.needs}]\n" if task.needs else ""
                file.write(
                    f"  {task.name}:\n{deps}    sources: [{task.input}]\n    generates: [{task.output}]\n"
                    f"    cmds: ['{noted(task, log)}cat {task.input} > {task.output}']\n"
                )

    def build(self):
        return [self.program, "--silent", "--concurrency", str(JOBS)]
