/* SPDX-License-Identifier: BSD-3-Clause */
#define CONFIG_COMMAND_LINE 0
