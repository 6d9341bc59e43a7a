# SPDX-License-Identifier: BSD-3-Clause
"""Proof that an image follows from its configuration, sources and toolchain alone: make reproduce."""
