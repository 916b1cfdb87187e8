/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The columns of NFStream 6 with statistical_analysis=True: durations in milliseconds, sizes of frames. What differs
 * from the original stands in winnow(1). */
#include "flow_columns.h"

#include "cell_parse.h"
#include "digits.h"

#define MILLISECOND G_GINT64_CONSTANT(1000000)

/* A word of ours, and what it is called there. */
struct word {
    const char *ours, *theirs;
};

static gboolean read_word(struct measure_view *view, GString *out, const struct word *words, guint count)
{
    for (guint i = 0; i < count; i++)
        if (cell_equals(view->cells[0], words[i].ours))
            g_string_append(out, words[i].theirs);
    return TRUE;
}

static gboolean read_running_id(struct measure_view *view, GString *out)
{
    guint64 id;

    if (!measure_view_number(view, 0, &id))
        return FALSE;
    measure_append_number(out, view->first_id + id);
    return TRUE;
}

/* -1 is for what a plugin of NFStream ends, which is how flows end there with a FIN or RST. */
static gboolean read_expiration(struct measure_view *view, GString *out)
{
    static const struct word WORDS[] = { { "idle", "0" }, { "forced", "0" }, { "active", "1" }, { "end-detected", "-1" } };

    return read_word(view, out, WORDS, G_N_ELEMENTS(WORDS));
}

/* Only what decided by port or address alone was guessed. */
static gboolean read_guessed(struct measure_view *view, GString *out)
{
    static const struct word WORDS[] = {
        { "fixed-endpoint", "1" }, { "user-port", "1" }, { "port", "1" },      { "registry", "1" }, { "learned", "1" },
        { "protocol", "0" },       { "dissected", "0" }, { "signature", "0" }, { "none", "0" },
    };

    return read_word(view, out, WORDS, G_N_ELEMENTS(WORDS));
}

/* Which kind of tunnel it was is not known. */
static gboolean read_tunnel(struct measure_view *view, GString *out)
{
    static const struct word WORDS[] = { { "0", "0" } };

    return read_word(view, out, WORDS, G_N_ELEMENTS(WORDS));
}

static gboolean read_ip_version(struct measure_view *view, GString *out)
{
    struct address address;

    if (!cell_address(view->cells[0], &address))
        return TRUE;
    if (address.kind == ADDRESS_IPV4 || address.kind == ADDRESS_IPV6)
        measure_append_number(out, address.kind == ADDRESS_IPV4 ? 4 : 6);
    return TRUE;
}

/* Rounded down. */
static void append_milliseconds(GString *out, gint64 nanoseconds)
{
    char text[DIGITS_MAX + 1]; /* and a sign */

    g_string_append_len(out, text,
                        digits_write_signed(text, nanoseconds / MILLISECOND - (nanoseconds % MILLISECOND < 0)) - text);
}

static gboolean read_first_seen(struct measure_view *view, GString *out)
{
    gint64 start;

    if (!measure_view_time(view, 0, &start))
        return FALSE;
    append_milliseconds(out, start);
    return TRUE;
}

static gboolean read_last_seen(struct measure_view *view, GString *out)
{
    gint64 start, duration, end;

    if (!measure_view_has(view, 1))
        return TRUE;
    if (!measure_view_time(view, 0, &start) || !measure_view_time(view, 1, &duration))
        return FALSE;
    if (!__builtin_add_overflow(start, duration, &end))
        append_milliseconds(out, end);
    return TRUE;
}

static const struct measure running_id = { .kind = VALUE_DECIMAL, .read = read_running_id };
static const struct measure expiration = { .kind = VALUE_DECIMAL, .read = read_expiration };
static const struct measure guessed = { .kind = VALUE_DECIMAL, .read = read_guessed };
static const struct measure tunnel = { .kind = VALUE_DECIMAL, .read = read_tunnel };
static const struct measure ip_version = { .kind = VALUE_DECIMAL, .read = read_ip_version };
static const struct measure first_seen = { .kind = VALUE_DECIMAL, .read = read_first_seen };
static const struct measure last_seen = { .kind = VALUE_DECIMAL, .read = read_last_seen };

static const struct flow_column COLUMNS[] = {
    { "id", &running_id, { "flow.id" }, NULL, 0 },
    { "expiration_id", &expiration, { "flow.end_reason" }, NULL, 0 },
    { "src_ip", &measure_ip_address, { "flow.initiator.address" }, NULL, 0 },
    { "src_mac", NULL, { NULL }, NULL, 0 },
    { "src_oui", NULL, { NULL }, NULL, 0 },
    { "src_port", &measure_whole, { "flow.initiator.port" }, NULL, 0 },
    { "dst_ip", &measure_ip_address, { "flow.responder.address" }, NULL, 0 },
    { "dst_mac", NULL, { NULL }, NULL, 0 },
    { "dst_oui", NULL, { NULL }, NULL, 0 },
    { "dst_port", &measure_whole, { "flow.responder.port" }, NULL, 0 },
    { "protocol", &measure_ip_protocol, { "flow.protocol" }, NULL, 0 },
    { "ip_version", &ip_version, { "flow.initiator.address" }, NULL, 0 },
    { "vlan_id", &measure_whole, { "flow.vlan" }, NULL, 0 },
    { "tunnel_id", &tunnel, { "flow.tunnel_depth" }, NULL, 0 },
    { "bidirectional_first_seen_ms", &first_seen, { "flow.start" }, NULL, 0 },
    { "bidirectional_last_seen_ms", &last_seen, { "flow.start", "flow.duration" }, NULL, 0 },
    { "bidirectional_duration_ms", &measure_milliseconds, { "flow.duration" }, NULL, 0 },
    { "bidirectional_packets", &measure_whole, { "flow.packets" }, NULL, 0 },
    { "bidirectional_bytes", &measure_whole, { "flow.frame_bytes" }, NULL, 0 },
    { "src2dst_first_seen_ms", &first_seen, { "flow.initiator.start" }, NULL, 0 },
    { "src2dst_last_seen_ms", &last_seen, { "flow.initiator.start", "flow.initiator.duration" }, NULL, 0 },
    { "src2dst_duration_ms", &measure_milliseconds, { "flow.initiator.duration" }, NULL, 0 },
    { "src2dst_packets", &measure_whole, { "flow.initiator.packets" }, NULL, 0 },
    { "src2dst_bytes", &measure_whole, { "flow.initiator.frame_bytes" }, NULL, 0 },
    { "dst2src_first_seen_ms", &first_seen, { "flow.responder.start" }, NULL, 0 },
    { "dst2src_last_seen_ms", &last_seen, { "flow.responder.start", "flow.responder.duration" }, NULL, 0 },
    { "dst2src_duration_ms", &measure_milliseconds, { "flow.responder.duration" }, NULL, 0 },
    { "dst2src_packets", &measure_whole, { "flow.responder.packets" }, NULL, 0 },
    { "dst2src_bytes", &measure_whole, { "flow.responder.frame_bytes" }, NULL, 0 },
    { "bidirectional_min_ps", NULL, { NULL }, NULL, 0 },
    { "bidirectional_mean_ps", &measure_quotient, { "flow.frame_bytes", "flow.packets" }, NULL, 0 },
    { "bidirectional_stddev_ps", NULL, { NULL }, NULL, 0 },
    { "bidirectional_max_ps", NULL, { NULL }, NULL, 0 },
    { "src2dst_min_ps", NULL, { NULL }, NULL, 0 },
    { "src2dst_mean_ps", &measure_quotient, { "flow.initiator.frame_bytes", "flow.initiator.packets" }, NULL, 0 },
    { "src2dst_stddev_ps", NULL, { NULL }, NULL, 0 },
    { "src2dst_max_ps", NULL, { NULL }, NULL, 0 },
    { "dst2src_min_ps", NULL, { NULL }, NULL, 0 },
    { "dst2src_mean_ps", &measure_quotient, { "flow.responder.frame_bytes", "flow.responder.packets" }, NULL, 0 },
    { "dst2src_stddev_ps", NULL, { NULL }, NULL, 0 },
    { "dst2src_max_ps", NULL, { NULL }, NULL, 0 },
    { "bidirectional_min_piat_ms", &measure_milliseconds, { "flow.iat_min" }, NULL, 0 },
    { "bidirectional_mean_piat_ms", &measure_milliseconds, { "flow.iat_mean" }, NULL, 0 },
    { "bidirectional_stddev_piat_ms", &measure_milliseconds, { "flow.iat_stddev" }, NULL, 0 },
    { "bidirectional_max_piat_ms", &measure_milliseconds, { "flow.iat_max" }, NULL, 0 },
    { "src2dst_min_piat_ms", &measure_milliseconds, { "flow.initiator.iat_min" }, NULL, 0 },
    { "src2dst_mean_piat_ms", &measure_milliseconds, { "flow.initiator.iat_mean" }, NULL, 0 },
    { "src2dst_stddev_piat_ms", &measure_milliseconds, { "flow.initiator.iat_stddev" }, NULL, 0 },
    { "src2dst_max_piat_ms", &measure_milliseconds, { "flow.initiator.iat_max" }, NULL, 0 },
    { "dst2src_min_piat_ms", &measure_milliseconds, { "flow.responder.iat_min" }, NULL, 0 },
    { "dst2src_mean_piat_ms", &measure_milliseconds, { "flow.responder.iat_mean" }, NULL, 0 },
    { "dst2src_stddev_piat_ms", &measure_milliseconds, { "flow.responder.iat_stddev" }, NULL, 0 },
    { "dst2src_max_piat_ms", &measure_milliseconds, { "flow.responder.iat_max" }, NULL, 0 },
    { "bidirectional_syn_packets", &measure_whole, { "flow.syn_count" }, NULL, 0 },
    { "bidirectional_cwr_packets", &measure_whole, { "flow.cwr_count" }, NULL, 0 },
    { "bidirectional_ece_packets", &measure_whole, { "flow.ece_count" }, NULL, 0 },
    { "bidirectional_urg_packets", &measure_whole, { "flow.urg_count" }, NULL, 0 },
    { "bidirectional_ack_packets", &measure_whole, { "flow.ack_count" }, NULL, 0 },
    { "bidirectional_psh_packets", &measure_whole, { "flow.psh_count" }, NULL, 0 },
    { "bidirectional_rst_packets", &measure_whole, { "flow.rst_count" }, NULL, 0 },
    { "bidirectional_fin_packets", &measure_whole, { "flow.fin_count" }, NULL, 0 },
    { "src2dst_syn_packets", &measure_whole, { "flow.initiator.syn_count" }, NULL, 0 },
    { "src2dst_cwr_packets", &measure_whole, { "flow.initiator.cwr_count" }, NULL, 0 },
    { "src2dst_ece_packets", &measure_whole, { "flow.initiator.ece_count" }, NULL, 0 },
    { "src2dst_urg_packets", &measure_whole, { "flow.initiator.urg_count" }, NULL, 0 },
    { "src2dst_ack_packets", &measure_whole, { "flow.initiator.ack_count" }, NULL, 0 },
    { "src2dst_psh_packets", &measure_whole, { "flow.initiator.psh_count" }, NULL, 0 },
    { "src2dst_rst_packets", &measure_whole, { "flow.initiator.rst_count" }, NULL, 0 },
    { "src2dst_fin_packets", &measure_whole, { "flow.initiator.fin_count" }, NULL, 0 },
    { "dst2src_syn_packets", &measure_whole, { "flow.responder.syn_count" }, NULL, 0 },
    { "dst2src_cwr_packets", &measure_whole, { "flow.responder.cwr_count" }, NULL, 0 },
    { "dst2src_ece_packets", &measure_whole, { "flow.responder.ece_count" }, NULL, 0 },
    { "dst2src_urg_packets", &measure_whole, { "flow.responder.urg_count" }, NULL, 0 },
    { "dst2src_ack_packets", &measure_whole, { "flow.responder.ack_count" }, NULL, 0 },
    { "dst2src_psh_packets", &measure_whole, { "flow.responder.psh_count" }, NULL, 0 },
    { "dst2src_rst_packets", &measure_whole, { "flow.responder.rst_count" }, NULL, 0 },
    { "dst2src_fin_packets", &measure_whole, { "flow.responder.fin_count" }, NULL, 0 },
    { "application_name", &measure_text, { "app" }, NULL, 0 },
    { "application_category_name", &measure_text, { "category" }, NULL, 0 },
    { "application_is_guessed", &guessed, { "app.method" }, NULL, 0 },
    { "requested_server_name", NULL, { NULL }, NULL, 0 },
    { "client_fingerprint", NULL, { NULL }, NULL, 0 },
    { "server_fingerprint", NULL, { NULL }, NULL, 0 },
    { "user_agent", NULL, { NULL }, NULL, 0 },
    { "content_type", NULL, { NULL }, NULL, 0 },
};

const struct flow_columns flow_columns_nfstream = { "nfstream", COLUMNS, G_N_ELEMENTS(COLUMNS) };
