# SPDX-License-Identifier: BSD-3-Clause
"""What `make docs` writes into the documents.

    blocks        where generated text stands in a document, and how it is replaced
    tree          what follows from the tree: verbs, options, parameters
    figures       what is measured: sizes, instructions, memory, times
    transcripts   what the tools print
"""
