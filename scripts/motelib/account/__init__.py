# SPDX-License-Identifier: BSD-3-Clause
"""Accounts for every byte of an image: from the linker's map and the program headers to a tree of
layers, modules, files, sections and symbols whose sums are exact.

    linkermap    the map as it was written: which input section lies where
    programs     the shipped file's program headers: which address lies where in the file
    ledger       the two laid over each other: an entry for each range of bytes
    merged       the strings that were merged, given back to the files that they come from
    owners       whose an object file is: layer, module, source file
    tree         entries summed up, as a tree and as JSON
    measure      all of it for a built configuration
"""
