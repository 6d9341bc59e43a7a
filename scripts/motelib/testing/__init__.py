# SPDX-License-Identifier: BSD-3-Clause
"""Finds tests, runs them in worker processes, and reports them as TAP."""
