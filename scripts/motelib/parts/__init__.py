# SPDX-License-Identifier: BSD-3-Clause
"""Third-party parts: fetched by name, checked by hash, built once for all configurations.

    definition   what a module's part.toml says
    store        the tarballs in build/sources, and which of them is in use
    fetch        a tarball by package name, from the machine's own package sources
    apt          a package manager's configuration of our own, that any user may use
    unpack       a tarball as a folder: unpacked, patched, the overlay laid over it
    recipe       all that decides about what comes out of a build, and the hash over it
    build        a part's archives and headers in build/parts/<name>-<hash>/
    chosen       the parts of a configuration, made ready, and where Meson finds them
"""
