/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is a protocol, and then payloads: whose, how long, how much of each was captured. Nothing is read past them, and
 * every name is one of the port table's. */
#include "fuzz.h"

#include "login_words.h"
#include "ports_reader.h"
#include "protocols.h"
#include "signatures.h"

static const guint8 PROTOCOLS[] = { IP_TCP, IP_UDP, IP_SCTP, IP_DCCP };

static const char *const LOGINS[] = { "SSH",        "RDP",    "HTTP", "FTP",  "SMTP", "POP3",  "IMAP",
                                      "HTTP Proxy", "Telnet", "SMB",  "SMB2", "VNC",  "MySQL", "PostgreSQL" };

static struct applications *known_applications(void)
{
    static struct port_table *table;

    if (!table) {
        table = port_table_new();
        ports_read_builtin(table);
    }
    return port_table_applications(table);
}

static void check_signature(const struct payload *payload, struct signature_memory *memory)
{
    const char *name = signature_match(payload, memory);

    if (name)
        g_assert_cmpuint(applications_intern(known_applications(), name), !=, APPLICATION_UNKNOWN);
}

/* As brute_force.c does, which stays with the protocol that was tried. */
static void check_login(guint *protocol, const struct payload *payload)
{
    guint   before = *protocol;
    guint32 credential;

    if (payload->from_initiator)
        login_is_try(protocol, payload->bytes, payload->captured, &credential);
    else
        login_answer(*protocol, payload->bytes, payload->captured);
    if (*protocol != before)
        g_assert_cmpuint(*protocol + before, ==, LOGIN_HTTP + LOGIN_FORM);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct fuzz_input       input = { bytes, length };
    guint8                  ip_protocol = PROTOCOLS[fuzz_u8(&input) % G_N_ELEMENTS(PROTOCOLS)];
    guint                   login = login_protocol(LOGINS[fuzz_u8(&input) % G_N_ELEMENTS(LOGINS)]);
    struct signature_memory memory[2] = { 0 };

    while (input.left >= 4) {
        gboolean       from_initiator = fuzz_u8(&input) & 1;
        guint          more = fuzz_u8(&input);
        guint8        *copy = fuzz_bytes(&input, 1 + (gsize)fuzz_u8(&input), &length);
        struct payload payload = { copy, (guint)length, (guint)length + more, ip_protocol, from_initiator };

        check_signature(&payload, &memory[from_initiator]);
        check_login(&login, &payload);
        g_free(copy);
    }
    return 0;
}
