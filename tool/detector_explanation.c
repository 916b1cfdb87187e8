/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector_explanation.h"

#include "detectors.h"

static const struct table_column COLUMNS[] = {
    { "name", "Anomaly", VALUE_TEXT, 0 },
    { "title", "Title", VALUE_TEXT, 0 },
    { "severity", "Severity", VALUE_TEXT, 0 },
    { "rule", "Rule", VALUE_TEXT, 0 },
    { "thresholds", "Preferences", VALUE_TEXT, 0 },
    { "reference", "Reference", VALUE_TEXT, 0 },
    { "misses", "Known to miss", VALUE_TEXT, 0 },
    { "yields_to", "Yields to", VALUE_TEXT, 0 },
    { "abuse_categories", "AbuseIPDB", VALUE_TEXT, 0 },
    { "section", "Section", VALUE_TEXT, 0 },
};

enum { COLUMNS_FOR_EYES = 4 }; /* the others would be too wide */

static void append_item(GString *list, const char *item, const char *separator)
{
    g_string_append_printf(list, "%s%s", list->len ? separator : "", item);
}

static void append_severities(GString *out, const struct detector *detector)
{
    g_string_append(out, severity_name(detector->severity));
    if (detector_loudest(detector) > detector->severity)
        g_string_append_printf(out, " to %s", severity_name(detector_loudest(detector)));
}

static void append_thresholds(GString *out, const struct detector *detector)
{
    for (guint i = 0; i < THRESHOLDS_MAX && detector->thresholds[i].name; i++) {
        const struct threshold *threshold = &detector->thresholds[i];
        g_string_append_printf(out, "%swinnow.%s.%s %u %s: %s (%u to %u)", out->len ? "; " : "", detector->name,
                               threshold->name, threshold->standard, threshold->unit, threshold->title, threshold->least,
                               threshold->most);
    }
}

static void append_names(GString *out, const struct detector *detector)
{
    for (guint i = 0; i < YIELDS_MAX && detector->yields_to[i]; i++)
        append_item(out, detector->yields_to[i], ", ");
}

static void append_categories(GString *out, const struct detector *detector)
{
    for (guint i = 0; i < ABUSE_CATEGORIES_MAX && detector->abuse_categories[i]; i++)
        g_string_append_printf(out, "%s%u", out->len ? ", " : "", detector->abuse_categories[i]);
}

static void write_detector(const struct detector *detector, struct writer *writer)
{
    enum { SEVERITIES_TEXT, THRESHOLDS_TEXT, YIELDS_TEXT, CATEGORIES_TEXT, TEXTS };
    static void (*const APPEND[TEXTS])(GString *, const struct detector *) = { append_severities, append_thresholds,
                                                                               append_names, append_categories };
    GString *texts[TEXTS];

    for (guint i = 0; i < TEXTS; i++) {
        texts[i] = g_string_new(NULL);
        APPEND[i](texts[i], detector);
    }
    writer_row(writer,
               (struct value[G_N_ELEMENTS(COLUMNS)]){
                   value_text(detector->name), value_text(detector->title), value_text(texts[SEVERITIES_TEXT]->str),
                   value_text(detector->rule), value_text(texts[THRESHOLDS_TEXT]->str), value_text(detector->reference),
                   value_text(detector->misses), value_text(texts[YIELDS_TEXT]->str),
                   value_text(texts[CATEGORIES_TEXT]->str), value_text(detector_section(detector)) });
    for (guint i = 0; i < TEXTS; i++)
        g_string_free(texts[i], TRUE);
}

const char *detector_explanation_unknown(char **names)
{
    for (; *names; names++)
        if (detectors_find(*names) < 0)
            return *names;
    return NULL;
}

static gboolean is_meant(const struct detector *detector, char **names)
{
    return !*names || g_strv_contains((const char *const *)names, detector->name);
}

static void write_rows(struct writer *writer, char **names)
{
    const guint        count = writer->format->for_eyes ? COLUMNS_FOR_EYES : G_N_ELEMENTS(COLUMNS);
    const struct table table = { "detectors", "Detectors", COLUMNS, count, .bar = -1, .prose = TRUE };

    writer_begin_table(writer, &table);
    for (guint i = 0; i < detectors_count; i++)
        if (is_meant(detectors[i], names))
            write_detector(detectors[i], writer);
    writer_end_table(writer);
}

/* A table each, as there is much to say. */
static void write_all_of(struct writer *writer, const struct detector *detector)
{
    const struct table table = {
        detector->name, detector->title, COLUMNS, G_N_ELEMENTS(COLUMNS), .bar = -1, .single = TRUE
    };

    writer_begin_table(writer, &table);
    write_detector(detector, writer);
    writer_end_table(writer);
}

void detector_explanation_write(struct writer *writer, char **names)
{
    if (!*names || !writer->format->for_eyes) {
        write_rows(writer, names);
        return;
    }
    for (guint i = 0; i < detectors_count; i++)
        if (is_meant(detectors[i], names))
            write_all_of(writer, detectors[i]);
}
