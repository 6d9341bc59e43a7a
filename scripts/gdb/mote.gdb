# SPDX-License-Identifier: BSD-3-Clause
# What gdb needs to debug an image in QEMU; make debug reads it (gdb -x scripts/gdb/mote.gdb).

# Ending gdb ends the virtual machine: there is nothing to ask about.
set confirm off
set pagination off
set print pretty on

# Otherwise gdb would detach, and the image run on for a moment. (kill fails when QEMU ends quickly.)
define hook-quit
  if $_thread != 0
    disconnect
  end
end
