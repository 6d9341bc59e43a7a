/* SPDX-License-Identifier: BSD-3-Clause */
/* The registers of the PC16550D (National Semiconductor's data sheet, 1995, §8), as far as they are used. */
#ifndef NS16550_REGISTERS_H
#define NS16550_REGISTERS_H

#include <config/DRIVER_UART_NS16550_PORT.h>

#define PORT CONFIG_DRIVER_UART_NS16550_PORT

#define TRANSMIT (PORT + 0)
#define RECEIVE (PORT + 0)
#define DIVISOR_LOW (PORT + 0)
#define DIVISOR_HIGH (PORT + 1)
#define INTERRUPT_ENABLE (PORT + 1)
#define LINE_CONTROL (PORT + 3)
#define MODEM_CONTROL (PORT + 4)
#define LINE_STATUS (PORT + 5)
#define SCRATCH (PORT + 7)

/* DTR, RTS, and the second output, which on a PC lets the interrupts through. */
#define MODEM_READY 0x0b

#endif
