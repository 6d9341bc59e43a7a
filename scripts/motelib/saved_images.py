# SPDX-License-Identifier: BSD-3-Clause
"""Images of the saved configurations as they are saved, whatever the user made of those since.

They are built in folders of their own, build/measure-<name>. An image does not depend on its
configuration's name (tests/size proves it), so these are the bytes that the user would get.
"""

import contextlib
import io

import config
from motelib import builder, paths
from motelib.kconfig import saved

PREFIX = "measure-"


def names():
    """The saved configurations of the tree."""
    return [name for name, path in saved.all_files().items() if path.parent == paths.CONFIGS]


def build(name):
    """Builds a saved configuration and returns its files."""
    configuration = paths.Configuration(PREFIX + name)
    with builder.locked(configuration):
        # That the .config was made is no news here; what goes wrong is an exception.
        with contextlib.redirect_stderr(io.StringIO()):
            config.main(["defconfig", name, "--name", configuration.name, "--keep-current"])
        builder.build(configuration)
    return configuration
