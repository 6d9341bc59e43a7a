/* SPDX-License-Identifier: BSD-3-Clause */
#define CONFIG_MUTEX_PRIORITY_INHERITANCE 1
