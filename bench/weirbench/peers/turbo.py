"""turbo: a package for each group of tasks, and a script for each task.

turbo starts scripts by the package manager, and npm alone takes over a tenth of a second. What it finds under the name
of npm here is a shell that runs the line of the script at once: in turbo's favour. It hashes inputs before anything
runs, so what another task makes cannot be one: a task depends on the source of its package and on the task before.
"""

import json
import os

from .peer import JOBS, Peer


class Turbo(Peer):
    name = "turbo"
    binaries = ("turbo",)
    install = "npm install -g turbo"
    build_file = "turbo.json"
    state = (".turbo", "node_modules")
    packaged = True
    restores = True
    most = 10_000
    most_known = 10_000
    most_quick = 100

    def write(self, graph, root, log=None):
        write_json(
            f"{root}/package.json",
            {"name": "bench", "private": True, "packageManager": "npm@10.8.2", "workspaces": ["packages/*/*"]},
        )
        packages = {"": {"name": "bench", "workspaces": ["packages/*/*"]}}
        for group in range(graph.groups):
            scripts = {f"t{at}": self.script(at, log) for at in range(graph.tasks_in(group))}
            os.makedirs(f"{root}/{graph.folder(group)}", exist_ok=True)
            package = {"name": f"g{group}", "version": "1.0.0", "scripts": scripts}
            write_json(f"{root}/{graph.folder(group)}/package.json", package)
            packages[graph.folder(group)] = {"name": f"g{group}", "version": "1.0.0"}
            packages[f"node_modules/g{group}"] = {"resolved": graph.folder(group), "link": True}
        write_json(
            f"{root}/package-lock.json",
            {"name": "bench", "lockfileVersion": 3, "requires": True, "packages": packages},
        )
        tasks = {}
        for at in range(min(graph.group, graph.size)):
            task = {"inputs": ["source.txt"], "outputs": [f"{at}.txt"]}
            tasks[f"t{at}"] = task if at == 0 else {**task, "dependsOn": [f"t{(at - 1) // 2}"]}
        write_json(f"{root}/turbo.json", {"tasks": tasks, "globalPassThroughEnv": ["PATH"]})
        self.write_npm(graph, root, log)
        self.last = [f"t{at}" for at in range(min(graph.group, graph.size))]

    @staticmethod
    def input(at):
        return f"{(at - 1) // 2}.txt" if at else "source.txt"

    def script(self, at, log):
        note = f'echo "$PWD {at}" >> {log}; ' if log else ""
        return f"{note}cat {self.input(at)} > {at}.txt"

    def write_npm(self, graph, root, log):
        os.makedirs(f"{root}/bin", exist_ok=True)
        with open(f"{root}/bin/npm", "w") as file:
            file.write('#!/bin/sh\ncase "$2" in\n')
            for at in range(min(graph.group, graph.size)):
                file.write(f"t{at}) {self.script(at, log)} ;;\n")
            file.write("*) exit 1 ;;\nesac\n")
        os.chmod(f"{root}/bin/npm", 0o755)

    def build(self):
        return [self.program, "run", *self.last, f"--concurrency={JOBS}", "--output-logs=none"]

    def environment(self, root):
        return {
            "PATH": f"{root}/bin:{os.environ['PATH']}",
            "TURBO_TELEMETRY_DISABLED": "1",
            "DO_NOT_TRACK": "1",
            "TURBO_NO_UPDATE_NOTIFIER": "1",
        }


def write_json(path, value):
    with open(path, "w") as file:
        json.dump(value, file)
