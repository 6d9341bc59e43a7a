# SPDX-License-Identifier: BSD-3-Clause
"""Which image a verb is about: a configuration's, by name, or any ELF file by its path."""

from dataclasses import dataclass
from pathlib import Path

from motelib.paths import ROOT, Configuration, current_name, is_valid_name
from motelib.report import UserError


@dataclass(frozen=True)
class Image:
    """An image and the file with its symbols."""

    name: str
    elf: Path
    debug: Path


def add_image_options(parser):
    """Adds --name and --image to a verb's options."""
    parser.add_argument("--name", help="the configuration (by default the last one chosen)")
    parser.add_argument("--image", type=Path, metavar="ELF",
                        help="an ELF file in place of --name's")


def chosen_image(arguments):
    """The image that --name and --image say, or a sentence with what to type to have it."""
    if arguments.image:
        elf = arguments.image
        if not elf.is_file():
            raise UserError(f"there is no image {elf}; give the path of an ELF file")
        return Image(elf.stem, elf, elf.with_suffix(".debug"))
    name = current_name() if arguments.name is None else arguments.name
    if not is_valid_name(name):
        raise UserError(f"{name!r} can't be a configuration's name; see `make list`", 2)
    configuration = Configuration(name)
    if not configuration.elf.is_file():
        raise UserError(
            f"{name} has no image yet ({shown(configuration.elf)}); "
            f"build it with `make NAME={name}`, or see `make list` for what there is"
        )
    return Image(name, configuration.elf, configuration.debug)


def shown(path):
    """A path as a person reads it best: relative to the tree where it lies in it."""
    path = Path(path)
    return path.relative_to(ROOT) if ROOT in path.parents else path
