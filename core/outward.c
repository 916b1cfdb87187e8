/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "outward.h"

#include "networks.h"

/* Of examples (RFC 5737, RFC 3849), where they stand for global ones; elsewhere nobody has them. */
static gboolean is_of_documentation(const struct address *address)
{
    static const struct {
        struct address network;
        guint          bits;
    } NETWORKS[] = {
        { { ADDRESS_IPV4, { 192, 0, 2 } }, 24 },
        { { ADDRESS_IPV4, { 198, 51, 100 } }, 24 },
        { { ADDRESS_IPV4, { 203, 0, 113 } }, 24 },
        { { ADDRESS_IPV6, { 0x20, 0x01, 0x0d, 0xb8 } }, 32 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(NETWORKS); i++) {
        struct address network = address_mask(address, NETWORKS[i].bits);
        if (address_equal(&network, &NETWORKS[i].network))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_outside(const struct address *address)
{
    return address_is_global(address) || is_of_documentation(address);
}

/* A host that names no networks leaves it to the registries. */
static gboolean is_own(const struct detection_options *options, const struct address *address)
{
    return options->networks ? address_set_find(options->networks, address, NULL) : !is_outside(address);
}

gboolean goes_outward(const struct detection_options *options, const struct address *source,
                      const struct address *destination)
{
    return is_outside(destination) && !is_own(options, destination) && is_own(options, source);
}
