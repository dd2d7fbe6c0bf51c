"""How each tool is found, told of the graph, started and made to forget.

To add one: a class like Ninja in a module of its own, and its line in ALL.
"""

from .dvc import Dvc
from .gotask import GoTask
from .make import Make
from .ninja import Ninja
from .snakemake import Snakemake
from .turbo import Turbo
from .weir import Weir

ALL = (Weir, Make, Ninja, GoTask, Turbo, Dvc, Snakemake)
