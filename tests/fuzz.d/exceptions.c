/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is a file of exceptions. */
#include "fuzz.h"

#include "detectors.h"
#include "exceptions.h"

static void note(const char *file, guint line, const char *reason, gpointer data)
{
    (void)file;
    (void)line;
    (void)data;
    g_assert_true(*reason && g_utf8_validate(reason, -1, NULL));
}

static gboolean is_detector(const char *name, gpointer data)
{
    (void)data;
    return detectors_find(name) >= 0;
}

/* Whoever is covered without a domain, or an object, is covered with any. */
static void check_covers(const struct exceptions *exceptions, const char *detector)
{
    static const char *const TEXTS[] = { "10.0.0.1", "192.0.2.7", "2001:db8::1", "255.255.255.255" };
    static const char *const DOMAINS[] = { "", "example.org", "a.b.example.org", "com" };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        struct address subject, object;

        g_assert_true(address_parse(TEXTS[i], &subject) && address_parse(TEXTS[3 - i], &object));
        if (exceptions_cover(exceptions, detector, &subject, NULL, NULL))
            g_assert_true(exceptions_cover(exceptions, detector, &subject, &object, DOMAINS[i]));
        exceptions_cover(exceptions, detector, NULL, &object, DOMAINS[i]);
    }
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct exceptions        *exceptions = exceptions_new();
    struct exceptions_reading reading = { .is_detector = is_detector, .complain = note };
    struct fuzz_file          file;

    fuzz_file_open(&file, bytes, length);
    exceptions_read(exceptions, file.name, &reading);
    fuzz_file_close(&file);
    check_covers(exceptions, "port_scan");
    check_covers(exceptions, "dns_tunnel");
    exceptions_free(exceptions);
    return 0;
}
