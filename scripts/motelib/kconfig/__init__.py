# SPDX-License-Identifier: BSD-3-Clause
"""Configurations: reading and checking them strictly, making, editing, explaining and saving them.

What is imported matters here. Every build asks `ensure` whether something changed, so that path
(`stamp`, `prepare`) stays away from kconfiglib; `model` and what imports it come in only when the
answer is yes.
"""
