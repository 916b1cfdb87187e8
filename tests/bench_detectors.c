/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * All packets of a capture through the detectors that are named, and no others; tests/bench counts the instructions.
 * Without a host there is no dissection: applications are known by ports and payloads alone.
 *
 *   bench_detectors CAPTURE [DETECTOR…]     CAPTURE: pcap, Ethernet, of a machine with the same order of bytes */
#include "capture_feed.h"
#include "networks.h"
#include "ports_reader.h"

static guint32 add_all(struct analysis *analysis, FILE *file)
{
    static struct capture_feed feed;
    struct packet              packet;

    if (!capture_feed_open(&feed, file))
        return 0;
    while (capture_feed_next(&feed, &packet))
        capture_feed_add(analysis, &packet);
    return feed.number;
}

static struct detector_setting *settings_of(char **names)
{
    struct detector_setting *settings = detection_standard_settings();

    for (guint i = 0; i < detectors_count; i++)
        settings[i].is_on = g_strv_contains((const char *const *)names, detectors[i]->name);
    return settings;
}

int main(int argc, char **argv)
{
    struct flow_options      flow_options = { .idle_timeout = 120 * NS_PER_SECOND, .max_flows = FLOWS_DEFAULT };
    struct port_table       *ports = port_table_new();
    struct detection_options options = { .settings = settings_of(argv + 1), .networks = networks_parse("", NULL) };
    struct analysis         *analysis;
    FILE                    *file = argc > 1 ? fopen(argv[1], "rb") : NULL;

    if (!file)
        return 1;
    g_random_set_seed(1);
    ports_read_builtin(ports);
    analysis = analysis_new(&flow_options, ports, NULL, NULL);
    analysis_look(analysis, &options);
    printf("%u packets\n", add_all(analysis, file));
    analysis_free(analysis);
    port_table_unref(ports);
    address_set_free((struct address_set *)options.networks);
    g_free(options.settings);
    fclose(file);
    return 0;
}
