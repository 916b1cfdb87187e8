/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detectors.h"

#include <string.h>

extern const struct detector detector_port_scan, detector_tcp_flags;

const struct detector *const detectors[] = {
    &detector_tcp_flags,
    &detector_port_scan,
};
const guint detectors_count = G_N_ELEMENTS(detectors);

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
