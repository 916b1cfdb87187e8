/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A capture that comes in on standard input, through core with all detectors; what tests/long looks at is written down
 * COUNT times, evenly, first after WINDOW packets, last after all PACKETS:
 *
 *   packets, flows, bytes of heap, CPU time of the last WINDOW packets (ns each)
 *
 * Under valgrind --tool=callgrind --instr-atstart=no --collect-atstart=no the instructions of core in these windows go to a
 * dump each.
 *
 *   long_core PACKETS WINDOW COUNT MAX_FLOWS */
#include <malloc.h>
#include <stdlib.h>
#include <time.h>

#include "capture_feed.h"
#include "networks.h"
#include "ports_reader.h"

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION (void)0
#define CALLGRIND_STOP_INSTRUMENTATION (void)0
#define CALLGRIND_TOGGLE_COLLECT (void)0
#define CALLGRIND_DUMP_STATS (void)0
#endif

struct course {
    guint64 packets, window, count, next; /* windows */
    gint64  began;                        /* ns of CPU time */
};

static gint64 cpu_time(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * NS_PER_SECOND + time.tv_nsec;
}

static guint64 window_start(const struct course *course)
{
    return course->next * (course->packets - course->window) / (course->count - 1);
}

static void begin_window(struct course *course)
{
    CALLGRIND_START_INSTRUMENTATION;
    course->began = cpu_time();
}

static void count_flow(const struct flow *flow, gpointer count)
{
    (void)flow;
    ++*(guint64 *)count;
}

static void end_window(struct course *course, const struct analysis *analysis)
{
    gint64  spent = cpu_time() - course->began;
    guint64 flows = 0;

    CALLGRIND_DUMP_STATS;
    CALLGRIND_STOP_INSTRUMENTATION;
    analysis_visit_flows(analysis, count_flow, &flows);
    printf("%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%zu\t%" G_GINT64_FORMAT "\n",
           window_start(course) + course->window, flows, mallinfo2().uordblks + mallinfo2().hblkhd,
           spent / (gint64)course->window);
    fflush(stdout);
    course->next++;
}

static void run(struct course *course, struct capture_feed *feed, struct analysis *analysis)
{
    struct packet packet;

    while (course->next < course->count && capture_feed_next(feed, &packet)) {
        if (feed->number == window_start(course) + 1)
            begin_window(course);
        CALLGRIND_TOGGLE_COLLECT;
        capture_feed_add(analysis, &packet);
        CALLGRIND_TOGGLE_COLLECT;
        if (feed->number == window_start(course) + course->window)
            end_window(course, analysis);
    }
}

int main(int argc, char **argv)
{
    static struct capture_feed feed;
    struct flow_options        flow_options = { .idle_timeout = 120 * NS_PER_SECOND };
    struct port_table         *ports = port_table_new();
    struct detection_options   options = { .settings = detection_standard_settings(), .networks = networks_parse("", NULL) };
    struct course              course = { 0 };
    struct analysis           *analysis;

    if (argc != 5 || !capture_feed_open(&feed, stdin))
        return 1;
    course.packets = strtoull(argv[1], NULL, 10);
    course.window = strtoull(argv[2], NULL, 10);
    course.count = strtoull(argv[3], NULL, 10);
    flow_options.max_flows = (guint)strtoul(argv[4], NULL, 10);
    ports_read_builtin(ports);
    analysis = analysis_new(&flow_options, ports, NULL, NULL);
    analysis_look(analysis, &options);
    run(&course, &feed, analysis);
    analysis_free(analysis);
    port_table_unref(ports);
    address_set_free((struct address_set *)options.networks);
    g_free(options.settings);
    return course.next == course.count ? 0 : 1;
}
