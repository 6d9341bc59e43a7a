/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What TZ says (POSIX.1-2008, XBD 8.3), in place of newlib's tzset(): that keeps the zone before when TZ is
 * taken away or malformed, doesn't know names as <+03>, and is made of sscanf(). Where TZ says nothing
 * sensible it is UTC.
 *
 *	NAME OFFSET [NAME [OFFSET] [,RULE[/TIME],RULE[/TIME]]]
 *	RULE: Jn, a day without 29 February; n, one with it; Mm.n.d, the nth day d of a month, 5: the last
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#if __has_include(<sys/_tz_structs.h>) /* newlib 4 */
#include <sys/_tz_structs.h>
#endif

#include <reent.h>

#define NAME_MAX_BYTES 10
#define SECONDS_PER_HOUR 3600
#define SECONDS_PER_MINUTE 60
/* POSIX.1-2024 allows a week. */
#define HOURS_MAX 167

int __tzcalc_limits(int year);
void __tz_lock(void);
void __tz_unlock(void);
void _tzset_unlocked_r(struct _reent *reent);
void _tzset_r(struct _reent *reent);

struct zone {
	char names[2][NAME_MAX_BYTES + 1];
	bool has_summer;
	long offsets[2]; /* what is added to get UTC */
	__tzrule_type rules[2];
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes C if it is next. */
static bool take(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

static bool take_name(const char **text, char *name)
{
	bool is_quoted = take(text, '<');
	size_t bytes = 0;
	char c;

	for (; (c = **text), is_letter(c) || (is_quoted && (is_digit(c) || c == '+' || c == '-'));
	     (*text)++) {
		if (bytes == NAME_MAX_BYTES)
			return false;
		name[bytes++] = c;
	}
	name[bytes] = '\0';
	return bytes >= 3 && (!is_quoted || take(text, '>'));
}

static bool take_number(const char **text, int min, int max, int *number)
{
	if (!is_digit(**text))
		return false;
	for (*number = 0; is_digit(**text) && *number <= max; (*text)++)
		*number = *number * 10 + **text - '0';
	return *number >= min && *number <= max;
}

/* [+-]hh[:mm[:ss]] */
static bool take_time(const char **text, long *seconds)
{
	long sign = take(text, '-') ? -1 : 1;
	int hours, minutes = 0, rest = 0;

	if (sign > 0)
		take(text, '+');
	if (!take_number(text, 0, HOURS_MAX, &hours))
		return false;
	if (take(text, ':') && !take_number(text, 0, 59, &minutes))
		return false;
	if (take(text, ':') && !take_number(text, 0, 59, &rest))
		return false;
	*seconds = sign * (hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE + rest);
	return true;
}

static bool take_day(const char **text, __tzrule_type *rule)
{
	if (take(text, 'M')) {
		rule->ch = 'M';
		return take_number(text, 1, 12, &rule->m) && take(text, '.') &&
		       take_number(text, 1, 5, &rule->n) && take(text, '.') &&
		       take_number(text, 0, 6, &rule->d);
	}
	rule->ch = take(text, 'J') ? 'J' : 'D';
	return take_number(text, rule->ch == 'J', 365, &rule->d);
}

static bool take_rule(const char **text, __tzrule_type *rule)
{
	long seconds = 2 * SECONDS_PER_HOUR;

	if (!take(text, ',') || !take_day(text, rule) ||
	    (take(text, '/') && !take_time(text, &seconds)))
		return false;
	rule->s = seconds;
	return true;
}

static bool take_summer(const char **text, struct zone *zone)
{
	/* From the second Sunday of March to the first of November, where it isn't said. */
	const char *rules = ",M3.2.0,M11.1.0";

	zone->has_summer = true;
	zone->offsets[1] = zone->offsets[0] - SECONDS_PER_HOUR;
	if (!take_name(text, zone->names[1]))
		return false;
	if (**text && **text != ',' && !take_time(text, &zone->offsets[1]))
		return false;
	if (!**text)
		*text = rules;
	return take_rule(text, &zone->rules[0]) && take_rule(text, &zone->rules[1]);
}

static bool parse(const char *text, struct zone *zone)
{
	take(&text, ':');
	if (!take_name(&text, zone->names[0]) || !take_time(&text, &zone->offsets[0]))
		return false;
	zone->offsets[1] = zone->offsets[0];
	memcpy(zone->names[1], zone->names[0], sizeof(zone->names[1]));
	return (!*text || take_summer(&text, zone)) && !*text;
}

void _tzset_unlocked_r(struct _reent *reent)
{
	static struct zone zone;
	static char before[40];
	const char *text = _getenv_r(reent, "TZ");
	__tzinfo_type *info = __gettzinfo();

	if (!text || !*text)
		text = "UTC0";
	if (strcmp(text, before) == 0)
		return;
	memset(&zone, 0, sizeof(zone));
	if (!parse(text, &zone)) {
		memset(&zone, 0, sizeof(zone));
		text = "UTC0";
		parse(text, &zone);
	}
	strncpy(before, text, sizeof(before) - 1);
	for (int i = 0; i < 2; i++) {
		info->__tzrule[i] = zone.rules[i];
		info->__tzrule[i].offset = zone.offsets[i];
		_tzname[i] = zone.names[i];
	}
	if (zone.has_summer)
		__tzcalc_limits(info->__tzyear);
	_timezone = zone.offsets[0];
	_daylight = zone.has_summer;
}

void _tzset_r(struct _reent *reent)
{
	__tz_lock();
	_tzset_unlocked_r(reent);
	__tz_unlock();
}
