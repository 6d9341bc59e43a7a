# SPDX-License-Identifier: BSD-3-Clause
"""gdb commands that know Mote's threads and memory; read by mote.gdb, inside gdb's own Python.

Everything is read from the stopped image by its debug information. A list that is damaged is followed
as far as it makes sense, since a debugger is used when things are damaged.
"""

import contextlib

import gdb

STATES = ("ready", "running", "waiting", "suspended", "ended")
LIST_LIMIT = 100000
NEVER = (1 << 64) - 1
HEAP_RUN = 0x676E6F6C  # MAGIC_RUN of core/src/memory/heap_layout.h
# What mote_arch_thread_switch() leaves on a stack; struct switch_frame in thread_prepare.c.
SAVED = ("r15", "r14", "r13", "r12", "rbp", "rbx", "rip")


def container_of(link, type_name, member):
    """The structure whose MEMBER the pointer LINK points to."""
    kind = gdb.lookup_type(type_name)
    offset = next(field.bitpos // 8 for field in kind.fields() if field.name == member)
    address = int(link) - offset
    return gdb.Value(address).cast(kind.pointer()).dereference()


def walk(head, type_name, member):
    """The structures in the list whose head is at HEAD, at most LIST_LIMIT of them."""
    link = head.dereference()["next"]
    for _ in range(LIST_LIMIT):
        if int(link) in (0, int(head)):
            return
        yield container_of(link, type_name, member)
        link = link.dereference()["next"]


def ring(link):
    """The threads of a ring of the run queue, the one whose turn it is first."""
    first = int(link)
    for _ in range(LIST_LIMIT):
        yield container_of(link, "struct mote_thread", "link")
        link = link.dereference()["next"]
        if int(link) in (0, first):
            return


def has(symbol):
    """Whether the image has a variable of that name."""
    return bool(gdb.lookup_global_symbol(symbol) or gdb.lookup_static_symbol(symbol))


def threads():
    """All threads, the oldest first."""
    if not has("mote_threads"):
        raise gdb.GdbError("This image has no threads (CONFIG_THREADS in make menuconfig).")
    return list(walk(gdb.parse_and_eval("&mote_threads"), "struct mote_thread", "all"))


def name_of(thread):
    """A thread's name, whatever the pointer to it is worth."""
    try:
        return thread["name"].string()
    except (gdb.MemoryError, UnicodeDecodeError):
        return "?"


def state_of(thread):
    """The word for a thread's state."""
    state = int(thread["state"])
    if same(thread, current()) and not state:
        return STATES[1]
    return STATES[state] if state < len(STATES) else f"? ({state})"


def current():
    """The thread that the processor is at."""
    return gdb.parse_and_eval("mote_the_cpu.current").dereference()


def same(one, other):
    """Whether two structures are the same one."""
    return int(one.address) == int(other.address)


def find(word):
    """The thread of that name, number in the list, or address."""
    found = threads()
    for number, thread in enumerate(found):
        if word in (name_of(thread), str(number), hex(int(thread.address))):
            return thread
    raise gdb.GdbError(f"There is no thread {word!r}; `mote threads` lists them.")


def stack_of(thread):
    """Where a thread's stack begins and ends."""
    if int(thread["stack"]):
        return int(thread["stack"]) + 4096, int(thread.address)
    bounds = [f"&mote_{platform}_main_stack{end}" for platform in ("pvh", "xenpv")
              for end in ("", "_end")]
    known = [int(gdb.parse_and_eval(each)) for each in bounds if has_label(each[1:])]
    return tuple(known[:2]) if len(known) >= 2 else (0, 0)


def has_label(label):
    """Whether the symbol table has a label, which needs no debug information."""
    try:
        gdb.parse_and_eval(f"&{label}")
    except gdb.error:
        return False
    return True


def stack_pointer(thread):
    """Where the stack of a thread is used up to."""
    if same(thread, current()):
        return int(gdb.parse_and_eval("(unsigned long)$rsp"))
    return int(thread["stack_pointer"])


def waits_for(thread):
    """What a thread waits for, in words."""
    if not int(thread["waits_in"]):
        return ""
    words = thread["waits_in"].dereference()["name"].string()
    mutex = thread["waits_for"]
    if int(mutex):
        owner = int(mutex.dereference()["owner"]) & ~1
        if owner:
            kind = gdb.lookup_type("struct mote_thread").pointer()
            words += f" of {name_of(gdb.Value(owner).cast(kind).dereference())}"
    return words


def table(headings, rows):
    """Prints rows in columns."""
    rows = [headings, *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(headings))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


@contextlib.contextmanager
def registers_of(thread):
    """Has gdb see the registers of a thread that doesn't run, and puts back the processor's."""
    frame = gdb.lookup_type("struct switch_frame")
    saved = gdb.Value(int(thread["stack_pointer"])).cast(frame.pointer()).dereference()
    gdb.execute("frame 0", to_string=True)
    before = {name: int(gdb.parse_and_eval(f"(unsigned long)${name}")) for name in (*SAVED, "rsp")}
    after = {name: int(saved[name]) for name in SAVED}
    after["rsp"] = int(thread["stack_pointer"]) + frame.sizeof
    try:
        write_registers(after)
        yield
    finally:
        write_registers(before)
        gdb.execute("frame 0", to_string=True)


def write_registers(values):
    """Sets registers of the processor."""
    for name, value in values.items():
        gdb.execute(f"set ${name} = {value:#x}", to_string=True)


class Mote(gdb.Command):
    """What Mote knows of itself: threads, bt, runqueue, timers, heap."""

    def __init__(self):
        super().__init__("mote", gdb.COMMAND_STATUS, prefix=True)


class Threads(gdb.Command):
    """mote threads: all threads, with state, priority, stack and what they wait for."""

    def __init__(self):
        super().__init__("mote threads", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        """Prints the table."""
        rows = []
        for number, thread in enumerate(threads()):
            begin, end = stack_of(thread)
            used = end - stack_pointer(thread)
            known = begin <= stack_pointer(thread) <= end
            priority = str(int(thread["priority"]))
            if int(thread["priority"]) != int(thread["base_priority"]):
                priority += f" (own {int(thread['base_priority'])})"
            mark = "*" if same(thread, current()) else " "
            rows.append([f"{mark}{number}", name_of(thread), state_of(thread), priority,
                         f"{used} of {end - begin}" if known else "elsewhere",
                         waits_for(thread)])
        table([" #", "name", "state", "priority", "stack used", "waits for"], rows)


class Backtrace(gdb.Command):
    """mote bt THREAD: the backtrace of a thread, by name, number or address; `all` for every one."""

    def __init__(self):
        super().__init__("mote bt", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        """Prints one or all."""
        if not argument:
            raise gdb.GdbError("Say which thread: mote bt NAME, mote bt 2, mote bt all.")
        for thread in threads() if argument == "all" else [find(argument)]:
            print(f"thread {name_of(thread)}, {state_of(thread)}")
            self._show(thread)

    @staticmethod
    def _show(thread):
        if same(thread, current()):
            gdb.execute("backtrace")
        elif state_of(thread) == "ended":
            print("  has ended and has no frames")
        else:
            with registers_of(thread):
                gdb.execute("backtrace")


class RunQueue(gdb.Command):
    """mote runqueue: the ready threads of each priority, in the order in which they run."""

    def __init__(self):
        super().__init__("mote runqueue", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        """Prints a line for each priority that has ready threads."""
        threads()
        queue = gdb.parse_and_eval("mote_the_cpu.run_queue")
        ready = int(queue["ready"])
        rows = []
        for priority in range(31, -1, -1):
            if ready >> priority & 1:
                names = [name_of(each) for each in ring(queue["head"][priority])]
                rows.append([priority, " -> ".join(names)])
        if rows:
            table(["priority", "ready, the next one first"], rows)
        else:
            print("No thread is ready: the processor idles.")


class Timers(gdb.Command):
    """mote timers: the deadlines that threads wait for, the earliest first."""

    def __init__(self):
        super().__init__("mote timers", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        """Prints them, in nanoseconds of the image's clock."""
        threads()
        if not has("first_entries"):
            raise gdb.GdbError("This image has no timeouts (CONFIG_TIME in make menuconfig).")
        queue = gdb.parse_and_eval("'timeout.c'::queue")
        entries = [queue["entries"][at] for at in range(int(queue["count"]))]
        rows = [[int(entry["deadline"]),
                 name_of(container_of(entry["node"], "struct mote_thread", "timeout"))]
                for entry in entries]
        armed = int(gdb.parse_and_eval("mote_the_cpu.timer_armed"))
        table(["deadline (ns)", "thread"], sorted(rows))
        print("The event timer is " + ("not armed." if armed == NEVER else f"armed for {armed}."))


def headers(first):
    """The pages of a ring of the heap."""
    header = first
    for _ in range(LIST_LIMIT if int(first) else 0):
        yield header.dereference()
        header = container_of(header["link"]["next"], "struct header", "link").address
        if int(header) in (0, int(first)):
            return


def blocks(header, block_bytes):
    """The allocations in a page of blocks, or the one in a run: (address, bytes)."""
    if int(header["magic"]) == HEAP_RUN:
        memory = int(header["memory"])
        yield memory, int(header.address) + int(header["pages"]) * 4096 - memory
        return
    for place in range(256):
        if int(header["allocated"][place // 64]) >> place % 64 & 1:
            yield int(header.address) + place * 16, block_bytes[int(header["class"])]


def debugged_allocations():
    """The allocations that CONFIG_HEAP_DEBUG knows: (address, bytes, who)."""
    for each in walk(gdb.parse_and_eval("&'heap_debug.c'::live"), "struct allocation", "link"):
        who = gdb.find_pc_line(int(each["allocated_by"]) - 1)
        where = f"{who.symtab.filename}:{who.line}" if who.symtab else "?"
        yield int(each.address) + each.type.sizeof, int(each["bytes"]), where


class Heap(gdb.Command):
    """mote heap: how full the heap is; `all` for every allocation, and who made it (HEAP_DEBUG)."""

    def __init__(self):
        super().__init__("mote heap", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        """Prints a line for each size of blocks, or for each allocation."""
        if not has("mote_heap_classes"):
            raise gdb.GdbError("This image doesn't use the heap.")
        sizes = gdb.parse_and_eval("mote_heap_class_bytes")
        sizes = [int(sizes[at]) for at in range(sizes.type.range()[1] + 1)]
        classes = gdb.parse_and_eval("mote_heap_classes")
        pages = [*headers(gdb.parse_and_eval("mote_heap_rest"))]
        for at in range(len(sizes)):
            pages += headers(classes[at]["partial"])
        if argument == "all":
            self._all(pages, sizes)
        else:
            self._summary(pages, sizes)

    @staticmethod
    def _all(pages, sizes):
        if has("held_bytes"):
            found = debugged_allocations()
        else:
            found = ((*each, "") for header in pages for each in blocks(header, sizes))
        table(["allocation", "bytes", "allocated by"],
              [(f"{memory:#x}", size, who) for memory, size, who in found])

    @staticmethod
    def _summary(pages, sizes):
        rows = []
        runs = [header for header in pages if int(header["magic"]) == HEAP_RUN]
        cut = [header for header in pages if int(header["magic"]) != HEAP_RUN]
        for at, size in enumerate(sizes):
            own = [int(header["in_use"]) for header in cut if int(header["class"]) == at]
            if own:
                rows.append([size, len(own), sum(own)])
        if runs:
            rows.append(["runs", sum(int(header["pages"]) for header in runs), len(runs)])
        table(["block", "pages", "allocations"], rows)


Mote()
Threads()
Backtrace()
RunQueue()
Timers()
Heap()
