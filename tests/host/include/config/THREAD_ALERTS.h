/* SPDX-License-Identifier: BSD-3-Clause */
#define CONFIG_THREAD_ALERTS 0
