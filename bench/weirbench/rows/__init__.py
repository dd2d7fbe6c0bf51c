"""What is measured, row by row, and what weir is to reach."""

from . import changes, nothing, queries, restores, trees

ALL = (*nothing.ROWS, *queries.ROWS, *changes.ROWS, *restores.ROWS, *trees.ROWS)
