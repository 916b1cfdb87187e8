/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markup.h"
#include "page_parts.h"

enum { NAME_WIDTH = 200 };

static void append_item(GString *out, const char *term, const char *text)
{
    g_string_append_printf(out, "<div><dt>%s</dt><dd>", term);
    markup_append(out, text, 0);
    g_string_append(out, "</dd></div>\n");
}

static void append_amount(GString *out, const char *term, enum value_kind kind, guint64 amount)
{
    GString     *text = g_string_new(NULL);
    struct value value = value_number(amount);

    value_append_readable(text, kind, &value);
    append_item(out, term, text->str);
    g_string_free(text, TRUE);
}

static void append_name(GString *out, const struct report_input *input)
{
    g_string_append(out, "<h3>");
    markup_append(out, input->name, NAME_WIDTH);
    g_string_append(out, "</h3>\n<dl>\n");
}

static void append_input(GString *out, const struct report_input *input)
{
    append_name(out, input);
    append_item(out, "Read as", input->by_tshark ? "packets, by tshark" : "an export of fields");
    if (input->size)
        append_amount(out, "Size", VALUE_BYTES, input->size);
    if (*input->hash)
        append_item(out, "SHA-256", input->hash);
    append_amount(out, "Damaged rows, left out", VALUE_COUNT, input->damaged_rows);
    if (input->broken)
        append_item(out, "Breaks off", input->broken);
    if (*input->missing || !input->broken)
        append_item(out, "Missing", *input->missing ? input->missing : "nothing");
    g_string_append(out, "</dl>\n");
}

static void append_unread(GString *out, const struct report_input *input)
{
    append_name(out, input);
    append_item(out, "Could not be read", input->broken);
    g_string_append(out, "</dl>\n");
}

void page_append_origin(const struct report *report, GString *out)
{
    GDateTime *now = g_date_time_new_now_utc();
    char      *made = g_date_time_format(now, "%Y-%m-%d %H:%M:%S UTC");

    for (guint i = 0; i < report_inputs_count(report->inputs); i++)
        append_input(out, report_inputs_added(report->inputs, i));
    for (guint i = 0; i < report_inputs_count(report->unread); i++)
        append_unread(out, report_inputs_added(report->unread, i));
    g_string_append(out, "<h3>Winnow</h3>\n<dl>\n");
    append_item(out, "Version", WINNOW_VERSION);
    if (report->tshark_version)
        append_item(out, "tshark", report->tshark_version);
    append_item(out, "Made", made);
    g_string_append(out, "</dl>\n"
                         "<p>A flow’s last name counts for all its packets; in the time line a packet counts for the class "
                         "that its flow had by then.</p>\n");
    g_free(made);
    g_date_time_unref(now);
}
