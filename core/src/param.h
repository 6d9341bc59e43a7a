/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_PARAM_H
#define CORE_PARAM_H

/*
 * Sets the parameter that TOKEN ("name=value") names. "help" lists them all and ends the image with
 * status 0; an unknown or malformed one is named, all are listed, and the image ends with status
 * 64.
 */
void mote_param_apply(char *token);

#endif
