#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Builds the image of a configuration, then becomes the script that wants to use it, if one is
named.

    build.py [--name NAME] [--app FOLDER] [--external A:B] [--fragments "a b"] [--verbose] [--werror]
             [--then SCRIPT [its options ...]]

SCRIPT (run, size, debug ...) gets --name with the configuration that was built.
"""

import argparse
import sys

import config
from motelib import builder, paths
from motelib.report import become, progress, run_verb


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="make build", description=__doc__.splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="show the commands of the build")
    parser.add_argument("--werror", action="store_true", help="take warnings for errors")
    parser.add_argument("--then", metavar="SCRIPT", help="what to run on the image")
    for option in ("--name", "--app", "--external", "--fragments"):
        parser.add_argument(option)
    parser.add_argument("--keep-current", action="store_true")
    return parser.parse_known_args(arguments)


def _config_arguments(options):
    arguments = ["--keep-current"] if options.keep_current else []
    for option in ("name", "app", "external", "fragments"):
        value = getattr(options, option)
        arguments += [f"--{option}={value}"] if value else []
    return arguments


def main():
    """Builds, and hands on."""
    options, rest = _parse(sys.argv[1:])
    if rest and not options.then:
        raise SystemExit(f"make build: {' '.join(rest)} is not an option; see make help")
    name = config.chosen_name(_config_arguments(options))
    configuration = paths.Configuration(name)
    # The lock also for preparing: two builds at once would remove each other's files.
    with builder.locked(configuration):
        config.main(["ensure", *_config_arguments(options)])
        builder.build(configuration, options.verbose, options.werror)
    if not options.then:
        image = configuration.elf
        progress(f"{image.relative_to(paths.ROOT)} is up to date: {image.stat().st_size:,} bytes")
        return 0
    script = paths.ROOT / "scripts" / f"{options.then}.py"
    return become(script, "--name", name, *rest)


if __name__ == "__main__":
    run_verb(main)
