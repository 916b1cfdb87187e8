/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is how many bytes more were sent than captured, whether it is by TCP, and a DNS message. */
#include "fuzz.h"

#include <string.h>

#include "dns.h"
#include "domain.h"

static void check_name(const struct dns_name *name)
{
    g_assert_cmpuint(strlen(name->text), ==, name->length);
    g_assert_cmpuint(name->labels, <=, 127);
    g_assert_cmpuint(name->longest_label, <=, 63);
    for (const char *c = name->text; *c; c++)
        g_assert_true(g_ascii_isgraph(*c) && !g_ascii_isupper(*c));
}

static void check_domain(const char *name)
{
    static struct domain_cache cache;
    const char                *domain = domain_registrable(name);

    g_assert_true(g_str_has_suffix(name, domain));
    g_assert_true(domain_is_under(name, domain));
    g_assert_cmpstr(domain_cache_registrable(&cache, name), ==, domain);
    g_assert_cmpstr(domain_cache_registrable(&cache, name), ==, domain);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct fuzz_input  input = { bytes, length };
    guint              more = fuzz_u16(&input);
    gboolean           by_tcp = fuzz_u8(&input) & 1;
    guint8            *message_bytes = fuzz_bytes(&input, input.left, &length);
    struct dns_message message;

    if ((by_tcp ? dns_read_segment : dns_read)(message_bytes, (guint)length, (guint)length + more, &message)) {
        check_name(&message.name);
        check_domain(message.name.text);
        g_assert_cmpuint(message.rcode, <, 1 << 12);
        if (message.has_question)
            g_assert_true(message.wire_name_bytes >= 1 && message.wire_name_bytes <= DNS_NAME_MAX);
        else
            g_assert_true(!*message.name.text && !message.type && !message.class);
    }
    g_free(message_bytes);
    return 0;
}
