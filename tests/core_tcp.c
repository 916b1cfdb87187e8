/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "tcp_history.h"
#include "tcp_state.h"

static const gint64 MS = G_GINT64_CONSTANT(1000000);

struct lab {
    struct tcp_flow *flow;
    guint32          isn[2];  /* of initiator and responder */
    guint32          next[2]; /* where the next segment stands, from the initial sequence number on */
    struct packet    packet;
};

static struct lab lab_at(guint32 initiator_isn, guint32 responder_isn)
{
    return (struct lab){ .flow = tcp_flow_new(), .isn = { initiator_isn, responder_isn } };
}

static void clear(struct lab *lab)
{
    tcp_flow_free(lab->flow);
}

static guint flag_of(char letter)
{
    static const char LETTERS[] = "FSRPAUECN";
    const char       *found = strchr(LETTERS, letter);

    return found && letter ? 1U << (found - LETTERS) : 0;
}

static guint32 number_after(const char **text, char mark, guint32 otherwise)
{
    char *end;

    if (mark && **text != mark)
        return otherwise;
    *text += mark != 0;
    guint32 number = (guint32)strtoul(*text, &end, 10);
    *text = end;
    return number;
}

/* One packet: '<' or '>', flags, bytes of payload, "@" sequence number, "#" acknowledgment, "w" window, "t" ms. Numbers
 * count from the side's initial one; without them the segment follows what its side sent, and acknowledges all. */
static void send_one(struct lab *lab, const char *text)
{
    guint              sender = *text++ == '<';
    struct tcp_header *tcp = &lab->packet.tcp;

    *tcp = (struct tcp_header){ 0 };
    for (; flag_of(*text); text++)
        tcp->flags = (guint16)(tcp->flags | flag_of(*text));
    lab->packet.payload_bytes = number_after(&text, 0, 0);
    guint32  sequence = number_after(&text, '@', lab->next[sender]);
    gboolean acknowledges = (tcp->flags & TCP_ACK) || *text == '#';
    guint32  acknowledgment = number_after(&text, '#', lab->next[!sender]);
    tcp->window = (guint16)number_after(&text, 'w', 1000);
    lab->packet.time = number_after(&text, 't', (guint32)(lab->packet.time / MS)) * MS;
    g_assert_cmpint(*text, ==, '\0');

    tcp->sequence = lab->isn[sender] + sequence;
    tcp->acknowledgment = acknowledges ? lab->isn[!sender] + acknowledgment : 0;

    guint32 end = sequence + lab->packet.payload_bytes + !!(tcp->flags & (TCP_SYN | TCP_FIN));
    lab->next[sender] = MAX(lab->next[sender], end);
    tcp_flow_add(lab->flow, &lab->packet, sender ? SCOPE_RESPONDER : SCOPE_INITIATOR);
}

static void send(struct lab *lab, const char *packets)
{
    char **each = g_strsplit(packets, " ", -1);

    for (guint i = 0; each[i]; i++)
        send_one(lab, each[i]);
    g_strfreev(each);
}

static struct lab sent(const char *packets)
{
    struct lab lab = lab_at(1000, 5000);

    send(&lab, packets);
    return lab;
}

static const struct tcp_side *initiator(const struct lab *lab)
{
    return tcp_flow_side(lab->flow, SCOPE_INITIATOR);
}

static const struct tcp_side *responder(const struct lab *lab)
{
    return tcp_flow_side(lab->flow, SCOPE_RESPONDER);
}

/* ---- headers ---- */

static void flags_and_windows(void)
{
    struct lab l = sent(">SECw100 <SAEw0 >Aw200 >PAU10 >PA1 <FAN >PA7 >A7 >PAU7 >Aw300");

    g_assert_cmpuint(initiator(&l)->flag_counts[0], ==, 0); /* FIN */
    g_assert_cmpuint(initiator(&l)->flag_counts[1], ==, 1); /* SYN */
    g_assert_cmpuint(initiator(&l)->flag_counts[3], ==, 4); /* PSH */
    g_assert_cmpuint(initiator(&l)->flag_counts[4], ==, 7); /* ACK */
    g_assert_cmpuint(initiator(&l)->flag_counts[5], ==, 2); /* URG */
    g_assert_cmpuint(initiator(&l)->flag_counts[6], ==, 1); /* ECE */
    g_assert_cmpuint(initiator(&l)->flag_counts[7], ==, 1); /* CWR */
    g_assert_cmpuint(responder(&l)->flag_counts[0], ==, 1);
    g_assert_cmpuint(initiator(&l)->flags, ==, TCP_SYN | TCP_ECE | TCP_CWR | TCP_ACK | TCP_PSH | TCP_URG);
    g_assert_cmpuint(responder(&l)->flags, ==, TCP_SYN | TCP_ECE | TCP_ACK | TCP_FIN | TCP_AE);
    g_assert_cmpuint(initiator(&l)->initial_window, ==, 100);
    g_assert_cmpuint(initiator(&l)->window, ==, 300);
    g_assert_cmpuint(responder(&l)->initial_window, ==, 0);
    g_assert_true(responder(&l)->is_seen);
    clear(&l);

    l = sent(">P5 >A5");
    g_assert_cmpuint(initiator(&l)->flags, ==, TCP_PSH | TCP_ACK);
    clear(&l);
}

static void options(void)
{
    struct lab l = lab_at(0, 0);

    l.packet.tcp = (struct tcp_header){ .flags = TCP_SYN, .has_mss = TRUE, .mss = 1460, .has_window_scale = TRUE };
    tcp_flow_add(l.flow, &l.packet, SCOPE_INITIATOR);
    l.packet.tcp = (struct tcp_header){ .flags = TCP_SYN | TCP_ACK, .acknowledgment = 1 };
    tcp_flow_add(l.flow, &l.packet, SCOPE_RESPONDER);
    g_assert_true(initiator(&l)->has_mss && initiator(&l)->has_window_scale);
    g_assert_cmpuint(initiator(&l)->mss, ==, 1460);
    g_assert_cmpuint(initiator(&l)->window_scale, ==, 0);
    g_assert_false(responder(&l)->has_mss || responder(&l)->has_window_scale);
    clear(&l);
}

static gboolean ends_before(const struct lab *lab, guint16 flags, guint32 sequence, enum flow_scope sender)
{
    struct packet packet = { .tcp = { .flags = flags, .sequence = sequence } };

    return tcp_flow_ends_before(lab->flow, &packet, sender);
}

static void ends(void)
{
    struct lab l = sent(">S");

    g_assert_false(ends_before(&l, TCP_SYN, 1000, SCOPE_INITIATOR));
    g_assert_true(ends_before(&l, TCP_SYN, 1001, SCOPE_INITIATOR));
    g_assert_false(ends_before(&l, TCP_SYN, 1001, SCOPE_RESPONDER));
    g_assert_false(ends_before(&l, TCP_SYN | TCP_ACK, 1001, SCOPE_INITIATOR));
    send(&l, "<SA >A >FA >FA");
    g_assert_false(l.flow->is_closed);
    g_assert_false(ends_before(&l, TCP_SYN, 1000, SCOPE_INITIATOR));
    send(&l, "<FA");
    g_assert_true(l.flow->is_closed);
    g_assert_true(ends_before(&l, TCP_SYN, 1000, SCOPE_INITIATOR));
    g_assert_true(ends_before(&l, TCP_SYN, 9, SCOPE_RESPONDER));
    g_assert_false(ends_before(&l, TCP_ACK, 9, SCOPE_RESPONDER));
    clear(&l);

    l = sent("<S"); /* the responder's does not count */
    g_assert_false(ends_before(&l, TCP_SYN, 77, SCOPE_INITIATOR));
    send(&l, ">S@7 >S@8"); /* the first one does */
    g_assert_false(ends_before(&l, TCP_SYN, 1007, SCOPE_INITIATOR));
    g_assert_true(ends_before(&l, TCP_SYN, 1008, SCOPE_INITIATOR));
    send(&l, ">R");
    g_assert_true(l.flow->is_closed);
    clear(&l);
}

/* ---- sequence space ---- */

static void counted(const char *packets, guint retransmitted, guint out_of_order)
{
    struct lab l = sent(packets);

    g_test_message("%s", packets);
    g_assert_cmpuint(initiator(&l)->retransmitted, ==, retransmitted);
    g_assert_cmpuint(initiator(&l)->out_of_order, ==, out_of_order);
    g_assert_cmpuint(responder(&l)->retransmitted + responder(&l)->out_of_order, ==, 0);
    clear(&l);
}

static void in_order(void)
{
    struct lab l = sent(">S <SA >A >A10");

    g_assert_null(l.flow->holes);
    clear(&l);
    counted(">S <SA >A >A10 >A10 <A >A5 >FA <FA >A >A", 0, 0);
}

static void retransmissions(void)
{
    counted(">S >S@0 >S@0", 2, 0);
    counted(">S >A10 >A10@1", 1, 0);
    counted(">S >A10 >A10@6", 1, 0);            /* five bytes old, five new */
    counted(">S >A10 >A10@6 >A5@11 >A5", 2, 0); /* the new ones have been seen, then */
    counted(">S >A10 >FA >FA@11 >FA5@6", 2, 0);
    counted(">S >A10 >A2@10", 1, 0);
    counted(">S >A10 >R@5 >R10@1 >A@1", 0, 0); /* neither RST nor a pure acknowledgment */
}

static void holes(void)
{
    counted(">S >A10 >A10@21 >A10@11 >A10", 0, 1);    /* 11 comes late */
    counted(">S >A10 >A10@21 >A10@11 >A10@11", 1, 1); /* and once more */
    counted(">S >A10@21 >A10@41 >A5@31 >A5@36 >A20@1", 0, 3);
    counted(">S >A10@21 >A4@10 >A4@6 >A4@14 >A8@8", 1, 3); /* from the middle of it */
    counted(">S >A10@21 >A25@1", 1, 0);                    /* a hole and what is behind it */
    counted(">S >A10@21 >A12@9 >A8@1 >A4@9", 1, 2);
    /* acknowledgments show that more was sent */
    counted(">S <SA >A@11 >A10@1 >A10@11 >A@15 >A@30 >A@40 >A10@21", 0, 2);
    counted(">S >FA@21 >A20@1", 0, 1);
    counted(">S >A10@11 >A10@31 >A30@1 >A10@21", 2, 0); /* both holes at once */
}

/* Sixteen bytes have room for no more than eight holes: random segments, across the wrap, against a plain list of what
 * was seen. */
static void all_of_a_small_space(void)
{
    enum { SPACE = 16 };
    GRand *random = g_rand_new_with_seed(793);

    for (guint round = 0; round < 20000; round++) {
        struct lab l = lab_at(0xfffffff8, 0);
        gboolean   seen[SPACE + 1] = { TRUE }; /* the SYN */
        guint      next = 1, retransmitted = 0, out_of_order = 0;

        send(&l, ">S");
        for (guint i = 0; i < 12; i++) {
            guint begin = (guint)g_rand_int_range(random, 1, SPACE);
            guint end = (guint)g_rand_int_range(random, (gint32)begin, SPACE + 1);
            guint repeated = 0;
            char *packet = g_strdup_printf(">A%u@%u", end - begin, begin);

            for (guint k = begin; k < end; k++)
                repeated += seen[k] != 0;
            gboolean is_keep_alive = end - begin == 1 && end == next;
            retransmitted += repeated && !is_keep_alive;
            out_of_order += !repeated && begin < next && begin < end;
            for (guint k = begin; k < end; k++)
                seen[k] = TRUE;
            next = MAX(next, end);
            send(&l, packet);
            g_free(packet);
        }
        g_assert_cmpuint(initiator(&l)->retransmitted, ==, retransmitted);
        g_assert_cmpuint(initiator(&l)->out_of_order, ==, out_of_order);
        clear(&l);
    }
    g_rand_free(random);
}

/* Ten holes of ten bytes; the two lowest are forgotten and count as seen. */
static void too_many_holes(void)
{
    struct lab l = sent(">S >A1@1");

    for (guint i = 1; i <= 10; i++) {
        char *packet = g_strdup_printf(">A10@%u", 20 * i);
        send(&l, packet);
        g_free(packet);
    }
    send(&l, ">A5@2 >A10@30");
    g_assert_cmpuint(initiator(&l)->retransmitted, ==, 2);
    send(&l, ">A10@190 >A10@50");
    g_assert_cmpuint(initiator(&l)->out_of_order, ==, 2);
    g_assert_cmpuint(initiator(&l)->retransmitted, ==, 2);
    clear(&l);
}

/* Eight holes; a segment in the middle of the lowest leaves its upper part only. */
static void split_without_room(void)
{
    struct lab l = sent(">S >A1@1 >A10@20 >A10@40 >A10@60 >A10@80 >A10@100 >A10@120 >A10@140 >A10@160 >A2@10");

    g_assert_cmpuint(initiator(&l)->out_of_order, ==, 1);
    send(&l, ">A2@15");
    g_assert_cmpuint(initiator(&l)->out_of_order, ==, 2);
    send(&l, ">A2@5");
    g_assert_cmpuint(initiator(&l)->out_of_order, ==, 2);
    g_assert_cmpuint(initiator(&l)->retransmitted, ==, 1);
    clear(&l);
}

static void wraps(void)
{
    struct lab l = lab_at(0xfffffff0, 0xffffffff);

    send(&l, ">S <SA >A >A10 >A10@21 >A10@11 >A10@31 >A10@31 >A10@1");
    g_assert_cmpuint(initiator(&l)->retransmitted, ==, 2);
    g_assert_cmpuint(initiator(&l)->out_of_order, ==, 1);
    g_assert_cmpuint(initiator(&l)->next, ==, 25); /* -16 + 41 */
    g_assert_cmpstr(tcp_flow_state(l.flow), ==, "S1");
    send(&l, "<A#51");
    g_assert_cmpstr(tcp_flow_history(l.flow), ==, "ShADTaG");
    clear(&l);

    l = lab_at(0x80000010, 0x90000000); /* a gap just behind the handshake */
    send(&l, ">S <SA >A <A#11");
    g_assert_cmpstr(tcp_flow_history(l.flow), ==, "ShAaG");
    clear(&l);

    l = lab_at(0x80000010, 0);
    send(&l, ">A10 >A10");
    g_assert_cmpstr(tcp_flow_history(l.flow), ==, "D");
    clear(&l);
}

static void keep_alives_and_probes(void)
{
    counted(">S <SA >A >A10 >A@10 >A1@10 >A1@10 >A10@11", 0, 0); /* keep-alives of no byte and of one */
    counted(">S <SA >A >A10 >FA1@10", 1, 0);
    counted(">S <SA >A >A10 <Aw0 >A1@11 >A1@11 >A10@11", 0, 0);               /* probes that did not fit */
    counted(">S <SA >A >A10 <Aw0 >A1@11 <A#12w0 >A1@12 <A#13 >A10@13", 0, 0); /* that did */
    counted(">S <SA >A >A10 <Aw0 >A1@11 <A#12w0 >A10@11", 1, 0);
    counted(">S <SA >A >A10 <Aw0 <Aw5 >A1@11 >A10@11", 1, 0); /* no probe: the window is open again */
    counted(">S <SA >A >A10 <Aw0 >A1@11 <A#11 >A1@11 >A1@11 >A2@11", 1, 0);
    counted(">S <SA >A >A10 <Aw0 >A1@5", 1, 0);
    counted(">S <SA >A >A10 >A1@11 >A10@11", 1, 0);
    counted(">S <SA >A >A10 <Aw0 >A2@11 >A2@11", 1, 0); /* two bytes are none */
}

static void middle_of_a_flow(void)
{
    counted(">A10@500 >A10@510 >A10@510", 1, 0);
    counted(">A10@500 >A10@400", 1, 0); /* before the first packet all counts as seen */
    counted(">A@500 >A10@520 >A10@500", 0, 1);
    counted(">R@900 >A10@500 >A10@510", 0, 0);
}

static void far_away(void)
{
    counted(">A10@0 >A10@1073741834 >A10@20", 0, 1);         /* 2^30 ahead: a hole; and as far back */
    counted(">A10@0 >A10@1073741834 >A10@19 >A10", 0, 0);    /* one more, and the space begins anew */
    counted(">A10@0 >A10@1073741835 >A10@1073741845", 0, 0); /* likewise */
    counted(">A10@0 >A10@2000000000 >A10@10 >A10@20", 0, 0);
    counted(">S >A10@21 >S@5000 >A10@6", 1, 0);
    counted(">S >A10@1 >S@5000 >A10@5001 >A10@5011", 0, 0); /* a SYN with another number */
    counted(">S >A10@21 >S@5000 >A10@6", 1, 0);             /* … and the holes of before are no longer */
    /* four steps of 2^30, once round: the first hole would stand where the bytes now are */
    counted(">A10@0 >A1@1073741834 >A1@2147483659 >A1@3221225484 >A1@13 >A10@14 >A10@24 >A10@14", 1, 0);
}

/* ---- handshake ---- */

static void handshake(const char *packets, gint64 rtt, gint64 syn_ack_delay, gint64 ack_delay)
{
    struct lab           l = sent(packets);
    struct tcp_handshake times;

    g_test_message("%s", packets);
    g_assert_cmpuint(tcp_flow_handshake(l.flow, &times), ==, 3);
    g_assert_cmpint(times.rtt, ==, rtt * MS);
    g_assert_cmpint(times.syn_ack_delay, ==, syn_ack_delay * MS);
    g_assert_cmpint(times.ack_delay, ==, ack_delay * MS);
    clear(&l);
}

static void handshakes(void)
{
    handshake(">St1 <SAt11 >At14 >A10t20 >At30", 13, 10, 3);
    handshake(">St1 >S@0t5 <SAt11 >At14", 9, 6, 3);           /* the last SYN */
    handshake(">St1 <SAt11 <SA@0t15 >At16", 15, 10, 5);       /* the first SYN-ACK */
    handshake(">St1 <SAt11 >S@0t20 <SA@0t24 >At25", 5, 4, 1); /* … after it */
    handshake(">St1 <SAt11 >At14 >S@0t20 <SA@0t24 >At25", 13, 10, 3);
    handshake(">St9 <SAt5 >At14", 5, 0, 9); /* clocks */
    handshake(">St9 <SAt20 >At5", 0, 11, 0);
    handshake(">St1 >At2 <SAt11 >At14", 13, 10, 3);
    handshake(">St1 <At4 <SAt11 >A10t14", 13, 10, 3);
    handshake(">S5t1 <SA#1t11 >At14", 13, 10, 3); /* fast open, of which the data was not taken */
    handshake(">S5t1 <SA#6t11 >At14", 13, 10, 3);
}

static void no_handshake(const char *packets)
{
    struct lab           l = sent(packets);
    struct tcp_handshake times;

    g_test_message("%s", packets);
    g_assert_cmpuint(tcp_flow_handshake(l.flow, &times), <, 3);
    clear(&l);
}

static void no_handshakes(void)
{
    no_handshake(">S");
    no_handshake(">S <SA");
    no_handshake("<SA >A");
    no_handshake(">S <SA#2 >A");
    no_handshake(">S <SA >A#2");
    no_handshake(">S <SA >RA");
    no_handshake(">S <SA <A");
    no_handshake(">S <RA >A");
    no_handshake(">A <A >A");
}

/* ---- Zeek ---- */

static const struct {
    const char *packets, *state, *history;
} ZEEK[] = {
    { ">S", "S0", "S" },
    { ">S >S@0 >S@0", "S0", "S" },
    { ">S <A", "S0", "Sa" },
    { ">S <SA", "S1", "Sh" },
    { ">S <SA >A >PA10 <PA20 >A", "S1", "ShADd" },
    { ">S <A <SA >A", "S1", "SahA" },
    { ">S <SA >A >PA10 <A <PA20 >FA <FA >A", "SF", "ShADadFf" },
    { ">S <SA >A <FA >FA", "SF", "ShAfF" },
    { ">S <SA >A >FA <FA >R", "SF", "ShAFfR" },
    { ">S <SA >A >FA >R <FA", "SF", "ShAFRf" }, /* FIN, then RST, is an end like others */
    { ">S <SA >A >R <FA", "RSTO", "ShARf" },
    { ">S <SA >A >FR <FA", "RSTO", "ShAIf" },
    { ">S <A5", "OTH", "Sd" },
    { ">S <RA", "REJ", "Sr" },
    { ">S <SA >RA <RA", "REJ", "ShRr" },
    { ">S <SA >R5 <R5", "REJ", "ShRr" }, /* what comes with RST is no payload */
    { ">S <SA >A >A1 >R <R", "RSTR", "ShADRr" },
    { ">S <SA >A >FA", "S2", "ShAF" },
    { ">S <SA >A <FA >A", "S3", "ShAf" },
    { ">S <SA >A >A10 >RA", "RSTO", "ShADR" },
    { ">S <SA >R", "RSTO", "ShR" },
    { ">S <SA >A <A10 <RA", "RSTR", "ShAdr" },
    { ">S <SA >A <FA <R", "RSTR", "ShAfr" },
    { ">S >R", "RSTOS0", "SR" },
    { ">S >S@0 <A >R", "RSTOS0", "SaR" },
    { ">S >A >R", "OTH", "SAR" },
    { "<SA <R", "RSTRH", "^hr" },
    { ">S >FA", "SH", "SF" },
    { "<SA <FA", "SHR", "^hf" },
    { "<SA >A >A10 <A", "S1", "^hADa" },
    { "<SA@0 >S@0 >A", "S1", "^hSA" }, /* in the wrong order */
    { ">A10 <A10 >A", "OTH", "DdA" },
    { ">A10 <A >FA <FA", "SF", "DaFf" },
    { ">FA", "SH", "F" },
    { ">S <A >FA <A <SA", "SH", "SaFh" },
    { ">A <R", "RSTRH", "Ar" },
    { ">R", "OTH", "R" },
    { ">A >S@900", "S0", "AS" },
    { ">A <A >S@900 <R", "RSTRH", "AaSr" },
    { ">SA", "OTH", "H" },
    { ">SA <R", "REJ", "Hr" },
    { ">SF", "SH", "Q" },
    { ">FR", "OTH", "I" },
    { ">SFR >SR", "OTH", "IQ" },
    { ">P", "OTH", "" },
    /* again with another number */
    { ">S <SA >A >FA >FA@1 >FA5@1", "S2", "ShAFF" },
    { ">S <SA >A >FA5 >FA5@1", "S2", "ShAFT" },
    { ">S <RA <RA <R@7", "REJ", "Srr" },
    { ">S <SA <SA@0 <SA@9 >A#10", "S1", "ShhA" },
    /* gaps: within, behind, once for each part; none while the connection is not whole */
    { ">S <SA >A >A10@11 <A", "S1", "ShADaG" },
    { ">S <SA >A <A#11 <A#11 <A#21 <A#31 <A#41 <A#51 <A#61 <A#71 <A#81 <A#91", "S1", "ShAaG" },
    { ">S <SA >A <A#11 <A#11 <A#21 <A#31 <A#41 <A#51 <A#61 <A#71 <A#81 <A#91 <A#101", "S1", "ShAaGG" },
    { ">S <SA >A >A10@11 >A10@31 <A#16 <A#41 >A10", "S1", "ShADaG" },
    { ">S <SA >A >A10 >FA <A#12 <A#13", "S2", "ShADFa" },
    { ">S <SA >A <A#1073741826", "S1", "ShAa" },
    { ">S >FA <SA >A#11", "S2", "SFhA" },
    { ">S <SA >A <P#11", "S1", "ShA" },
    { ">S <SA >A >A10 <Aw0 >A1@11 <A#11 >A10@11 <A#22", "S1", "ShADawG" },
    { ">S <SA >A >A10 <Aw0 >A1@11 >A10@2000000000 <A#2000000011", "S1", "ShADawG" },
    { ">A10@0 >A10@20 <A", "OTH", "Da" },
    { ">S <SA >A >A10 <Aw0 >A1@11 <A#12", "S1", "ShADaw" },
    /* windows */
    { ">S <SA >A <Aw0 <Aw0", "S1", "ShAaw" },
    { ">S <SA >A <A <Aw0 <A", "S1", "ShAaw" },
    { ">S <SA >FA <Aw0 <RAw0", "RSTR", "ShFar" },
    { ">S <RAw0", "REJ", "Sr" },
    { ">S <SA >A <R <Aw0", "RSTR", "ShAra" },
    /* what repeats payload: also a keep-alive, and what fills a hole */
    { ">S <SA >A >A10 >A10@1 >A10@1", "S1", "ShADT" },
    { ">S <SA >A >A10 >A1@10", "S1", "ShADT" },
    { ">S <SA >A >A10@11 >A10@1 >A10@5 <A10@1 <A5@1", "S1", "ShADTdt" },
    { ">S <SA >A >A10 >A10@6", "S1", "ShAD" },
    { ">S5 >S5@0", "S0", "S" },
    { ">S <SA >A >A10 >R5@1", "RSTO", "ShADR" },
    { ">S <SA >A >A10 >R >A10@1", "RSTO", "ShADR" },
};

static void zeek(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(ZEEK); i++) {
        struct lab l = sent(ZEEK[i].packets);

        g_test_message("%s", ZEEK[i].packets);
        g_assert_cmpstr(tcp_flow_state(l.flow), ==, ZEEK[i].state);
        g_assert_cmpstr(tcp_flow_history(l.flow), ==, ZEEK[i].history);
        clear(&l);
    }
}

/* The 1st, the 10th, the 100th, the 1000th. */
static void letters_by_powers_of_ten(void)
{
    static const struct {
        guint       times;
        const char *history;
    } EXPECTED[] = {
        { 1, "ShADT" }, { 9, "ShADT" }, { 10, "ShADTT" }, { 99, "ShADTT" }, { 100, "ShADTTT" }, { 1000, "ShADTTTT" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        struct lab l = sent(">S <SA >A >A10");

        for (guint k = 0; k < EXPECTED[i].times; k++)
            send(&l, ">A10@1");
        g_assert_cmpstr(tcp_flow_history(l.flow), ==, EXPECTED[i].history);
        g_assert_cmpuint(initiator(&l)->retransmitted, ==, EXPECTED[i].times);
        clear(&l);
    }
}

static void history_is_bounded(void)
{
    struct lab l = sent(">S <SA >A");

    for (guint i = 0; i < 100; i++) {
        char *packet = g_strdup_printf(">FA@%u", 1 + i);
        send(&l, packet);
        g_free(packet);
    }
    g_assert_cmpstr(tcp_flow_history(l.flow), ==, "ShAFFFFFFFFFFFFFFFFFFFF");
    g_assert_cmpuint(strlen(tcp_flow_history(l.flow)), ==, TCP_HISTORY_MAX);
    g_assert_cmpstr(tcp_flow_state(l.flow), ==, "S2");
    clear(&l);
}

/* Whatever comes: counts stay within the packets, and nothing is written out of place (the sanitizer sees to it). */
static void hostile_segments(void)
{
    GRand *random = g_rand_new_with_seed(9293);

    for (guint round = 0; round < 200; round++) {
        struct lab l = lab_at(0, 0);
        guint32    spread = 1U << g_rand_int_range(random, 4, 32);

        for (guint i = 0; i < 500; i++) {
            guint side = g_rand_boolean(random);
            l.packet.tcp = (struct tcp_header){
                .sequence = g_rand_int(random) % spread,
                .acknowledgment = g_rand_int(random) % spread,
                .flags = g_rand_int_range(random, 0, 8) ? TCP_ACK : (guint16)g_rand_int_range(random, 0, 4096),
                .window = g_rand_int(random) & 3,
            };
            l.packet.payload_bytes = (guint32)g_rand_int_range(random, 0, 4);
            tcp_flow_add(l.flow, &l.packet, side ? SCOPE_RESPONDER : SCOPE_INITIATOR);
        }
        for (guint side = 0; side < 2; side++)
            g_assert_cmpuint(l.flow->sides[side].retransmitted + l.flow->sides[side].out_of_order, <=, 500);
        g_assert_cmpuint(strlen(tcp_flow_history(l.flow)), <=, TCP_HISTORY_MAX);
        clear(&l);
    }
    g_rand_free(random);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tcp/flags-and-windows", flags_and_windows);
    g_test_add_func("/tcp/options", options);
    g_test_add_func("/tcp/ends", ends);
    g_test_add_func("/tcp/sequence/in-order", in_order);
    g_test_add_func("/tcp/sequence/retransmissions", retransmissions);
    g_test_add_func("/tcp/sequence/holes", holes);
    g_test_add_func("/tcp/sequence/all-of-a-small-space", all_of_a_small_space);
    g_test_add_func("/tcp/sequence/too-many-holes", too_many_holes);
    g_test_add_func("/tcp/sequence/split-without-room", split_without_room);
    g_test_add_func("/tcp/sequence/wraps", wraps);
    g_test_add_func("/tcp/sequence/keep-alives-and-probes", keep_alives_and_probes);
    g_test_add_func("/tcp/sequence/middle-of-a-flow", middle_of_a_flow);
    g_test_add_func("/tcp/sequence/far-away", far_away);
    g_test_add_func("/tcp/handshake/times", handshakes);
    g_test_add_func("/tcp/handshake/none", no_handshakes);
    g_test_add_func("/tcp/zeek/states-and-histories", zeek);
    g_test_add_func("/tcp/zeek/powers-of-ten", letters_by_powers_of_ten);
    g_test_add_func("/tcp/zeek/bounded", history_is_bounded);
    g_test_add_func("/tcp/hostile-segments", hostile_segments);
    return g_test_run();
}
