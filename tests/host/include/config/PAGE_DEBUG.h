/* SPDX-License-Identifier: BSD-3-Clause */
/* tests/host/meson.build may say otherwise. */
#ifndef CONFIG_PAGE_DEBUG
#define CONFIG_PAGE_DEBUG 0
#endif
