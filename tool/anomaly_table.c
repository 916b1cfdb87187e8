/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "anomaly_table.h"

#include <string.h>

enum { SEVERITY, ANOMALY, SUBJECT, OBJECT, SCORE, TIME, INPUT, NUMBER, DETAIL };

const struct table_column anomaly_columns[ANOMALY_COLUMNS] = {
    [SEVERITY] = { "severity", "Severity", VALUE_TEXT, 0 }, [ANOMALY] = { "anomaly", "Anomaly", VALUE_TEXT, 0 },
    [SUBJECT] = { "subject", "Subject", VALUE_TEXT, 0 },    [OBJECT] = { "object", "To whom", VALUE_TEXT, 0 },
    [SCORE] = { "score", "Score", VALUE_REAL, 0 },          [TIME] = { "time", "Time", VALUE_TIME, 0 },
    [INPUT] = { "input", "Input", VALUE_TEXT, 0 },          [NUMBER] = { "packet", "Packet", VALUE_NUMBER, 0 },
    [DETAIL] = { "detail", "Detail", VALUE_TEXT, 0 },
};

/* NULL: goes without saying. Folders would take the room that a terminal has. */
static const char *shown_input(const struct anomaly *anomaly, gboolean has_several, const struct writer *writer)
{
    const char *folder = strrchr(anomaly->input, G_DIR_SEPARATOR);

    if (!has_several)
        return NULL;
    return writer->format == &writer_table && folder ? folder + 1 : anomaly->input;
}

static void write_one(const struct anomaly *anomaly, gboolean has_several, struct writer *writer)
{
    struct value values[ANOMALY_COLUMNS] = {
        [SEVERITY] = value_text(severity_name(anomaly->severity)),
        [ANOMALY] = value_text(anomaly->name),
        [SUBJECT] = value_text(anomaly->subject),
        [OBJECT] = value_text(anomaly->object),
        [SCORE] = value_if(anomaly->score > 0, value_real(anomaly->score)),
        [TIME] = value_if(anomaly->time != TIME_UNKNOWN, value_ns(anomaly->time)),
        [INPUT] = value_text(shown_input(anomaly, has_several, writer)),
        [NUMBER] = value_if(anomaly->number > 0, value_number(anomaly->number)),
        [DETAIL] = value_text(anomaly->detail),
    };

    writer_row(writer, values);
}

static void write_that_nothing_is(enum severity least, struct writer *writer)
{
    static const char *const SAID[SEVERITIES] = { [SEVERITY_NOTE] = "Nothing out of the ordinary was found.",
                                                  [SEVERITY_WARN] = "Nothing of severity warn or error was found.",
                                                  [SEVERITY_ERROR] = "Nothing of severity error was found." };

    writer_remark(writer, "%s", SAID[least]);
}

void anomaly_table_write(const struct anomalies *anomalies, guint64 most, struct writer *writer)
{
    guint    count = anomalies_count(anomalies), shown = most && most < count ? (guint)most : count;
    guint64  hidden = count - shown + anomalies_left_out(anomalies);
    gboolean has_several = anomalies_inputs(anomalies) > 1;

    for (guint i = 0; i < shown; i++)
        write_one(anomalies_at(anomalies, i), has_several, writer);
    if (count == 0)
        write_that_nothing_is(anomalies_least(anomalies), writer);
    if (hidden)
        writer_remark(writer, "and %" G_GUINT64_FORMAT " more", hidden);
}
