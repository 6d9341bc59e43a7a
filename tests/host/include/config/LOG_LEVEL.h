/* SPDX-License-Identifier: BSD-3-Clause */
/* The units under test say nothing. */
#define CONFIG_LOG_LEVEL 0
