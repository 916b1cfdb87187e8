/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "abuse_report.h"

#include <string.h>

#include "networks.h"
#include "packet.h"

enum { IP, CATEGORIES, REPORT_DATE, COMMENT, COLUMNS };
enum { COMMENT_MAX = 1024, ROWS_MAX = 9999, BYTES_MAX = 2000000 }; /* that they take, without the header */

static const struct table_column REPORT_COLUMNS[COLUMNS] = {
    [IP] = { "IP", "IP", VALUE_TEXT, 0 },
    [CATEGORIES] = { "Categories", "Categories", VALUE_TEXT, 0 },
    [REPORT_DATE] = { "ReportDate", "ReportDate", VALUE_TEXT, 0 },
    [COMMENT] = { "Comment", "Comment", VALUE_TEXT, 0 },
};

static const struct table REPORT = { "report", "Report for AbuseIPDB", REPORT_COLUMNS, COLUMNS, .bar = -1 };

/* Why a finding is not reported; the first that holds. */
enum reason { REPORTED, NO_CATEGORY, SPOOFABLE, NOT_GLOBAL, ALLOWED, TOO_OLD, REASONS };

static const char *const REASON_WORDS[REASONS] = {
    [NO_CATEGORY] = "of a kind that AbuseIPDB has no category for",
    [SPOOFABLE] = "from an address that may be spoofed: it completed no TCP handshake",
    [NOT_GLOBAL] = "from an address that is private, reserved or your own",
    [ALLOWED] = "from an address that is allowed",
    [TOO_OLD] = "older than 60 days, or without a time",
};

static gboolean is_old(const struct anomaly *anomaly, gint64 now)
{
    return anomaly->time == TIME_UNKNOWN || anomaly->time < now - ABUSE_DAYS * 86400 * NS_PER_SECOND;
}

static gboolean is_allowed(const struct abuse_rules *rules, const struct address_set *exempt, const struct address *address)
{
    return address_set_find(exempt, address, NULL) || (rules->allowed && blocklists_allow(rules->allowed, address));
}

static enum reason reason_of(const struct anomaly *anomaly, const struct abuse_rules *rules,
                             const struct address_set *exempt)
{
    struct address address;

    if (!anomaly->detector || anomaly->detector->abuse_categories[0] == 0)
        return NO_CATEGORY;
    if (!anomaly->is_unspoofed)
        return SPOOFABLE;
    if (!address_parse(anomaly->subject, &address) || !address_is_global(&address) ||
        address_set_find(rules->own, &address, NULL))
        return NOT_GLOBAL;
    if (is_allowed(rules, exempt, &address))
        return ALLOWED;
    return is_old(anomaly, rules->now) ? TOO_OLD : REPORTED;
}

/* ---- one source ---- */

struct source {
    const char *address;
    gint64      time; /* of its first finding, as they ask; ns since 1970 UTC */
    GString    *categories, *comment;
};

static void add_category(GString *categories, guint8 category)
{
    char **known = g_strsplit(categories->str, ",", -1);
    char   text[8];

    g_snprintf(text, sizeof text, "%u", category);
    if (!g_strv_contains((const char *const *)known, text))
        g_string_append_printf(categories, "%s%s", categories->len ? "," : "", text);
    g_strfreev(known);
}

/* IPv4, IPv6 and MAC addresses, or what looks like one. */
static GRegex *address_pattern(void)
{
    return g_regex_new("(?<![0-9])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9])"
                       "|(?<![0-9a-fA-F:.])[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*[0-9a-fA-F:]",
                       G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
}

static gboolean hide_others(const GMatchInfo *match, GString *out, gpointer subject)
{
    char *found = g_match_info_fetch(match, 0);

    g_string_append(out, strcmp(found, subject) == 0 ? found : "[host]");
    g_free(found);
    return FALSE;
}

/* All addresses but the subject's own are the reporter's, or might be. Quotation marks in a comment they want behind a
 * backslash, not doubled: there are none. */
static void add_comment(GString *comment, const struct anomaly *anomaly, const GRegex *pattern)
{
    char *detail = g_regex_replace_eval(pattern, anomaly->detail, -1, 0, 0, hide_others, (gpointer)anomaly->subject, NULL);

    g_string_append_printf(comment, "%s%s", comment->len ? "; " : "", anomaly->detector->title);
    if (detail)
        g_string_append_printf(comment, ": %s", g_strdelimit(g_strdelimit(detail, "\"", '\''), "\\", '/'));
    g_free(detail);
}

static void source_add(struct source *source, const struct anomaly *anomaly, const GRegex *pattern)
{
    for (guint i = 0; i < ABUSE_CATEGORIES_MAX && anomaly->detector->abuse_categories[i]; i++)
        add_category(source->categories, anomaly->detector->abuse_categories[i]);
    if (source->comment->len < COMMENT_MAX / 2)
        add_comment(source->comment, anomaly, pattern);
    source->time = MIN(source->time, anomaly->time);
}

static void source_free(gpointer data)
{
    struct source *source = data;

    g_string_free(source->categories, TRUE);
    g_string_free(source->comment, TRUE);
    g_free(source);
}

/* ---- all of them ---- */

static struct source *source_of(GPtrArray *sources, const char *address)
{
    struct source *last = sources->len ? g_ptr_array_index(sources, sources->len - 1) : NULL;

    if (last && strcmp(last->address, address) == 0) /* a subject's findings stand together */
        return last;

    struct source *source = g_new0(struct source, 1);
    source->address = address;
    source->time = G_MAXINT64;
    source->categories = g_string_new(NULL);
    source->comment = g_string_new(NULL);
    g_ptr_array_add(sources, source);
    return source;
}

static void write_source(const struct source *source, struct writer *writer)
{
    GDateTime *time = g_date_time_new_from_unix_utc(source->time / NS_PER_SECOND);
    char      *date = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    g_string_truncate(source->comment, MIN(source->comment->len, COMMENT_MAX));
    struct value values[COLUMNS] = {
        [IP] = value_text(source->address),
        [CATEGORIES] = value_text(source->categories->str),
        [REPORT_DATE] = value_text(date),
        [COMMENT] = value_text(source->comment->str),
    };
    writer_row(writer, values);
    g_free(date);
    g_clear_pointer(&time, g_date_time_unref);
}

static void say_what_is_left_out(const guint *counts, guint sources)
{
    for (guint i = REPORTED + 1; i < REASONS; i++)
        if (counts[i])
            g_printerr("winnow: left out: %u %s %s\n", counts[i], counts[i] == 1 ? "finding" : "findings", REASON_WORDS[i]);
    if (sources)
        g_printerr("winnow: left out: the %u quietest sources, since AbuseIPDB takes no more than 9,999 or 2 MB at once\n",
                   sources);
}

/* With quotation marks and all. */
static gsize bytes_of(const struct source *source)
{
    enum { DATE_AND_MARKS = 40 };

    return strlen(source->address) + source->categories->len + MIN(source->comment->len, COMMENT_MAX) + DATE_AND_MARKS;
}

/* How many of them, the loudest, one file may have. */
static guint count_that_fit(const GPtrArray *sources)
{
    gsize bytes = 0;
    guint count = 0;

    while (count < MIN(sources->len, ROWS_MAX) && bytes <= BYTES_MAX)
        bytes += bytes_of(g_ptr_array_index(sources, count++));
    return bytes <= BYTES_MAX ? count : count - 1;
}

/* The caller frees them. */
static GPtrArray *sources_of(const struct anomalies *anomalies, const struct abuse_rules *rules, guint counts[REASONS])
{
    GPtrArray          *sources = g_ptr_array_new_with_free_func(source_free);
    struct address_set *exempt = networks_exempt();
    GRegex             *pattern = address_pattern();

    for (guint i = 0; i < anomalies_count(anomalies); i++) {
        const struct anomaly *anomaly = anomalies_at(anomalies, i);
        enum reason           reason = reason_of(anomaly, rules, exempt);

        counts[reason]++;
        if (reason == REPORTED)
            source_add(source_of(sources, anomaly->subject), anomaly, pattern);
    }
    g_regex_unref(pattern);
    address_set_free(exempt);
    return sources;
}

void abuse_report_write(const struct anomalies *anomalies, const struct abuse_rules *rules, struct writer *writer)
{
    guint      counts[REASONS] = { 0 };
    GPtrArray *sources = sources_of(anomalies, rules, counts);
    guint      written = count_that_fit(sources);

    writer_begin_table(writer, &REPORT);
    for (guint i = 0; i < written; i++)
        write_source(g_ptr_array_index(sources, i), writer);
    writer_end_table(writer);
    say_what_is_left_out(counts, sources->len - written);
    g_ptr_array_unref(sources);
}
