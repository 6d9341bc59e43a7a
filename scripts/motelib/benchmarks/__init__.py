# SPDX-License-Identifier: BSD-3-Clause
"""What `make bench` measures, one module a kind of figure."""
