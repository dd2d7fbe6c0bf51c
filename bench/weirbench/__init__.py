"""Measures weir and its peers on the same work.

    main      the command line: which rows, which tools, where results go
    rows      what is measured, row by row, and what weir is to reach
    sites     folders in which a tool has built a graph and has nothing left to do
    graph     the graph that all tools build, and the content it must come to
    peers     how each tool is found, told of the graph, started and made to forget
    rounds    who is measured when and how often
    process   wall time and peak memory of one command
    machine   where and what was measured
    table     medians, spread and ratios as Markdown and CSV
    plot      cost as the graph grows, drawn from the CSV
"""
