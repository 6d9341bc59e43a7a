# SPDX-License-Identifier: BSD-3-Clause
"""How the tools speak to a person: progress, aligned tables, and errors that name the next step."""

import contextlib
import errno
import os
import signal
import sys


NEXT_STEPS = {
    errno.ENOSPC: "make room on that disk",
    errno.EDQUOT: "make room within your quota",
    errno.EACCES: "make it readable and writable for you",
    errno.EPERM: "make it readable and writable for you",
    errno.EROFS: "make it writable, or work in a copy of the tree that is",
    errno.EISDIR: "move that folder away",
    errno.ENOTDIR: "move away the file that stands where a folder should be",
    errno.ENOTEMPTY: "see what works there, and end it",
    errno.ELOOP: "remove the symbolic link that leads back to itself",
    errno.EMFILE: "close files, or raise the limit by ulimit -n",
    errno.ENOMEM: "close other programs",
}


class UserError(Exception):
    """What the user can mend: a sentence on what was being done, what is wrong and what to do."""

    def __init__(self, message, status=1):
        super().__init__(message)
        self.status = status


def progress(message):
    """One line on what is being done; on standard error, so that output can be piped."""
    print(f"mote: {message}", file=sys.stderr, flush=True)


def table(rows, header=None, right=()):
    """Rows of cells as aligned text; `right` holds the indices of right-aligned columns."""
    cells = [[str(cell) for cell in row] for row in ([header] if header else []) + list(rows)]
    if not cells:
        return ""
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    if header:
        cells.insert(1, ["-" * width for width in widths])
    return "\n".join(_table_line(row, widths, right) for row in cells)


def _table_line(row, widths, right):
    padded = (c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths)))
    return "  ".join(padded).rstrip()


@contextlib.contextmanager
def _interruptible():
    """Lets Ctrl-C in, and one that was held back at once; afterwards it is as it was."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def become(script, *arguments):
    """Becomes another of our scripts, without a moment at which Ctrl-C would show a traceback."""
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.execv(sys.executable, [sys.executable, str(script), *arguments])


def run_verb(main):
    """Runs a verb's main function and turns what went wrong into one sentence and an exit status.

    The Makefile starts Python with Ctrl-C held back. It is let in only in here, where it is such a
    sentence, and neither while modules are imported nor while Python ends.
    """
    try:
        with _interruptible():
            status = main()
            sys.stdout.flush()
    except UserError as error:
        print(f"mote: {error}", file=sys.stderr)
        status = error.status
    except KeyboardInterrupt:
        print("\nmote: interrupted", file=sys.stderr)
        status = 130
    except BrokenPipeError:
        # The reader (head, less) has gone; not an error, but Python would report it again at exit.
        _forget_output()
        status = 141
    except (OSError, UnicodeDecodeError) as error:
        status = _fail(_operating_system(error) if isinstance(error, OSError) else _not_text(error))
    except RuntimeError as error:
        # How pathlib says ELOOP before Python 3.13; any other is a mistake of ours.
        if "Symlink loop" not in str(error):
            raise
        status = _fail(f"{error}; {NEXT_STEPS[errno.ELOOP]} and try again")
    sys.exit(status or 0)


def _operating_system(error):
    """The sentence on what the operating system has refused."""
    file = error.filename2 or error.filename
    where = f"{os.fsdecode(file)}: " if isinstance(file, (str, bytes, os.PathLike)) else ""
    step = NEXT_STEPS.get(error.errno, "see what has become of it" if where else "mend that")
    return f"could not go on: {where}{error.strerror or error}; {step} and try again"


def _not_text(error):
    """The sentence on a file that isn't what it should be; Python doesn't say which one."""
    begin = error.object[:error.end].rfind(b"\n") + 1
    line = error.object[begin:error.end + 40].split(b"\n")[0][:80].decode("ascii", "backslashreplace")
    return (f"could not go on: a file that was read is not UTF-8 text, at byte {error.start}, in "
            f"'{line}'; mend that file and try again")


def _fail(sentence):
    """Says it, behind what was printed before as far as that could be written; the status."""
    try:
        sys.stdout.flush()
    except OSError:
        _forget_output()
    with contextlib.suppress(OSError):
        print(f"mote: {sentence}", file=sys.stderr)
    return 1


def _forget_output():
    """Lets Python's own flush at the end succeed, which would tell of the same error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
