# SPDX-License-Identifier: BSD-3-Clause
"""A person at the console of an image: reads what it says and types what comes next."""

import os

from motelib import qemu


class Typist:
    """Types each text when the one before it is shown, and no sooner."""

    def __init__(self, conversation):
        self.steps = list(conversation)
        self.shown = b""
        self.stdin, self._keys = os.pipe()

    def watch(self, data):
        """Takes what the image has printed."""
        self.shown += data
        while self.steps and self.steps[0][0] in self.shown:
            expected, keys = self.steps.pop(0)
            self.shown = self.shown.split(expected, 1)[1]
            os.write(self._keys, keys)

    def close(self):
        """Leaves nothing open."""
        os.close(self.stdin)
        os.close(self._keys)


def converse(image, conversation, **options):
    """Boots an image and types; returns the Result and what of the conversation did not take place.

    The conversation is a list of pairs of bytes: what has to be shown, what is typed then.
    """
    typist = Typist(conversation)
    try:
        result = qemu.boot(image.elf, stdin=typist.stdin, on_output=typist.watch, **options)
    finally:
        typist.close()
    return result, typist.steps
