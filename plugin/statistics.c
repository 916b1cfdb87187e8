/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "statistics.h"

#include <epan/stat_tap_ui.h>
#include <epan/tap.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wsutil/report_message.h>

#include "capture_session.h"
#include "host.h"
#include "statistic.h"
#include "whole_file.h"

static const char TAP[] = "winnow_tables"; /* that nothing is ever queued to: tables are drawn at the end */

static const struct statistic *const STATISTICS[] = { &statistic_flows, &statistic_applications, &statistic_conversations };

/* One that was asked for. */
struct request {
    const struct statistic *statistic;
    gpointer                state;
    char                   *file;    /* NULL: standard output */
    gboolean                is_over; /* the table was written, or begun anew: what closes now does not belong to it */
};

static GSList *requests; /* struct request */

static void reset(void *data)
{
    struct request *request = data;

    request->statistic->free(request->state);
    request->state = request->statistic->new ();
    request->is_over = TRUE;
}

/* tshark ends with success whatever its tables came to. */
static void end_with_failure(void)
{
    fflush(NULL);
    _exit(EXIT_FAILURE);
}

/* That the reader of a pipe has enough is no failure. */
static void report(const struct request *request, int error)
{
    if (!request->file && error == EPIPE)
        return;
    report_failure("winnow,%s: %s: %s", request->statistic->name, request->file ? request->file : "standard output",
                   g_strerror(error));
    if (host_is_tshark())
        atexit(end_with_failure);
}

static int write_to_stdout(const struct request *request)
{
    int error = request->statistic->write(request->state, stdout) ? 0 : errno;

    return fflush(stdout) == 0 ? error : errno;
}

static int write_to_file(const struct request *request)
{
    struct whole_file *file = whole_file_open(request->file);

    if (!file)
        return errno;
    int lost = request->statistic->write(request->state, whole_file_stream(file)) ? 0 : errno;
    int error = whole_file_close(file, !lost);
    return lost ? lost : error;
}

static void draw(void *data)
{
    struct request *request = data;
    int             error = request->file ? write_to_file(request) : write_to_stdout(request);

    request->is_over = TRUE;
    if (error)
        report(request, error);
}

void statistics_flow_gone(const struct flow *flow, gpointer data)
{
    (void)data;
    for (GSList *link = requests; link; link = link->next) {
        struct request   *request = link->data;
        struct field_view view;
        if (request->is_over)
            continue;
        capture_session_view(flow, NULL, TRUE, &view);
        request->statistic->add_gone(request->state, &view);
    }
}

static void G_GNUC_NORETURN give_up(const char *argument, const char *reason)
{
    fprintf(stderr, "tshark: -z %s: %s\n", argument, reason);
    exit(EXIT_FAILURE);
}

static gboolean is_input(const char *name)
{
    struct stat file, input;

    return host_input() && stat(name, &file) == 0 && stat(host_input(), &input) == 0 && S_ISREG(file.st_mode) &&
           file.st_dev == input.st_dev && file.st_ino == input.st_ino;
}

/* Better now than behind hours of capturing. */
static void check_file(const char *argument, const char *name)
{
    int error = whole_file_check(name);

    if (error)
        give_up(argument, g_strerror(error));
    if (is_input(name))
        give_up(argument, "that is the capture to be read");
}

/* "winnow,flows" or "winnow,flows,FILE" */
static ws_stat_begun init(const char *argument, void *data)
{
    const struct statistic *statistic = data;
    const char             *rest = argument + strlen("winnow,") + strlen(statistic->name);
    struct request         *request = g_new0(struct request, 1);

    signal(SIGXFSZ, SIG_IGN); /* a file that becomes too large is told of */
    if (*rest && (*rest != ',' || !rest[1]))
        give_up(argument, "nothing but a comma and a file's name may follow");
    if (*rest)
        check_file(argument, rest + 1);
    *request = (struct request){ statistic, statistic->new (), *rest ? g_strdup(rest + 1) : NULL, FALSE };
    requests = g_slist_append(requests, request);

    GString *refusal = register_tap_listener(TAP, request, NULL, TL_REQUIRES_NOTHING, reset, NULL, draw, NULL);
    if (refusal)
        give_up(argument, refusal->str);
    WS_STAT_HAS_BEGUN;
}

gboolean statistics_are_open(void)
{
    for (GSList *link = requests; link; link = link->next)
        if (!((struct request *)link->data)->is_over)
            return TRUE;
    return FALSE;
}

void statistics_register(void)
{
    register_tap(TAP);
    for (guint i = 0; i < G_N_ELEMENTS(STATISTICS); i++) {
        char       *option = g_strconcat("winnow,", STATISTICS[i]->name, NULL); /* stays */
        stat_tap_ui ui = { REGISTER_STAT_GROUP_GENERIC, STATISTICS[i]->title, option, init, 0, NULL };
        register_stat_tap_ui(&ui, (void *)STATISTICS[i]);
    }
}
