/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is a text of addresses and networks, as users name their own; and one address. */
#include "fuzz.h"

#include <string.h>

#include "networks.h"

static void check_networks(const char *text)
{
    GError             *error = NULL;
    struct address_set *set = networks_parse(text, &error);

    g_assert_true((set != NULL) == (error == NULL));
    if (set)
        g_assert_cmpuint(address_set_count(set), >, 0);
    address_set_free(set);
    g_clear_error(&error);
}

static void check_masks(const struct address *address)
{
    struct address shorter = *address;

    for (guint bits = address->kind == ADDRESS_IPV4 ? 32 : 128; bits > 0; bits--) {
        struct address masked = address_mask(address, bits);

        shorter = address_mask(&shorter, bits);
        g_assert_true(address_equal(&shorter, &masked));
    }
}

/* What is read is written, and reads the same again. */
static void check_address(const char *text)
{
    char                 written[ADDRESS_TEXT_SIZE];
    struct address       address, again;
    struct address_range range;

    if (!address_parse(text, &address))
        return;
    g_assert_true(address_parse(address_format(&address, written), &again));
    g_assert_true(address_equal(&address, &again));
    g_assert_null(address_range_parse(written, strlen(written), &range));
    g_assert_true(address_range_is_single(&range) && address_equal(&range.first, &address));
    check_masks(&address);
    address_is_global(&address);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    char *text = g_strndup((const char *)bytes, length);

    check_networks(text);
    check_address(text);
    g_free(text);
    return 0;
}
