/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "live_screen.h"

#include "finding.h"
#include "interrupts.h"
#include "keyboard.h"
#include "rate.h"
#include "safe_text.h"
#include "terminal.h"

#include <string.h>
#include <unistd.h>

enum { REDRAW_US = 1000000, SHARE_OF_ANOMALIES = 4, FEWEST_APPLICATIONS = 3 };

/* Lines that a table takes beside its rows: title, head, "and n more". */
enum { TABLE_LINES = 3 };

struct live_screen {
    const char      *source;
    struct keyboard *keyboard;
    gboolean         is_shown;
    guint            rows, columns; /* for which it was drawn */
    gint64           began, next;   /* monotonic time */
    struct rate      rate;
};

struct live_screen *live_screen_new(const char *source)
{
    struct live_screen *self = g_new0(struct live_screen, 1);

    self->source = source;
    self->began = g_get_monotonic_time();
    return self;
}

void live_screen_leave(struct live_screen *self)
{
    if (self->is_shown)
        terminal_leave_screen(STDOUT_FILENO);
    g_clear_pointer(&self->keyboard, keyboard_close);
    self->is_shown = FALSE;
}

void live_screen_free(struct live_screen *self)
{
    live_screen_leave(self);
    g_free(self);
}

static void enter(struct live_screen *self)
{
    if (self->is_shown)
        return;
    terminal_enter_screen(STDOUT_FILENO);
    self->keyboard = keyboard_open();
    self->is_shown = TRUE;
}

gboolean live_screen_is_due(const struct live_screen *self)
{
    return g_get_monotonic_time() >= self->next || terminal_rows(STDOUT_FILENO) != self->rows ||
           terminal_columns(STDOUT_FILENO) != self->columns;
}

static void append_styled(GString *out, const struct writer_style *style, const char *code, const char *text)
{
    if (style->colour)
        g_string_append_printf(out, "\033[%sm%s\033[0m", code, text);
    else
        g_string_append(out, text);
}

/* The line, cut to the room, then styled. */
static void append_line(GString *out, const struct writer_style *style, const char *code, const char *text)
{
    GString *line = g_string_new(text);

    safe_text_shorten(line, style->columns, style->ascii_only);
    append_styled(out, style, code, line->str);
    g_string_append_c(out, '\n');
    g_string_free(line, TRUE);
}

static void append_value(GString *out, enum value_kind kind, struct value value, const char *after)
{
    value_append_readable(out, kind, &value);
    g_string_append(out, after);
}

static void append_head(const struct live_screen *self, const struct writer_style *style, GString *out)
{
    gint64 seconds = (g_get_monotonic_time() - self->began) / G_USEC_PER_SEC;
    char  *head = g_strdup_printf("%s  %" G_GINT64_FORMAT ":%02d:%02d  (q ends it with the report)", self->source,
                                  seconds / 3600, (int)(seconds / 60 % 60), (int)(seconds % 60));

    append_line(out, style, "1", head);
    g_free(head);
}

static void append_totals(const struct live_screen *self, const struct report *report, const struct writer_style *style,
                          GString *out)
{
    struct summary_totals totals = summary_totals(report->summary);
    GString              *line = g_string_new(NULL);

    append_value(line, VALUE_COUNT, value_number(totals.packets), " packets, ");
    append_value(line, VALUE_COUNT, value_number((guint64)(rate_packets(&self->rate) + .5)), " a second");
    if (report->known & KNOWN_BYTES) {
        g_string_append(line, "   ");
        append_value(line, VALUE_BYTES, value_number(totals.bytes), ", ");
        append_value(line, VALUE_BYTE_RATE, value_real(rate_bytes(&self->rate)), "");
    }
    if (report->known & KNOWN_FLOWS) {
        g_string_append(line, "   ");
        append_value(line, VALUE_COUNT, value_number(totals.flows), " flows");
    }
    append_line(out, style, "0", line->str);
    g_string_free(line, TRUE);
}

static void append_table(const struct report *report, const struct report_table *table, guint64 rows,
                         const struct writer_style *style, GString *out)
{
    struct writer *writer = writer_new(&writer_table, style);
    struct report  shown = *report;

    shown.top_names = rows;
    writer_begin(writer);
    report_write(&shown, table, writer);
    writer_end(writer);
    g_string_append_len(out, writer->out->str, (gssize)writer->out->len);
    writer_free(writer);
}

static void append_anomaly(const struct anomaly *anomaly, const struct writer_style *style, GString *out)
{
    static const char *const CODES[] = { [SEVERITY_NOTE] = "36", [SEVERITY_WARN] = "33", [SEVERITY_ERROR] = "31" };
    const char              *said = *anomaly->detail ? anomaly->detail : anomaly->subject;
    char                    *plain = g_strdup_printf("%-5s  %s  %s", severity_name(anomaly->severity), anomaly->name, said);
    GString                 *safe = g_string_new(NULL);

    safe_text_append(safe, plain, strlen(plain), style->ascii_only);
    append_line(out, style, CODES[anomaly->severity], safe->str);
    g_string_free(safe, TRUE);
    g_free(plain);
}

/* They stand in the order in which they came: nobody has sorted them yet. */
static void append_anomalies(const struct report *report, guint rows, const struct writer_style *style, GString *out)
{
    guint count = anomalies_count(report->anomalies);

    append_line(out, style, "1", "Newest anomalies");
    for (guint i = 0; i < MIN(rows, count); i++)
        append_anomaly(anomalies_at(report->anomalies, count - 1 - i), style, out);
}

/* One line less than the terminal has, for the last one stays empty. */
static void append_all(const struct live_screen *self, const struct report *report, const struct writer_style *style,
                       GString *out)
{
    guint room = MAX(self->rows, 1) - 1, taken = 3, anomalies;

    append_head(self, style, out);
    append_totals(self, report, style, out);
    g_string_append_c(out, '\n');
    anomalies = MIN(room / SHARE_OF_ANOMALIES, anomalies_count(report->anomalies));
    taken += TABLE_LINES + (anomalies ? anomalies + 2 : 0);
    append_table(report, &report_applications, MAX(room, taken + FEWEST_APPLICATIONS) - taken, style, out);
    if (!anomalies)
        return;
    g_string_append_c(out, '\n');
    append_anomalies(report, anomalies, style, out);
}

static void draw(struct live_screen *self, const struct report *report)
{
    struct writer_style   style = terminal_style(STDOUT_FILENO);
    struct summary_totals totals = summary_totals(report->summary);
    GString              *text = g_string_new(NULL);

    self->rows = terminal_rows(STDOUT_FILENO);
    self->columns = style.columns;
    rate_add(&self->rate, (struct rate_look){ g_get_monotonic_time(), totals.packets, totals.bytes });
    if (report->chosen)
        append_table(report, NULL, report->top_names, &style, text);
    else
        append_all(self, report, &style, text);
    terminal_redraw(STDOUT_FILENO, text->str);
    g_string_free(text, TRUE);
}

int live_screen_draw(struct live_screen *self, const struct report *report)
{
    gint64 now = g_get_monotonic_time();

    if (live_screen_is_due(self)) {
        enter(self);
        draw(self, report);
        self->next = now + REDRAW_US;
    }
    if (self->keyboard && keyboard_pressed(self->keyboard, 'q'))
        interrupts_raise();
    return (int)((self->next - now) / 1000) + 1;
}
