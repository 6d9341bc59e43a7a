/* SPDX-License-Identifier: BSD-3-Clause */
#include "line.h"

#include <signal.h>
#include <string.h>

#include "terminal.h"

#define ERASE_ONE "\b \b"

static bool has(tcflag_t flag)
{
	return mote_terminal_settings.c_lflag & flag;
}

/* Whether BYTE is what the setting names; 0 names none. */
static bool is(char byte, int which)
{
	cc_t wanted = mote_terminal_settings.c_cc[which];

	return wanted && (cc_t)byte == wanted;
}

static bool is_extended(char byte, int which)
{
	return has(IEXTEN) && is(byte, which);
}

static bool is_control(char byte)
{
	return (unsigned char)byte < ' ' || byte == 0x7f;
}

/* Writes what BYTE looks like to SHOWN, and returns how many bytes that are. */
static size_t show(char byte, char shown[2])
{
	bool as_it_is = !is_control(byte) || byte == '\t' || byte == '\n' || !has(ECHOCTL);

	shown[0] = as_it_is ? byte : '^';
	shown[1] = byte ^ 0x40;
	return as_it_is ? 1 : 2;
}

static void echo(char byte)
{
	char shown[2];
	size_t bytes = show(byte, shown);

	if (has(ECHO) || (byte == '\n' && has(ECHONL) && has(ICANON)))
		mote_terminal_echo(shown, bytes);
}

/* The column behind the first BYTES bytes of the line. */
static unsigned column_at(const struct mote_terminal_line *line, size_t bytes)
{
	unsigned column = line->begin_column;
	char shown[2];

	for (size_t i = 0; i < bytes; i++)
		column = mote_terminal_column_behind(column, shown, show(line->text[i], shown));
	return column;
}

/* Takes the line's end away, down to BYTES bytes; on the screen too, where SHOWS. */
static void cut(struct mote_terminal_line *line, size_t bytes, bool shows)
{
	unsigned columns = column_at(line, line->bytes) - column_at(line, bytes);

	line->bytes = bytes;
	for (; shows && columns; columns--)
		mote_terminal_echo(ERASE_ONE, strlen(ERASE_ONE));
}

/* Where the last character of the first BYTES bytes begins. */
static size_t character_before(const struct mote_terminal_line *line, size_t bytes)
{
	bytes--;
	while (mote_terminal_settings.c_iflag & IUTF8 && bytes &&
	       (line->text[bytes] & 0xc0) == 0x80)
		bytes--;
	return bytes;
}

static void erase(struct mote_terminal_line *line)
{
	if (!line->bytes)
		return;
	if (has(ECHO) && !has(ECHOE))
		echo((char)mote_terminal_settings.c_cc[VERASE]);
	cut(line, character_before(line, line->bytes), has(ECHO) && has(ECHOE));
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static void erase_word(struct mote_terminal_line *line)
{
	size_t bytes = line->bytes;

	while (bytes && is_blank(line->text[bytes - 1]))
		bytes--;
	while (bytes && !is_blank(line->text[bytes - 1]))
		bytes--;
	cut(line, bytes, has(ECHO));
}

static void kill_line(struct mote_terminal_line *line)
{
	bool erases = has(ECHO) && has(ECHOE) && has(ECHOKE);

	if (!erases)
		echo((char)mote_terminal_settings.c_cc[VKILL]);
	cut(line, 0, erases);
	if (!erases && has(ECHOK))
		echo('\n');
}

static void reprint(struct mote_terminal_line *line)
{
	echo((char)mote_terminal_settings.c_cc[VREPRINT]);
	echo('\n');
	line->begin_column = 0;
	for (size_t i = 0; i < line->bytes; i++)
		echo(line->text[i]);
}

static void hand_on(struct mote_terminal_line *line)
{
	mote_terminal_hand_on(line->text, line->bytes, true);
	line->bytes = 0;
}

void mote_terminal_line_finish(struct mote_terminal_line *line)
{
	if (line->bytes)
		hand_on(line);
}

static void insert(struct mote_terminal_line *line, char byte)
{
	if (line->bytes == MOTE_TERMINAL_LINE_BYTES)
		hand_on(line);
	if (!line->bytes)
		line->begin_column = mote_terminal_column();
	line->text[line->bytes++] = byte;
	echo(byte);
}

static bool ends_line(char byte)
{
	return byte == '\n' || is(byte, VEOL) || is_extended(byte, VEOL2);
}

/* Canonical mode. */
static void edit(struct mote_terminal_line *line, char byte)
{
	if (is(byte, VERASE))
		erase(line);
	else if (is(byte, VKILL))
		kill_line(line);
	else if (is_extended(byte, VWERASE))
		erase_word(line);
	else if (is_extended(byte, VREPRINT))
		reprint(line);
	else if (is(byte, VEOF))
		hand_on(line);
	else
		insert(line, byte);
	if (ends_line(byte))
		mote_terminal_line_finish(line);
}

static int signal_of(char byte)
{
	if (!has(ISIG))
		return 0;
	return is(byte, VINTR) ? SIGINT : is(byte, VQUIT) ? SIGQUIT : is(byte, VSUSP) ? SIGTSTP : 0;
}

/* What was typed before goes too: who interrupts a program doesn't mean it to read that. */
static void interrupt(struct mote_terminal_line *line, char byte, int number)
{
	if (!has(NOFLSH)) {
		line->bytes = 0;
		mote_terminal_discard();
	}
	echo(byte);
	mote_terminal_signal(number);
}

/* IXON; returns whether that was all. */
static bool stop_or_start(char byte)
{
	tcflag_t flags = mote_terminal_settings.c_iflag;

	if (!(flags & IXON))
		return false;
	if (is(byte, VSTOP)) {
		mote_terminal_stop_output(true);
		return true;
	}
	if (is(byte, VSTART) || flags & IXANY)
		mote_terminal_stop_output(false);
	return is(byte, VSTART);
}

/* c_iflag. Returns false where the byte is dropped. */
static bool translate(char *byte)
{
	tcflag_t flags = mote_terminal_settings.c_iflag;

	if (*byte == '\r' && flags & IGNCR)
		return false;
	if (*byte == '\r' && flags & ICRNL)
		*byte = '\n';
	else if (*byte == '\n' && flags & INLCR)
		*byte = '\r';
	return true;
}

static void take_as_it_is(struct mote_terminal_line *line, char byte)
{
	if (has(ICANON)) {
		insert(line, byte);
		return;
	}
	echo(byte);
	mote_terminal_hand_on(&byte, 1, false);
}

void mote_terminal_line_take(struct mote_terminal_line *line, char byte)
{
	if (mote_terminal_settings.c_iflag & ISTRIP)
		byte &= 0x7f;
	if (line->takes_literally) {
		line->takes_literally = false;
		take_as_it_is(line, byte);
		return;
	}
	if (stop_or_start(byte))
		return;
	if (signal_of(byte)) {
		interrupt(line, byte, signal_of(byte));
		return;
	}
	if (!translate(&byte))
		return;
	if (has(ICANON) && is_extended(byte, VLNEXT)) {
		line->takes_literally = true;
		if (has(ECHO) && has(ECHOCTL))
			mote_terminal_echo("^\b", 2);
		return;
	}
	if (has(ICANON))
		edit(line, byte);
	else
		take_as_it_is(line, byte);
}
