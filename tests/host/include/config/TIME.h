/* SPDX-License-Identifier: BSD-3-Clause */
#define CONFIG_TIME 1
