/* SPDX-License-Identifier: BSD-3-Clause */
#define CONFIG_HEAP_QUARANTINE_KIB 16
