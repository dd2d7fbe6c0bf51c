"""Snakemake."""

from .peer import JOBS, Peer, noted


class Snakemake(Peer):
    name = "Snakemake"
    binaries = ("snakemake",)
    install = "pip install snakemake, conda install -c bioconda snakemake"
    build_file = "Snakefile"
    state = (".snakemake",)
    most = 100
    most_known = 1_000
    most_quick = 0

    def write(self, graph, root, log=None):
        with open(f"{root}/{self.build_file}", "w") as file:
            file.write("# edit 0000\nrule all:\n    input:\n")
            file.writelines(f"        '{task.output}',\n" for task in graph.tasks() if task.last)
            for task in graph.tasks():
                file.write(
                    f"rule {task.name}:\n    input: '{task.input}'\n    output: '{task.output}'\n"
                    f"    shell: '{noted(task, log)}cat {{input}} > {{output}}'\n"
                )

    def build(self):
        return [self.program, "--quiet", "all", "--cores", str(JOBS)]

    def environment(self, root):
        return {"XDG_CACHE_HOME": f"{root}/.snakemake-cache"}

    def reach(self, graph, root, build):
        """Beyond `most` rules a build takes minutes: the outputs are written in its place. Snakemake asks for no more
        than that they are younger than what they are made from."""
        if graph.size > self.most:
            for number, task in enumerate(graph.tasks()):
                with open(f"{root}/{task.output}", "wb") as file:
                    file.write(b"".join(graph.content(number // graph.group, 0)))
        build()
