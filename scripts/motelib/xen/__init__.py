# SPDX-License-Identifier: BSD-3-Clause
"""A real Xen in QEMU, which boots an image as its domain 0: no toolstack, a second or two a run."""
