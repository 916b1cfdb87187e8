/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"
#include "flow_export.h"

#include <string.h>

static GString *said; /* on standard error, of the last inputs */

static void say(const char *message)
{
    g_string_append(said, message);
}

/* What becomes of one input after the other, and how many rows of the last one were damaged. */
static char *export_all(const char *columns_name, const struct writer_format *format, int series, const char *const *texts,
                        guint64 *damaged)
{
    const struct flow_columns *columns;
    struct writer_style        style = { .one_table = TRUE };
    struct result              result = { .writer = writer_new(format, &style) };
    struct flow_export *export;
    char *out;

    g_string_truncate(said, 0);
    g_assert_true(flow_columns_named(columns_name, &columns));
    export = flow_export_new(&result, columns, series);
    writer_begin(result.writer);
    for (; *texts; texts++) {
        struct byte_source   *source = byte_source_new_memory(*texts, strlen(*texts), 1000);
        struct damage         damage;
        struct export_reader *reader;
        struct export_row     row;
        struct open_export    open = { .damage = &damage };

        damage_init(&damage, "test");
        reader = export_reader_new(source, &damage);
        open.header = export_reader_open(reader, NULL, NULL);
        if (flow_export_begin(export, &open)) {
            while (export_reader_next(reader, &row))
                g_assert_true(flow_export_row(export, &open, &row));
            flow_export_end(export, &open);
        }
        *damaged = damage.broken ? G_MAXUINT64 : damage.rows;
        export_reader_free(reader);
        byte_source_free(source);
        damage_clear(&damage);
    }
    if (result.writer->table)
        writer_end_table(result.writer);
    writer_end(result.writer);
    out = g_strdup(result.writer->out->str);
    flow_export_free(export);
    writer_free(result.writer);
    return out;
}

static void check(const char *columns, const struct writer_format *format, int series, const char *text, guint64 damaged,
                  const char *expected)
{
    guint64 found_damaged = 0;
    char   *found = export_all(columns, format, series, (const char *const[]){ text, NULL }, &found_damaged);

    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpuint(found_damaged, ==, damaged);
    g_free(found);
}

/* The value under that name in the first row; "" where there is none. */
static void check_cell(const char *columns, const char *text, const char *name, const char *expected)
{
    guint64 damaged;
    char   *out = export_all(columns, &writer_tsv, -1, (const char *const[]){ text, NULL }, &damaged);
    char  **lines = g_strsplit(out, "\n", -1), **names = g_strsplit(lines[0], "\t", -1);
    char  **cells = g_strsplit(lines[1], "\t", -1);
    guint   at = 0;

    while (names[at] && !g_str_equal(names[at], name))
        at++;
    g_assert_nonnull(names[at]);
    if (!g_str_equal(cells[at], expected))
        g_test_message("%s", name);
    g_assert_cmpstr(cells[at], ==, expected);
    g_strfreev(cells);
    g_strfreev(names);
    g_strfreev(lines);
    g_free(out);
}

/* Names and values, and NULL at the end. */
static void check_cells(const char *columns, const char *text, const char *const *cells)
{
    for (; cells[0]; cells += 2)
        check_cell(columns, text, cells[0], cells[1]);
}

#define PACKETS "frame.number\twinnow.flow.id\twinnow.app\twinnow.flow.packets\twinnow.packet.index\n"

static void test_last_row_counts(void)
{
    check("winnow", &writer_csv, -1, PACKETS "1\t1\tUnknown\t1\t1\n2\t0\tDNS\t1\t1\n3\t1\tHTTP\t2\t2\n4\t7\tNTP\t1\t1\n", 0,
          "winnow.flow.id,winnow.app,winnow.flow.packets\n0,DNS,1\n1,HTTP,2\n7,NTP,1\n");
    /* a packet of no flow; a longer row after a short one */
    check("winnow", &writer_csv, -1, PACKETS "1\t\t\t\t\n2\t3\t\t1\t1\n3\t3\tA name that needs more room\t2\t1\n", 0,
          "winnow.flow.id,winnow.app,winnow.flow.packets\n3,A name that needs more room,2\n");
    check("winnow", &writer_csv, -1, PACKETS, 0, "winnow.flow.id,winnow.app,winnow.flow.packets\n");
}

static void test_quotes_and_separators(void)
{
    check("winnow", &writer_csv, -1,
          "winnow.flow.id,winnow.flow.sizes,winnow.app\n\"0\",\"1,2\",\"X\"\n\"0\",\"1,2,3\",\"a\\nb\"\n", 0,
          "winnow.flow.id,winnow.flow.sizes,winnow.app\n0,\"1,2,3\",a\\nb\n");
    check("winnow", &writer_csv, -1, "winnow.flow.id|WINNOW.APP\r\n0|X\r\n", 0, "winnow.flow.id,WINNOW.APP\n0,X\n");
    /* tshark leaves the first of two columns of one name empty */
    check("winnow", &writer_csv, -1, "winnow.flow.id\twinnow.app\twinnow.app\n0\t\tX\n", 0,
          "winnow.flow.id,winnow.app\n0,X\n");
    check("winnow", &writer_csv, -1, "winnow.flow.id\twinnow.app\tWinnow.Flow.Id\n\tX\t0\n", 0,
          "winnow.app,Winnow.Flow.Id\nX,0\n");
    check_cell("zeek", "winnow.flow.id\twinnow.flow.start\twinnow.flow.id\twinnow.flow.start\n\t\t0\t1.5\n", "ts",
               "1.500000");
}

static void test_captures_stay_apart(void)
{
    const char *const two[] = { "winnow.flow.id\twinnow.app\n0\tA\n1\tB\n", "winnow.app\twinnow.flow.id\nC\t0\n", NULL };
    guint64           damaged;
    char             *found;

    check("winnow", &writer_csv, -1, PACKETS "1\t0\tA\t1\t1\n" PACKETS "1\t0\tB\t1\t1\n", 0,
          "winnow.flow.id,winnow.app,winnow.flow.packets\n0,A,1\n0,B,1\n");
    /* tshark -M: numbers of packets begin anew, without a header */
    check("winnow", &writer_csv, -1, PACKETS "1\t0\tA\t1\t1\n2\t0\tA\t2\t1\n1\t0\tB\t1\t1\n", 0,
          "winnow.flow.id,winnow.app,winnow.flow.packets\n0,A,2\n0,B,1\n");
    found = export_all("winnow", &writer_csv, -1, two, &damaged);
    g_assert_cmpstr(found, ==, "winnow.flow.id,winnow.app\n0,A\n1,B\n0,C\n");
    g_free(found);
    found = export_all("nfstream", &writer_tsv, -1, two, &damaged);
    g_assert_nonnull(strstr(found, "\n0\t"));
    g_assert_nonnull(strstr(found, "\n1\t"));
    g_assert_nonnull(strstr(found, "\n2\t"));
    g_free(found);
    found = export_all("zeek", &writer_csv, -1, two, &damaged);
    g_assert_nonnull(strstr(found, "\n,C1f0,"));
    g_assert_nonnull(strstr(found, "\n,C2f0,"));
    g_free(found);
}

static void test_damage(void)
{
    check("winnow", &writer_csv, -1,
          PACKETS "1\tx\tA\t1\t1\n2\t4294967296\tA\t1\t1\n3\t-1\tA\t1\t1\n4\t5\tB\n5\t6\tC\t1\t1\n", 4,
          "winnow.flow.id,winnow.app,winnow.flow.packets\n6,C,1\n");
    check("winnow", &writer_csv, -1, "winnow.flow.id\twinnow.flow.duration\n0\tsoon\n1\t1.5\n2\t\n", 1,
          "winnow.flow.id,winnow.flow.duration\n1,1.500000000\n2,\n");
    check("winnow", &writer_csv, -1, "frame.len\n60\n", G_MAXUINT64, "");
}

static void test_values_by_type(void)
{
#define TYPED "winnow.flow.id\twinnow.flow.start\twinnow.flow.duration\twinnow.app\twinnow.flow.vlan\n"
    check("winnow", &writer_json, -1,
          TYPED "0\tNov 15, 2023 00:26:40.000000000 UTC\t0.000123000\t123\t0x0010\n1\t1700008000.123456789\t\t\t\n", 0,
          "{\n\"flows\": [\n"
          "  {\"winnow.flow.id\": 0, \"winnow.flow.start\": 1700008000.000000000, \"winnow.flow.duration\": 0.000123000, "
          "\"winnow.app\": \"123\", \"winnow.flow.vlan\": 16},\n"
          "  {\"winnow.flow.id\": 1, \"winnow.flow.start\": 1700008000.123456789, \"winnow.flow.duration\": null, "
          "\"winnow.app\": null, \"winnow.flow.vlan\": null}\n]\n}\n");
}

static void test_series(void)
{
#define SERIES "winnow.flow.id\twinnow.flow.sizes\twinnow.flow.times\n0\t-5,10,-20\t0.000,1.500,2.250\n1\t\t\n"
#define SERIES_HEAD "winnow.flow.id,winnow.flow.sizes,winnow.flow.times\n"
    check("winnow", &writer_csv, -1, SERIES, 0, SERIES_HEAD "0,\"-5,10,-20\",\"0.000,1.500,2.250\"\n1,,\n");
    check("winnow", &writer_csv, 32, SERIES, 0, SERIES_HEAD "0,\"-5,10,-20\",\"0.000,1.500,2.250\"\n1,,\n");
    check("winnow", &writer_csv, 2, SERIES, 0, SERIES_HEAD "0,\"-5,10\",\"0.000,1.500\"\n1,,\n");
    check("winnow", &writer_csv, 1, SERIES, 0, SERIES_HEAD "0,-5,0.000\n1,,\n");
    check("winnow", &writer_csv, 0, SERIES, 0, SERIES_HEAD "0,,\n1,,\n");
}

/* All fields of flows, in the order of core's tables, with tabs between them. */
static char *make_header(void)
{
    GArray  *fields = g_array_new(FALSE, FALSE, sizeof(struct field_column));
    GString *names = g_string_new(NULL);

    field_columns_of_flows(fields);
    for (guint i = 0; i < fields->len; i++) {
        const struct field_column *column = &g_array_index(fields, struct field_column, i);
        char                      *name = field_full_name(column->field, column->scope);

        g_string_append_printf(names, "%s%s", i ? "\t" : "", name);
        g_free(name);
    }
    g_array_unref(fields);
    return g_string_free(names, FALSE);
}

static gboolean is_table(const char *names)
{
    struct export_header header;
    gboolean             result;

    g_assert_true(export_header_parse(&header, names, strlen(names)));
    result = flow_header_is_table(&header);
    export_header_clear(&header);
    return result;
}

/* Each field of flows once, and nothing else. */
static void test_what_a_table_is(void)
{
    char *all = make_header(), *behind = strchr(all, '\t') + 1;
    char *more = g_strconcat(all, "\tframe.len", NULL);
    char *turned = g_strdup_printf("%s\t%.*s", behind, (int)(behind - all) - 1, all);
    char *twice = g_strdup_printf("%s\twinnow.flow.id", behind);

    g_assert_true(is_table(all));
    g_assert_true(is_table(turned));
    g_assert_false(is_table(behind));
    g_assert_false(is_table(more));
    g_assert_false(is_table(twice));
    g_free(twice);
    g_free(turned);
    g_free(more);
    g_free(all);
}

/* Rows in which nothing but the id is known. */
static char *make_table(const char *const *ids)
{
    char    *header = make_header(), **names = g_strsplit(header, "\t", -1);
    GString *table = g_string_new(header);

    g_string_append_c(table, '\n');
    for (; *ids; ids++) {
        for (guint i = 0; names[i]; i++)
            g_string_append_printf(table, "%s%s", i ? "\t" : "", g_str_equal(names[i], "winnow.flow.id") ? *ids : "");
        g_string_append_c(table, '\n');
    }
    g_strfreev(names);
    g_free(header);
    return g_string_free(table, FALSE);
}

static void check_sources(const struct flow_columns *columns, char **names)
{
    for (guint i = 0; i < columns->count; i++)
        for (guint s = 0; s < FLOW_SOURCES && columns->columns[i].sources[s]; s++) {
            char *name = g_strconcat("winnow.", columns->columns[i].sources[s], NULL);

            if (!g_strv_contains((const char *const *)names, name))
                g_test_message("%s: %s is no field", columns->name, name);
            g_assert_true(g_strv_contains((const char *const *)names, name));
            g_free(name);
        }
}

/* What columns are made from, the plugin has. */
static void test_sources(void)
{
    char *header = make_header(), **names = g_strsplit(header, "\t", -1);

    check_sources(&flow_columns_cicflowmeter, names);
    check_sources(&flow_columns_nfstream, names);
    check_sources(&flow_columns_zeek, names);
    check_sources(&flow_columns_readable, names);
    g_strfreev(names);
    g_free(header);
}

/* A table of flows has each flow once: what comes again is damage, and nothing waits for the end. Where numbers fall,
 * another capture begins: tshark -M has begun anew. */
static void test_table(void)
{
    static const char *const IDS[] = { "0", "1", "1", "0", "", "5", NULL };
    char                    *table = make_table(IDS), *again, *twice;
    guint64                  damaged;
    char                    *found;

    found = export_all("zeek", &writer_tsv, -1, (const char *const[]){ table, NULL }, &damaged);
    g_assert_nonnull(strstr(found, "\n\tC1f0\t"));
    g_assert_nonnull(strstr(found, "\n\tC1f1\t"));
    g_assert_nonnull(strstr(found, "\n\tC2f0\t"));
    g_assert_nonnull(strstr(found, "\n\tC2f5\t"));
    g_assert_cmpuint(damaged, ==, 2);
    g_free(found);
    again = make_table((const char *const[]){ "0", NULL });
    twice = g_strconcat(again, again, NULL);
    found = export_all("zeek", &writer_tsv, -1, (const char *const[]){ twice, NULL }, &damaged);
    g_assert_nonnull(strstr(found, "\n\tC2f0\t"));
    g_assert_cmpuint(damaged, ==, 0);
    g_free(found);
    g_free(twice);
    g_free(again);
    g_free(table);
}

/* The header that CICFlowMeter 4 writes: FlowFeature.java. */
static const char CICFLOWMETER[] =
    "Flow ID,Src IP,Src Port,Dst IP,Dst Port,Protocol,Timestamp,Flow Duration,Total Fwd Packet,Total Bwd packets,"
    "Total Length of Fwd Packet,Total Length of Bwd Packet,Fwd Packet Length Max,Fwd Packet Length Min,"
    "Fwd Packet Length Mean,Fwd Packet Length Std,Bwd Packet Length Max,Bwd Packet Length Min,Bwd Packet Length Mean,"
    "Bwd Packet Length Std,Flow Bytes/s,Flow Packets/s,Flow IAT Mean,Flow IAT Std,Flow IAT Max,Flow IAT Min,"
    "Fwd IAT Total,Fwd IAT Mean,Fwd IAT Std,Fwd IAT Max,Fwd IAT Min,Bwd IAT Total,Bwd IAT Mean,Bwd IAT Std,"
    "Bwd IAT Max,Bwd IAT Min,Fwd PSH Flags,Bwd PSH Flags,Fwd URG Flags,Bwd URG Flags,Fwd Header Length,"
    "Bwd Header Length,Fwd Packets/s,Bwd Packets/s,Packet Length Min,Packet Length Max,Packet Length Mean,"
    "Packet Length Std,Packet Length Variance,FIN Flag Count,SYN Flag Count,RST Flag Count,PSH Flag Count,"
    "ACK Flag Count,URG Flag Count,CWR Flag Count,ECE Flag Count,Down/Up Ratio,Average Packet Size,"
    "Fwd Segment Size Avg,Bwd Segment Size Avg,Fwd Bytes/Bulk Avg,Fwd Packet/Bulk Avg,Fwd Bulk Rate Avg,"
    "Bwd Bytes/Bulk Avg,Bwd Packet/Bulk Avg,Bwd Bulk Rate Avg,Subflow Fwd Packets,Subflow Fwd Bytes,"
    "Subflow Bwd Packets,Subflow Bwd Bytes,FWD Init Win Bytes,Bwd Init Win Bytes,Fwd Act Data Pkts,"
    "Fwd Seg Size Min,Active Mean,Active Std,Active Max,Active Min,Idle Mean,Idle Std,Idle Max,Idle Min,Label\n";

/* The keys of NFStream 6 with statistical_analysis=True: flow.py. */
static const char NFSTREAM[] =
    "id,expiration_id,src_ip,src_mac,src_oui,src_port,dst_ip,dst_mac,dst_oui,dst_port,protocol,ip_version,vlan_id,"
    "tunnel_id,bidirectional_first_seen_ms,bidirectional_last_seen_ms,bidirectional_duration_ms,"
    "bidirectional_packets,bidirectional_bytes,src2dst_first_seen_ms,src2dst_last_seen_ms,src2dst_duration_ms,"
    "src2dst_packets,src2dst_bytes,dst2src_first_seen_ms,dst2src_last_seen_ms,dst2src_duration_ms,dst2src_packets,"
    "dst2src_bytes,bidirectional_min_ps,bidirectional_mean_ps,bidirectional_stddev_ps,bidirectional_max_ps,"
    "src2dst_min_ps,src2dst_mean_ps,src2dst_stddev_ps,src2dst_max_ps,dst2src_min_ps,dst2src_mean_ps,"
    "dst2src_stddev_ps,dst2src_max_ps,bidirectional_min_piat_ms,bidirectional_mean_piat_ms,"
    "bidirectional_stddev_piat_ms,bidirectional_max_piat_ms,src2dst_min_piat_ms,src2dst_mean_piat_ms,"
    "src2dst_stddev_piat_ms,src2dst_max_piat_ms,dst2src_min_piat_ms,dst2src_mean_piat_ms,dst2src_stddev_piat_ms,"
    "dst2src_max_piat_ms,bidirectional_syn_packets,bidirectional_cwr_packets,bidirectional_ece_packets,"
    "bidirectional_urg_packets,bidirectional_ack_packets,bidirectional_psh_packets,bidirectional_rst_packets,"
    "bidirectional_fin_packets,src2dst_syn_packets,src2dst_cwr_packets,src2dst_ece_packets,src2dst_urg_packets,"
    "src2dst_ack_packets,src2dst_psh_packets,src2dst_rst_packets,src2dst_fin_packets,dst2src_syn_packets,"
    "dst2src_cwr_packets,dst2src_ece_packets,dst2src_urg_packets,dst2src_ack_packets,dst2src_psh_packets,"
    "dst2src_rst_packets,dst2src_fin_packets,application_name,application_category_name,application_is_guessed,"
    "requested_server_name,client_fingerprint,server_fingerprint,user_agent,content_type\n";

/* conn.log: main.zeek. */
#define ZEEK_HEAD                                                                                                           \
    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n"                            \
    "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes"        \
    "\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts"                      \
    "\tresp_ip_bytes\ttunnel_parents\n"                                                                                     \
    "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tbool\tcount"         \
    "\tstring\tcount\tcount\tcount\tcount\tset[string]\n"

static void test_headers(void)
{
    check("cicflowmeter", &writer_csv, -1, "winnow.flow.id\n", 0, CICFLOWMETER);
    check("nfstream", &writer_csv, -1, "winnow.flow.id\n", 0, NFSTREAM);
    check("zeek", &writer_zeek, -1, "winnow.flow.id\n", 0, ZEEK_HEAD);
}

/* Three packets from 10.0.0.9 with payloads of 0, 100 and 200 bytes at 0, 1 and 3 s, two from 192.168.0.1 with 0 and
 * 1000 bytes at 0.5 and 2 s. */
#define FLOW_NAMES                                                                                                          \
    "winnow.flow.id\twinnow.flow.protocol\twinnow.flow.initiator.address\twinnow.flow.initiator.port"                       \
    "\twinnow.flow.responder.address\twinnow.flow.responder.port\twinnow.flow.start\twinnow.flow.duration"                  \
    "\twinnow.flow.initiator.duration\twinnow.flow.packets\twinnow.flow.initiator.packets"                                  \
    "\twinnow.flow.responder.packets\twinnow.flow.payload_bytes\twinnow.flow.initiator.payload_bytes"                       \
    "\twinnow.flow.payload_stddev\twinnow.flow.iat_mean\twinnow.flow.initiator.iat_max\twinnow.flow.frame_bytes"            \
    "\twinnow.flow.responder.frame_bytes\twinnow.app\twinnow.app.method\twinnow.app.dissected\twinnow.flow.state"           \
    "\twinnow.flow.end_reason\twinnow.flow.tunnel_depth\twinnow.flow.history\twinnow.flow.responder.ip_bytes"               \
    "\twinnow.flow.initiator.initial_window\twinnow.flow.fin_count\twinnow.flow.initiator.data_packets"                     \
    "\twinnow.flow.packet_rate\twinnow.flow.initiator.packet_rate\twinnow.flow.responder.packet_rate"                       \
    "\twinnow.flow.packet_ratio\twinnow.flow.initiator.start\twinnow.flow.responder.start"                                  \
    "\twinnow.flow.responder.duration\n"
#define FLOW                                                                                                                \
    FLOW_NAMES "4\tTCP\t10.0.0.9\t50000\t192.168.0.1\t443\t1470146373.025824000\t3.000000000\t3.000000000\t5\t3\t2\t"       \
               "1300\t300\t4.5\t0.75\t2.000000000\t1570\t1108\tHTTPS\tport\tTLS\tSF\tend-detected\t0\tShADadFf\t1080"       \
               "\t64240\t2\t2\t1.66666666666667\t1\t0.666666666666667\t0.666666666666667\t1470146373.025824000"             \
               "\t1470146373.525824000\t1.500000000\n"
/* Nothing but a lone packet: no duration. */
#define LONE                                                                                                                \
    FLOW_NAMES "0\tICMP\tfe80::1\t\tfe80::2\t\t0.000000000\t0.000000000\t0.000000000\t1\t1\t0\t8\t8\t\t\t\t50\t0"           \
               "\tICMP\tprotocol\t\t\t\t2\t\t0\t\t\t1\t\t\t\t0\t0.000000000\t\t\n"

static void test_cicflowmeter(void)
{
    /* clang-format off */
    static const char *const VALUES[] = {
        /* 192 is less than 10 where bytes have signs */
        "Flow ID", "192.168.0.1-10.0.0.9-443-50000-6",
        "Src IP", "10.0.0.9",
        "Src Port", "50000",
        "Dst Port", "443",
        "Protocol", "6",
        "Timestamp", "02/08/2016 01:59:33 PM",
        "Flow Duration", "3000000",
        "Total Fwd Packet", "3",
        "Total Bwd packets", "2",
        "Total Length of Fwd Packet", "300",
        "Flow Bytes/s", "433.333333333333",
        "Flow Packets/s", "1.66666666666667",
        "Fwd Packets/s", "1",
        "Bwd Packets/s", "0.666666666666667",
        "Flow IAT Mean", "750000",
        "Fwd IAT Total", "3000000",
        "Fwd IAT Max", "2000000",
        "Packet Length Std", "4.5",
        "Packet Length Variance", "20.25",
        "FIN Flag Count", "2",
        "Down/Up Ratio", "0.666666666666667",
        "FWD Init Win Bytes", "64240",
        "Fwd Act Data Pkts", "2",
        "Fwd Seg Size Min", "",
        "Label", "NeedManualLabel",
        NULL,
    };
    /* clang-format on */

    check_cells("cicflowmeter", FLOW, VALUES);
    check_cell("cicflowmeter", LONE, "Flow ID", "fe80::1-fe80::2-0-0-1");
    check_cell("cicflowmeter", LONE, "Src Port", "");
    check_cell("cicflowmeter", LONE, "Timestamp", "01/01/1970 12:00:00 AM");
    check_cell("cicflowmeter", LONE, "Flow Duration", "0");
    check_cell("cicflowmeter", LONE, "Flow Bytes/s", "");
    check_cell("cicflowmeter", LONE, "Down/Up Ratio", "0");
    check_cell("cicflowmeter", LONE, "Packet Length Variance", "");
    check_cell("cicflowmeter", "winnow.flow.id\twinnow.flow.payload_stddev\n0\t1e200\n", "Packet Length Variance", "");
    check_cell("cicflowmeter", "winnow.flow.id\twinnow.flow.payload_bytes\twinnow.flow.duration\n0\t1e300\t1e-300\n",
               "Flow Bytes/s", "");
    check_cell("cicflowmeter", "winnow.flow.id\twinnow.flow.start\n0\t8000000000\n", "Timestamp", "06/07/2223 02:13:20 PM");
}

static void test_nfstream(void)
{
    /* clang-format off */
    static const char *const VALUES[] = {
        "id", "4",
        "expiration_id", "-1",
        "src_ip", "10.0.0.9",
        "src_mac", "",
        "protocol", "6",
        "ip_version", "4",
        "tunnel_id", "0",
        "bidirectional_first_seen_ms", "1470146373025",
        "bidirectional_last_seen_ms", "1470146376025",
        "bidirectional_duration_ms", "3000",
        "bidirectional_bytes", "1570",
        "bidirectional_mean_ps", "314",
        "bidirectional_min_ps", "",
        "dst2src_mean_ps", "554",
        "bidirectional_mean_piat_ms", "750",
        "src2dst_max_piat_ms", "2000",
        "src2dst_first_seen_ms", "1470146373025",
        "src2dst_last_seen_ms", "1470146376025",
        "dst2src_first_seen_ms", "1470146373525",
        "dst2src_last_seen_ms", "1470146375025",
        "bidirectional_fin_packets", "2",
        "application_name", "HTTPS",
        "application_is_guessed", "1",
        "user_agent", "",
        NULL,
    };
    /* clang-format on */

    check_cells("nfstream", FLOW, VALUES);
    check_cell("nfstream", LONE, "ip_version", "6");
    check_cell("nfstream", LONE, "tunnel_id", "");
    check_cell("nfstream", LONE, "dst2src_mean_ps", "");
    check_cell("nfstream", LONE, "src2dst_last_seen_ms", "0");
    check_cell("nfstream", LONE, "dst2src_last_seen_ms", "");
    check_cell("nfstream", LONE, "application_is_guessed", "0");
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.start\twinnow.flow.duration\n0\t-0.000000001\t0.000000001\n",
               "bidirectional_first_seen_ms", "-1");
    /* to the nanosecond */
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.duration\n0\t0.000123456\n", "bidirectional_duration_ms",
               "0.123456");
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.duration\n0\t-0.000001500\n", "bidirectional_duration_ms",
               "-0.0015");
    check_cell("cicflowmeter", "winnow.flow.id\twinnow.flow.duration\n0\t-8000000000.000000001\n", "Flow Duration",
               "-8000000000000000.001");
    /* past the year 2262 */
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.start\twinnow.flow.duration\n0\t8000000000\t8000000000\n",
               "bidirectional_last_seen_ms", "");
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.start\twinnow.flow.duration\n0\t-8000000000\t-8000000000\n",
               "bidirectional_last_seen_ms", "");
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.iat_mean\n0\t1e308\n", "bidirectional_mean_piat_ms", "");
    check_cell("nfstream", "winnow.flow.id\twinnow.flow.iat_mean\n0\t1.5e-10\n", "bidirectional_mean_piat_ms", "1.5e-07");
}

static void test_zeek(void)
{
    check("zeek", &writer_zeek, -1, FLOW, 0,
          ZEEK_HEAD "1470146373.025824\tC1f4\t10.0.0.9\t50000\t192.168.0.1\t443\ttcp\tssl\t3.000000\t300\t-\tSF\t-\t-\t-"
                    "\tShADadFf\t3\t-\t2\t1080\t-\n");
}

/* "proto state orig_p resp_p history" */
static void check_zeek(const char *protocol, const char *type, const char *code, const char *sent, const char *expected)
{
    char  *text = g_strdup_printf("winnow.flow.id\twinnow.flow.protocol\twinnow.flow.icmp_type\twinnow.flow.icmp_code"
                                   "\twinnow.flow.initiator.packets\twinnow.flow.responder.packets"
                                   "\twinnow.flow.initiator.data_packets\twinnow.flow.responder.data_packets\n"
                                   "0\t%s\t%s\t%s\t%s\t%s\n",
                                  protocol, type, code, sent, sent);
    char **parts = g_strsplit(expected, " ", -1);

    check_cell("zeek", text, "proto", parts[0]);
    check_cell("zeek", text, "conn_state", parts[1]);
    check_cell("zeek", text, "id.orig_p", parts[2]);
    check_cell("zeek", text, "id.resp_p", parts[3]);
    check_cell("zeek", text, "history", parts[4]);
    g_strfreev(parts);
    g_free(text);
}

static void test_zeek_without_tcp(void)
{
    check_zeek("UDP", "", "", "1\t1", "udp SF   Dd");
    check_zeek("UDP", "", "", "2\t0", "udp S0   D");
    check_zeek("UDP", "", "", "0\t1", "udp SHR   d");
    check_zeek("ICMP", "8", "0", "1\t1", "icmp OTH 8 0 ");
    check_zeek("ICMP", "3", "1", "1\t0", "icmp OTH 3 1 ");
    check_zeek("ICMPv6", "135", "0", "1\t1", "icmp OTH 135 136 ");
    check_zeek("GRE", "", "", "1\t0", "unknown_transport OTH   ");
    check_zeek("ARP", "", "", "1\t0", "unknown_transport    ");
    check_cell("zeek", "winnow.flow.id\twinnow.flow.initiator.address\n0\t00:1c:42:8e:70:31\n", "id.orig_h", "");
    check_cell("zeek", "winnow.flow.id\twinnow.app.dissected\twinnow.app.signature\n0\t\tSSH\n", "service", "ssh");
}

static void check_complaint(const char *text, const char *expected)
{
    guint64 damaged;

    g_free(export_all("zeek", &writer_zeek, -1, (const char *const[]){ text, NULL }, &damaged));
    g_assert_cmpuint(damaged, ==, 1);
    g_assert_cmpstr(said->str, ==, expected);
}

static void test_zeek_complaints(void)
{
#define ICMP "winnow.flow.id\twinnow.flow.protocol\twinnow.flow.icmp_type\twinnow.flow.icmp_code\n"
    check_complaint(ICMP "0\tICMP\tx\t0\n",
                    "winnow: test:2: expected a whole number in winnow.flow.icmp_type, found \"x\"\n");
    check_complaint(ICMP "0\tICMP\t3\ty\n",
                    "winnow: test:2: expected a whole number in winnow.flow.icmp_code, found \"y\"\n");
}

static void test_for_eyes(void)
{
    check("winnow", &writer_table, -1, FLOW, 0,
          " Flow  Application  Protocol  Initiator              Responder              Packets    Bytes  Duration  State\n"
          "    4  HTTPS        TCP       10.0.0.9:50000         192.168.0.1:443              5   1.6 kB       3 s  SF\n");
    check("winnow", &writer_markdown, -1, LONE, 0,
          "## Flows\n\n"
          "| Flow | Application | Protocol | Initiator | Responder | Packets | Bytes | Duration | State |\n"
          "| ---: | --- | --- | --- | --- | ---: | ---: | ---: | --- |\n"
          "| 0 | ICMP | ICMP | fe80::1 | fe80::2 | 1 | 50 B | 0 ms |  |\n");
}

static void test_hostile_text(void)
{
#define HOSTILE "winnow.flow.id\twinnow.app\n0\t=cmd\033[31m|a\\tb\n"
    check("winnow", &writer_csv, -1, HOSTILE, 0, "winnow.flow.id,winnow.app\n0,'=cmd\\x1b[31m|a\\tb\n");
    check_cell("zeek", "winnow.flow.id\twinnow.app.dissected\n0\ta\\tb\033\n", "service", "a\\tb\\x1b");
    check("winnow", &writer_table, -1, HOSTILE, 0,
          " Flow  Application        Protocol  Initiator              Responder              Packets    Bytes  Duration  "
          "State\n"
          "    0  =cmd\\x1b[31m|a\\tb\n");
}

int main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    said = g_string_new(NULL);
    g_set_printerr_handler(say);
    g_test_add_func("/flows/last_row_counts", test_last_row_counts);
    g_test_add_func("/flows/quotes_and_separators", test_quotes_and_separators);
    g_test_add_func("/flows/captures_stay_apart", test_captures_stay_apart);
    g_test_add_func("/flows/damage", test_damage);
    g_test_add_func("/flows/values_by_type", test_values_by_type);
    g_test_add_func("/flows/series", test_series);
    g_test_add_func("/flows/what_a_table_is", test_what_a_table_is);
    g_test_add_func("/flows/table", test_table);
    g_test_add_func("/flows/sources", test_sources);
    g_test_add_func("/flows/headers", test_headers);
    g_test_add_func("/flows/cicflowmeter", test_cicflowmeter);
    g_test_add_func("/flows/nfstream", test_nfstream);
    g_test_add_func("/flows/zeek", test_zeek);
    g_test_add_func("/flows/zeek_without_tcp", test_zeek_without_tcp);
    g_test_add_func("/flows/zeek_complaints", test_zeek_complaints);
    g_test_add_func("/flows/for_eyes", test_for_eyes);
    g_test_add_func("/flows/hostile_text", test_hostile_text);
    status = g_test_run();
    g_string_free(said, TRUE);
    return status;
}
