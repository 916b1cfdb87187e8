/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detectors.h"

#include <string.h>

extern const struct detector detector_tcp_flags;
extern const struct detector detector_tcp_state;
extern const struct detector detector_tcp_injection;
extern const struct detector detector_bogus_address;
extern const struct detector detector_fragment;
extern const struct detector detector_size_outlier;
extern const struct detector detector_icmp_payload;
extern const struct detector detector_port_mismatch;
extern const struct detector detector_long_connection;
extern const struct detector detector_exfiltration;
extern const struct detector detector_slow_dos;
extern const struct detector detector_port_scan;
extern const struct detector detector_host_scan;
extern const struct detector detector_protocol_scan;
extern const struct detector detector_arp_scan;
extern const struct detector detector_arp_storm;
extern const struct detector detector_arp_spoof;
extern const struct detector detector_rogue_router;
extern const struct detector detector_dhcp_starvation;
extern const struct detector detector_syn_flood;
extern const struct detector detector_icmp_flood;
extern const struct detector detector_reflection;
extern const struct detector detector_backscatter;
extern const struct detector detector_brute_force;
extern const struct detector detector_beacon;
extern const struct detector detector_dns_tunnel;
extern const struct detector detector_dns_name;
extern const struct detector detector_dga;
extern const struct detector detector_dns_size;
extern const struct detector detector_dns_unasked;
extern const struct detector detector_blocklisted;

const struct detector *const detectors[] = {
    &detector_tcp_flags,       &detector_tcp_state,     &detector_tcp_injection,   &detector_bogus_address,
    &detector_fragment,        &detector_size_outlier,  &detector_icmp_payload,    &detector_port_mismatch,
    &detector_long_connection, &detector_exfiltration,  &detector_slow_dos,        &detector_port_scan,
    &detector_host_scan,       &detector_protocol_scan, &detector_arp_scan,        &detector_arp_storm,
    &detector_arp_spoof,       &detector_rogue_router,  &detector_dhcp_starvation, &detector_syn_flood,
    &detector_icmp_flood,      &detector_reflection,    &detector_backscatter,     &detector_brute_force,
    &detector_beacon,          &detector_dns_tunnel,    &detector_dns_name,        &detector_dga,
    &detector_dns_size,        &detector_dns_unasked,   &detector_blocklisted,
};
const guint detectors_count = G_N_ELEMENTS(detectors);

/* Each begins with that detector. */
static const struct {
    const struct detector *first;
    const char            *title;
} SECTIONS[] = {
    { &detector_tcp_flags, "packets" },
    { &detector_port_mismatch, "flows" },
    { &detector_port_scan, "scans" },
    { &detector_arp_storm, "the local network" },
    { &detector_syn_flood, "floods and reflections" },
    { &detector_brute_force, "hosts" },
    { &detector_dns_tunnel, "DNS" },
    { &detector_blocklisted, "lists" },
};

static const char *section_that_begins_with(const struct detector *detector)
{
    for (guint i = 0; i < G_N_ELEMENTS(SECTIONS); i++)
        if (SECTIONS[i].first == detector)
            return SECTIONS[i].title;
    return NULL;
}

const char *detector_section(const struct detector *detector)
{
    const char *section = NULL, *begun;

    for (guint i = 0; i < detectors_count; i++) {
        if ((begun = section_that_begins_with(detectors[i])))
            section = begun;
        if (detectors[i] == detector)
            break;
    }
    return section;
}

enum severity detector_loudest(const struct detector *detector)
{
    return MAX(detector->severity, detector->loudest);
}

int detectors_find(const char *name)
{
    for (guint i = 0; i < detectors_count; i++)
        if (strcmp(detectors[i]->name, name) == 0)
            return (int)i;
    return -1;
}
