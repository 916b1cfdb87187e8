/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_packet.h"
#include "markup.h"
#include "page_parts.h"
#include "slices.h"

enum { NAMED = 3, NAME_WIDTH = 40, LOUDEST = 3, DETAIL_WIDTH = 160 };

static void append_strong(GString *out, const char *text)
{
    g_string_append(out, "<strong>");
    markup_append(out, text, NAME_WIDTH);
    g_string_append(out, "</strong>");
}

static void append_readable(GString *out, enum value_kind kind, struct value value)
{
    value_append_readable(out, kind, &value);
}

static void append_size(const struct report *report, const struct summary_totals *totals, GString *out)
{
    gint64 duration = totals->first == TIME_UNKNOWN ? 0 : time_between(totals->first, totals->last);

    quantity_append(out, QUANTITY_PACKETS, totals->packets, TRUE);
    if (report->known & KNOWN_BYTES) {
        g_string_append(out, " (");
        quantity_append(out, QUANTITY_BYTES, totals->bytes, TRUE);
        g_string_append(out, ")");
    }
    if (report->known & KNOWN_FLOWS) {
        g_string_append(out, " of ");
        quantity_append(out, QUANTITY_FLOWS, totals->flows, TRUE);
    }
    if (duration > 0) {
        g_string_append(out, " in ");
        append_readable(out, VALUE_DURATION, value_ns(duration));
    }
}

static void append_slice(GString *out, const struct slice *slice, const char *of_what)
{
    char *share = slices_share_text(slice->share);

    append_strong(out, slice->name);
    g_string_append_printf(out, " (<span>%s</span>%s)", share, of_what);
    g_free(share);
}

static void append_unknown(GString *out, const struct slice *slice)
{
    char *share = slices_share_text(slice->share);

    g_string_append_printf(out, "nothing names <span>%s</span>", share);
    g_free(share);
}

/* The greatest few, and then what nobody could name. */
static void append_greatest(GString *out, const GArray *slices)
{
    GString            *named = g_string_new(NULL);
    const struct slice *unknown = NULL;
    double              share = 0;

    for (guint i = 0, told = 0; i < slices->len; i++) {
        const struct slice *slice = &g_array_index(slices, struct slice, i);

        if (g_str_equal(slice->name, "Unknown")) {
            unknown = slice;
        } else if (told < NAMED) {
            g_string_append(named, told ? ", " : "");
            append_slice(named, slice, told++ ? "" : " of the packets");
            share += slice->share;
        }
    }
    if (named->len)
        g_string_append_printf(out, ": %s%s", slices->len == 1 ? "" : share > 0.5 ? "mostly " : "most often ", named->str);
    if (unknown) {
        g_string_append(out, named->len ? "; " : ": ");
        append_unknown(out, unknown);
    }
    g_string_free(named, TRUE);
}

static void append_applications(const struct report *report, const struct palette *palette, GString *out)
{
    static const struct slices_limits ALL = { .most = G_MAXUINT, .least = 0, .coloured = FALSE };
    GArray *packets = slices_new(palette, QUANTITY_PACKETS, &ALL), *bytes = slices_new(palette, QUANTITY_BYTES, &ALL);

    append_greatest(out, packets);
    if ((report->known & KNOWN_BYTES) && bytes->len > 1) {
        g_string_append(out, ". Most bytes: ");
        append_slice(out, &g_array_index(bytes, struct slice, 0), "");
    }
    g_array_unref(packets);
    g_array_unref(bytes);
}

void page_append_answer(const struct report *report, const struct palette *palette, GString *out)
{
    struct summary_totals totals = summary_totals(report->summary);

    g_string_append(out, "<p class=\"answer\">");
    if (totals.packets) {
        append_size(report, &totals, out);
        if (report->known & KNOWN_NAMES)
            append_applications(report, palette, out);
        g_string_append(out, ".");
    } else {
        g_string_append(out, "There are no packets.");
    }
    g_string_append(out, "</p>\n");
}

static void append_finding(const struct anomaly *anomaly, GString *out)
{
    const char *severity = severity_name(anomaly->severity);

    g_string_append_printf(out, "<li><span class=\"severity %s\">%s</span> ", severity, severity);
    append_strong(out, anomaly->name);
    g_string_append_c(out, ' ');
    markup_append(out, *anomaly->detail ? anomaly->detail : anomaly->subject, DETAIL_WIDTH);
    g_string_append(out, "</li>\n");
}

void page_append_loudest(const struct report *report, GString *out)
{
    guint count = anomalies_count(report->anomalies);

    if (!(report->known & KNOWN_ANOMALIES) || !summary_totals(report->summary).packets)
        return;
    g_string_append(out, "<section class=\"loudest\" aria-labelledby=\"page-loudest\">\n"
                         "<h2 id=\"page-loudest\">Loudest anomalies</h2>\n");
    anomalies_sort(report->anomalies);
    if (count)
        g_string_append(out, "<ol>\n");
    for (guint i = 0; i < MIN(count, LOUDEST); i++)
        append_finding(anomalies_at(report->anomalies, i), out);
    if (count)
        g_string_append(out, "</ol>\n");
    else
        g_string_append(out, "<p>Nothing out of the ordinary was found.</p>\n");
    if (count > LOUDEST)
        g_string_append_printf(out, "<p><a href=\"#page-anomalies\">All %u anomalies</a></p>\n", count);
    g_string_append(out, "</section>\n");
}
