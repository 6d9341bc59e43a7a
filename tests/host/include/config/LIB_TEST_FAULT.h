/* SPDX-License-Identifier: BSD-3-Clause */
/* What tests/host/meson.build has to say is on the compiler's command line. */
#ifndef CONFIG_LIB_TEST_FAULT
#define CONFIG_LIB_TEST_FAULT 0
#endif
