/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

#include "protocols.h"

static const char *(*const THEMES[])(const struct payload *) = {
    signatures_text,    signatures_web,        signatures_remote, signatures_data,
    signatures_network, signatures_industrial, signatures_media,
};

guint8 signature_transport(const struct payload *payload)
{
    if (payload->ip_protocol == IP_TCP)
        return OVER_TCP;
    return payload->ip_protocol == IP_UDP || payload->ip_protocol == IP_UDP_LITE ? OVER_UDP : 0;
}

const char *signature_first(const struct signature *signatures, guint count, const struct payload *payload)
{
    guint8 transport = signature_transport(payload);

    for (guint i = 0; i < count; i++)
        if (signatures[i].transports & transport && signatures[i].matches(payload))
            return signatures[i].application;
    return NULL;
}

const char *signature_match(const struct payload *payload, struct signature_memory *memory)
{
    if (!signature_transport(payload))
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(THEMES); i++) {
        const char *application = THEMES[i](payload);
        if (application)
            return application;
    }
    return signatures_runs(payload, memory);
}
