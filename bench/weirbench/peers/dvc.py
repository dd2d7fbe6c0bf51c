"""DVC, without Git."""

import hashlib
import os

from .peer import Peer, noted


class Dvc(Peer):
    name = "DVC"
    binaries = ("dvc",)
    install = "pip install dvc, brew install dvc"
    build_file = "dvc.yaml"
    state = ("dvc.lock", ".dvc/cache", ".dvc/tmp", ".dvc-site")
    restores = True
    most = 100
    most_known = 1_000
    most_quick = 8

    @staticmethod
    def initialise(root):
        os.makedirs(f"{root}/.dvc")
        with open(f"{root}/.dvc/config", "w") as file:
            file.write("[core]\n    no_scm = True\n    analytics = false\n    check_update = false\n")

    def write(self, graph, root, log=None):
        self.initialise(root)
        with open(f"{root}/{self.build_file}", "w") as file:
            file.write("stages:\n")
            for task in graph.tasks():
                file.write(
                    f"  {task.name}:\n    cmd: {self.command(task, log)}\n"
                    f"    deps: [{task.input}]\n    outs: [{task.output}]\n"
                )

    @staticmethod
    def command(task, log=None):
        return f"{noted(task, log)}cat {task.input} > {task.output}"

    def build(self):
        return [self.program, "repro", "--quiet"]

    def environment(self, root):
        return {"DVC_NO_ANALYTICS": "1", "DVC_SITE_CACHE_DIR": f"{root}/.dvc-site"}

    def reach(self, graph, root, build):
        """Beyond `most` stages, `dvc repro` takes minutes: what it would leave is written down instead. That DVC finds
        nothing to do then is checked like any build."""
        if graph.size <= self.most:
            build()
            return
        with open(f"{root}/dvc.lock", "w") as lock:
            lock.write("schema: '2.0'\nstages:\n")
            for number, task in enumerate(graph.tasks()):
                content = b"".join(graph.content(number // graph.group, 0))
                with open(f"{root}/{task.output}", "wb") as file:
                    file.write(content)
                digest = hashlib.md5(content).hexdigest()
                self.store(root, digest, content)
                lock.write(f"  {task.name}:\n    cmd: {self.command(task)}\n")
                for kind, path in (("deps", task.input), ("outs", task.output)):
                    lock.write(
                        f"    {kind}:\n    - path: {path}\n      hash: md5\n"
                        f"      md5: {digest}\n      size: {len(content)}\n"
                    )
        build()

    @staticmethod
    def store(root, digest, content):
        folder = f"{root}/.dvc/cache/files/md5/{digest[:2]}"
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{digest[2:]}", "wb") as file:
            file.write(content)
