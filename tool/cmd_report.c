/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packet_reading.h"
#include "report_gathering.h"
#include "result.h"
#include "terminal.h"

#include <unistd.h>

enum { REDRAW_US = 1000000, TALKERS_BY_DEFAULT = 10 };

struct report_run {
    struct report_gathering      gathering;
    const struct packet_options *options;
    const struct report_table   *only; /* NULL: all tables */
    gboolean                     live;      /* and standard output is a terminal */
    gboolean                     on_screen; /* the terminal shows our own screen */
    gint64                       next_redraw;
};

/* Messages belong on the user's screen. */
static void leave_screen(struct report_run *self)
{
    if (self->on_screen)
        terminal_leave_screen(STDOUT_FILENO);
    self->on_screen = FALSE;
}

static void begin(gpointer data, const struct export_decoder *decoder, const struct input *input)
{
    struct report_run *self = data;

    leave_screen(self);
    report_gathering_begin(&self->gathering, decoder, input);
}

static gboolean add_packet(gpointer data, const struct export_decoder *decoder, const struct export_row *row,
                           const struct export_packet *packet)
{
    report_gathering_add(&((struct report_run *)data)->gathering, decoder, row, packet);
    return TRUE;
}

static void end(gpointer data, guint64 damaged)
{
    struct report_run *self = data;

    leave_screen(self);
    report_gathering_end(&self->gathering, damaged);
}

static void redraw(struct report_run *self)
{
    struct writer_style style = terminal_style(STDOUT_FILENO);
    struct writer      *writer = writer_new(&writer_table, &style);

    if (!self->on_screen)
        terminal_enter_screen(STDOUT_FILENO);
    self->on_screen = TRUE;
    report_gathering_flush(&self->gathering);
    writer_begin(writer);
    report_write(&self->gathering.report, self->only, writer);
    writer_end(writer);
    terminal_redraw(STDOUT_FILENO, writer->out->str);
    writer_free(writer);
}

static int idle(gpointer data)
{
    struct report_run *self = data;
    gint64             now = g_get_monotonic_time();

    if (!self->live)
        return BYTE_SOURCE_FOREVER;
    if (now >= self->next_redraw) {
        redraw(self);
        self->next_redraw = now + REDRAW_US;
    }
    return (int)((self->next_redraw - now) / 1000) + 1;
}

static enum reading_result read_all(struct report_run *self, gboolean live)
{
    static const struct packet_callbacks CALLBACKS = { begin, add_packet, end, idle };
    struct packet_reading                reading = { packet_options_tshark(self->options), FIELDS_CORE,
                                                     summary_labels(self->gathering.report.summary), &CALLBACKS, self };
    enum reading_result                  result;

    self->live = live && terminal_is(STDOUT_FILENO);
    result = packet_reading_run(&reading, self->options->inputs);
    leave_screen(self);
    return result;
}

static int report(struct report_run *self, gboolean live)
{
    struct result       result;
    enum reading_result read;
    int status = result_open(&result, self->options->output, self->options->format, self->only != NULL);

    if (status != EXIT_SOUND)
        return status;
    read = read_all(self, live);
    if (!self->options->output)
        result.writer->style.columns = terminal_columns(STDOUT_FILENO); /* it may be another width by now */
    if (read != READING_NOTHING)
        report_write(&self->gathering.report, self->only, result.writer);
    return result_close(&result, read);
}

static int run(const struct command *command, int argc, char **argv)
{
    char                      *table_name = NULL, *tables = report_table_names();
    gboolean                   live = FALSE;
    gint64                     top = G_MININT64; /* not said */
    const struct report_table *only = NULL;
    const GOptionEntry         entries[] = {
                { "top", 0, 0, G_OPTION_ARG_INT64, &top,
                  "Rows of each list (10 talkers, conversations and anomalies, all applications; 0: all)", "N" },
                { "table", 0, 0, G_OPTION_ARG_STRING, &table_name, "Only this table", "NAME" },
                { "live", 0, 0, G_OPTION_ARG_NONE, &live, "Redraw the tables every second while packets come", NULL },
                G_OPTION_ENTRY_NULL,
    };
    char                 *help = g_strdup_printf("Tables: %s.\nCtrl-C ends the capture and prints the report.", tables);
    struct packet_options options;
    int                   status = packet_options_parse(&options, command, entries, help, argc, argv);

    if (status == EXIT_SOUND && table_name && !(only = report_table_named(table_name)))
        status = usage_error(command, "there is no table \"%s\"; there are %s", table_name, tables);
    if (status == EXIT_SOUND && top < 0 && top != G_MININT64)
        status = usage_error(command, "--top can't be negative");
    if (status == EXIT_SOUND) {
        struct report_run report_run = { .options = &options, .only = only };

        report_gathering_init(&report_run.gathering);
        report_run.gathering.report.top_names = top > 0 ? (guint64)top : 0;
        report_run.gathering.report.top_talkers = top >= 0 ? (guint64)top : TALKERS_BY_DEFAULT;
        status = report(&report_run, live);
        report_gathering_clear(&report_run.gathering);
    }
    packet_options_clear(&options);
    g_free(help);
    g_free(tables);
    g_free(table_name);
    return status;
}

const struct command command_report = {
    .name = "report",
    .arguments = "[INPUT…]",
    .summary = "summary tables: totals, applications, categories, classes, talkers, conversations, anomalies, time line",
    .run = run,
    .filters = TRUE,
};
