# SPDX-License-Identifier: BSD-3-Clause
"""What the verbs under scripts/ share: paths, reports, configurations, QEMU, ELF."""
