/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "detection.h"
#include "packet.h"

enum { WINDOW_S = 300 };

/* The findings of a capture, into which one detector speaks. */
struct lab {
    struct detector_setting *settings;
    struct detection_options options;
    struct findings         *findings;
    struct address           subject, object;
};

static guint detector(const char *name)
{
    int index = detectors_find(name);

    g_assert_cmpint(index, >=, 0);
    return (guint)index;
}

static struct address host(int number)
{
    return address_ipv4((const guint8[4]){ 192, 0, (guint8)(number / 256), (guint8)number });
}

static struct lab lab(void)
{
    return (struct lab){ .settings = detection_standard_settings(), .subject = host(1), .object = host(2) };
}

static void begin(struct lab *lab, gboolean keep)
{
    lab->options.settings = lab->settings;
    lab->findings = findings_new(&lab->options, keep);
    findings_begin_detector(lab->findings, detector("port_scan"), TRUE);
}

static void clear(struct lab *lab)
{
    findings_free(lab->findings);
    g_free(lab->settings);
}

static struct claim claim_of(const struct lab *lab, double value)
{
    return (struct claim){ SEVERITY_WARN, &lab->subject, &lab->object, 0, NULL, value, 10, WINDOW_S * NS_PER_SECOND };
}

/* Whether the claim becomes a finding of a packet of its own at that time, s. */
static gboolean is_said(struct lab *lab, gint64 time, const struct claim *claim)
{
    findings_begin_packet(lab->findings, time * NS_PER_SECOND);
    findings_claim(lab->findings, claim, "%g", claim->value);
    return findings_mark(lab->findings) != 0;
}

static gboolean says(struct lab *lab, gint64 time, double value)
{
    struct claim claim = claim_of(lab, value);

    return is_said(lab, time, &claim);
}

/* ---- news ---- */

static void once(void)
{
    struct lab l = lab();

    begin(&l, TRUE);
    g_assert_true(says(&l, 1000, 15));
    g_assert_false(says(&l, 1000, 15));
    g_assert_false(says(&l, 1000 + WINDOW_S, 16)); /* not over yet */
    g_assert_true(says(&l, 1001 + WINDOW_S, 16));
    g_assert_false(says(&l, 1002 + WINDOW_S, 16)); /* a window after the last one */
    clear(&l);
}

static void clock_set_back(void)
{
    struct lab l = lab();

    begin(&l, TRUE);
    g_assert_true(says(&l, 1000, 15));
    g_assert_false(says(&l, 1000 - WINDOW_S, 15));
    g_assert_true(says(&l, 999 - WINDOW_S, 15));
    g_assert_true(says(&l, 1000000000, 15));
    clear(&l);
}

static void tenfold(void)
{
    struct lab l = lab();

    begin(&l, TRUE);
    g_assert_true(says(&l, 0, 15));
    g_assert_false(says(&l, 1, 149));
    g_assert_true(says(&l, 2, 150));
    g_assert_false(says(&l, 3, 1499)); /* tenfold what was said last */
    g_assert_true(says(&l, 4, 1500));
    clear(&l);
}

static void window_of_0(void)
{
    struct lab   l = lab();
    struct claim claim;

    begin(&l, TRUE);
    claim = claim_of(&l, 1);
    claim.window = 0;
    g_assert_true(is_said(&l, 0, &claim));
    g_assert_false(is_said(&l, 1000000, &claim));
    claim.value = 10;
    g_assert_true(is_said(&l, 1000000, &claim));
    clear(&l);
}

static void topics(void)
{
    struct lab     l = lab();
    struct address third = host(3);
    struct claim   claim;

    begin(&l, TRUE);
    claim = claim_of(&l, 15);
    g_assert_true(is_said(&l, 0, &claim));
    claim.kind = 1;
    g_assert_true(is_said(&l, 0, &claim));
    claim.object = NULL;
    g_assert_true(is_said(&l, 0, &claim));
    claim.object = &third;
    g_assert_true(is_said(&l, 0, &claim));
    claim.subject = &l.object;
    g_assert_true(is_said(&l, 0, &claim));
    g_assert_false(is_said(&l, 0, &claim));
    findings_begin_detector(l.findings, detector("host_scan"), TRUE);
    g_assert_true(is_said(&l, 0, &claim));
    clear(&l);
}

/* ---- what is not wanted ---- */

static void least_severity(void)
{
    struct lab   l = lab();
    struct claim claim;

    l.options.least_severity = SEVERITY_WARN;
    begin(&l, TRUE);
    claim = claim_of(&l, 15);
    claim.severity = SEVERITY_NOTE;
    g_assert_false(is_said(&l, 0, &claim));
    claim.severity = SEVERITY_WARN; /* what was dropped was not said */
    g_assert_true(is_said(&l, 0, &claim));
    clear(&l);
}

static struct exceptions *exceptions_of(const char *text)
{
    struct exceptions_reading reading = { NULL, NULL, NULL };
    struct exceptions        *exceptions = exceptions_new();
    char                     *file = NULL;
    int                       fd = g_file_open_tmp(NULL, &file, NULL);

    close(fd);
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
    exceptions_read(exceptions, file, &reading);
    g_remove(file);
    g_free(file);
    return exceptions;
}

static void exceptions(void)
{
    struct lab         l = lab();
    struct exceptions *exceptions = exceptions_of("port_scan 192.0.0.1\n* example.com\n");
    struct address     third = host(3);
    struct claim       claim;

    l.options.exceptions = exceptions;
    begin(&l, TRUE);
    claim = claim_of(&l, 15);
    g_assert_false(is_said(&l, 0, &claim));
    claim.subject = &third;
    g_assert_true(is_said(&l, 0, &claim));
    claim.kind = 1;
    claim.domain = "www.example.com";
    g_assert_false(is_said(&l, 0, &claim));
    claim.domain = "example.org";
    g_assert_true(is_said(&l, 0, &claim));
    findings_begin_detector(l.findings, detector("host_scan"), TRUE);
    claim = claim_of(&l, 15);
    g_assert_true(is_said(&l, 0, &claim));
    clear(&l);
    exceptions_free(exceptions);
}

/* Any that yields will do; which of them do is theirs to say. */
static const struct detector *one_that_yields(void)
{
    for (guint i = 0; i < detectors_count; i++)
        if (detectors[i]->yields_to[0])
            return detectors[i];
    return NULL;
}

static void yields(void)
{
    const struct detector *quiet = one_that_yields();
    struct lab             l = lab();
    struct address         third = host(3);
    struct claim           claim;

    begin(&l, TRUE);
    if (!quiet) {
        g_test_skip("no detector yields");
        clear(&l);
        return;
    }
    findings_begin_detector(l.findings, detector(quiet->yields_to[0]), TRUE);
    claim = claim_of(&l, 15);
    claim.kind = 7;
    g_assert_true(is_said(&l, 0, &claim));
    claim.subject = &third;
    claim.object = NULL;
    g_assert_true(is_said(&l, 0, &claim));

    findings_begin_detector(l.findings, detector(quiet->name), TRUE);
    claim = claim_of(&l, 15);
    g_assert_false(is_said(&l, 0, &claim));
    g_assert_false(is_said(&l, WINDOW_S, &claim));
    g_assert_true(is_said(&l, WINDOW_S + 1, &claim)); /* that was long ago */
    claim.subject = &third;                           /* of whom it was said in general */
    g_assert_false(is_said(&l, 0, &claim));
    claim.subject = &l.object; /* of whom nothing was said, but as the object */
    claim.object = &l.subject;
    g_assert_true(is_said(&l, 0, &claim));
    clear(&l);
}

static void yields_to_detectors_that_are_there(void)
{
    for (guint i = 0; i < detectors_count; i++)
        for (guint y = 0; y < YIELDS_MAX && detectors[i]->yields_to[y]; y++) {
            g_assert_cmpint(detectors_find(detectors[i]->yields_to[y]), >=, 0);
            g_assert_cmpstr(detectors[i]->yields_to[y], !=, detectors[i]->name);
        }
}

/* ---- the sentence ---- */

static void check_detail(struct lab *lab, const char *text, const char *expected)
{
    struct claim claim = claim_of(lab, 15);
    guint        count;

    claim.kind = g_str_hash(text);
    findings_begin_packet(lab->findings, 0);
    findings_claim(lab->findings, &claim, "%s", text);
    g_assert_cmpstr(findings_of(lab->findings, findings_mark(lab->findings), &count)->detail, ==, expected);
    g_assert_cmpuint(count, ==, 1);
}

static void escapes(void)
{
    struct lab l = lab();

    begin(&l, FALSE);
    check_detail(&l, "plain: 10 % of \"it\" (1; 2)", "plain: 10 % of \"it\" (1; 2)");
    check_detail(&l, "a,b", "a;b");
    check_detail(&l, "\t\r\n\x1b[31m\x7f", "\\x09\\x0d\\x0a\\x1b[31m\\x7f");
    check_detail(&l, "\xc3\xa9\xff", "\\xc3\\xa9\\xff");
    check_detail(&l, "", "");
    clear(&l);
}

/* 399 bytes of it, and each may take four. */
static void long_detail(void)
{
    struct lab l = lab();
    char      *hostile = g_strnfill(5000, '\n'), *long_one = g_strnfill(5000, 'x');
    GString   *expected = g_string_new(NULL);

    begin(&l, FALSE);
    for (guint i = 0; i < 399; i++)
        g_string_append(expected, "\\x0a");
    check_detail(&l, hostile, expected->str);
    g_string_assign(expected, long_one);
    g_string_truncate(expected, 399);
    check_detail(&l, long_one, expected->str);
    g_string_free(expected, TRUE);
    g_free(hostile);
    g_free(long_one);
    clear(&l);
}

static void scores(void)
{
    struct lab            l = lab();
    struct claim          claim;
    const struct finding *finding;
    guint                 count;

    begin(&l, FALSE);
    findings_add_unspoofed(l.findings, &l.subject);
    claim = claim_of(&l, 25);
    g_assert_true(is_said(&l, 0, &claim));
    finding = findings_of(l.findings, findings_mark(l.findings), &count);
    g_assert_cmpfloat(finding->score, ==, 2.5);
    g_assert_true(finding->is_unspoofed);
    g_assert_cmpint(finding->severity, ==, SEVERITY_WARN);
    g_assert_cmpstr(finding->detector->name, ==, "port_scan");
    g_assert_true(address_equal(&finding->subject, &l.subject));
    g_assert_true(address_equal(&finding->object, &l.object));
    claim.subject = &l.object;
    claim.object = NULL;
    g_assert_true(is_said(&l, 0, &claim));
    finding = findings_of(l.findings, findings_mark(l.findings), &count);
    g_assert_false(finding->is_unspoofed);
    g_assert_cmpint(finding->object.kind, ==, ADDRESS_NONE);
    clear(&l);
}

/* ---- storms ---- */

/* As many subjects claim at that time; how many are heard. */
static guint storm(struct lab *lab, gint64 time, int from, int count)
{
    guint heard = 0;

    for (int i = from; i < from + count; i++) {
        struct address subject = host(i);
        struct claim   claim = claim_of(lab, 15);
        claim.subject = &subject;
        heard += (guint)is_said(lab, time, &claim);
    }
    return heard;
}

static const char *last_detail(struct lab *lab)
{
    guint count;

    return findings_of(lab->findings, findings_mark(lab->findings), &count)->detail;
}

/* 1000 in 300 s, and 250 more as they are all of one rank; then it is said how many were not. */
static void storms(void)
{
    struct lab l = lab();
    guint32    other = detector("host_scan");

    begin(&l, FALSE);
    g_assert_cmpuint(storm(&l, 0, 0, 1250), ==, 1250);
    g_assert_cmpuint(storm(&l, 300, 1250, 7), ==, 0);
    findings_begin_detector(l.findings, other, TRUE); /* each has its own thousand */
    g_assert_cmpuint(storm(&l, 300, 0, 1), ==, 1);
    findings_begin_detector(l.findings, detector("port_scan"), TRUE);
    g_assert_cmpuint(storm(&l, 301, 2000, 1), ==, 1);
    g_assert_cmpstr(last_detail(&l), ==, "15; up to 7 more such findings before it were not listed");
    g_assert_cmpuint(storm(&l, 301, 2001, 1), ==, 1);
    g_assert_cmpstr(last_detail(&l), ==, "15");
    clear(&l);
}

/* However long the sentence before it. */
/* Whether one more is heard at that time, of whom a storm of 15 has spoken or not. */
static gboolean is_heard(struct lab *lab, gint64 time, int number, double value, enum severity severity)
{
    struct address subject = host(number);
    struct claim   claim = claim_of(lab, value);

    claim.subject = &subject;
    claim.severity = severity;
    return is_said(lab, time, &claim);
}

/* A cheap storm drowns neither what is more severe, nor who is unspoofed, nor what is tenfold beyond the line of 10; but
 * of each there is an end. */
static void louder_than_a_storm(void)
{
    enum { PROVED = 60001 };
    struct lab     l = lab();
    struct address proved = host(PROVED);
    guint          heard = 0;

    begin(&l, FALSE);
    findings_add_unspoofed(l.findings, &proved);
    storm(&l, 0, 0, 2000);
    g_assert_false(is_heard(&l, 1, 5000, 15, SEVERITY_WARN));
    g_assert_false(is_heard(&l, 1, 5000, 99, SEVERITY_WARN));
    g_assert_true(is_heard(&l, 1, 5000, 100, SEVERITY_WARN));
    g_assert_true(is_heard(&l, 1, 5001, 15, SEVERITY_ERROR));
    g_assert_true(is_heard(&l, 1, PROVED, 15, SEVERITY_WARN));
    for (int i = 5002; i < 5502; i++)
        heard += (guint)is_heard(&l, 2, i, 100, SEVERITY_WARN);
    g_assert_cmpuint(heard, ==, 249); /* and the one before */
    clear(&l);
}

/* What was not listed was not said: it is when there is room again, though its window has not passed; and whoever yields
 * to it speaks until then. */
static void after_a_storm(void)
{
    struct lab   l = lab();
    struct claim claim;

    begin(&l, FALSE);
    storm(&l, 0, 10, 1250);
    g_assert_false(says(&l, 200, 15));
    findings_begin_detector(l.findings, detector("beacon"), TRUE); /* yields to port_scan */
    claim = claim_of(&l, 15);
    g_assert_true(is_said(&l, 200, &claim));
    findings_begin_detector(l.findings, detector("port_scan"), TRUE);
    g_assert_true(says(&l, 301, 15));
    clear(&l);
}

static void storm_before_a_long_detail(void)
{
    struct lab   l = lab();
    struct claim claim;
    char        *long_one = g_strnfill(5000, 'x');

    begin(&l, FALSE);
    storm(&l, 0, 10, 1252);
    claim = claim_of(&l, 15);
    findings_begin_packet(l.findings, 1000 * NS_PER_SECOND);
    findings_claim(l.findings, &claim, "%s", long_one);
    g_assert_true(g_str_has_suffix(last_detail(&l), "x; up to 2 more such findings before it were not listed"));
    g_free(long_one);
    clear(&l);
}

/* ---- marks ---- */

/* Two on the first packet, none on the second, one on the third. */
static void marks(gboolean keep, guint32 found[3])
{
    static const guint CLAIMS[3] = { 2, 0, 1 };
    struct lab         l = lab();

    begin(&l, keep);
    for (guint packet = 0; packet < 3; packet++) {
        guint count;
        findings_begin_packet(l.findings, packet * NS_PER_SECOND);
        for (guint i = 0; i < CLAIMS[packet]; i++) {
            struct claim claim = claim_of(&l, 15);
            claim.kind = packet * 10 + i;
            findings_claim(l.findings, &claim, "packet %u claim %u", packet, i);
        }
        found[packet] = findings_mark(l.findings);
        findings_of(l.findings, found[packet], &count);
        g_assert_cmpuint(count, ==, CLAIMS[packet]);
    }
    if (keep) {
        guint                 count;
        const struct finding *first = findings_of(l.findings, found[0], &count);
        g_assert_cmpuint(count, ==, 2);
        g_assert_cmpstr(first[0].detail, ==, "packet 0 claim 0");
        g_assert_cmpstr(first[1].detail, ==, "packet 0 claim 1");
        g_assert_cmpstr(findings_of(l.findings, found[2], &count)->detail, ==, "packet 2 claim 0");
    }
    clear(&l);
}

static void kept(void)
{
    guint32 found[3];

    marks(TRUE, found);
    g_assert_cmpuint(found[0], !=, 0);
    g_assert_cmpuint(found[1], ==, 0);
    g_assert_cmpuint(found[2], !=, 0);
    g_assert_cmpuint(found[0], !=, found[2]);
}

static void not_kept(void)
{
    guint32 found[3];

    marks(FALSE, found);
    g_assert_cmpuint(found[0], !=, 0);
    g_assert_cmpuint(found[1], ==, 0);
    g_assert_cmpuint(found[2], !=, 0);
}

static void severities(void)
{
    enum severity severity;

    for (int i = 0; i < SEVERITIES; i++) {
        g_assert_true(severity_parse(severity_name((enum severity)i), &severity));
        g_assert_cmpint(severity, ==, i);
    }
    g_assert_false(severity_parse("Warn", &severity));
    g_assert_false(severity_parse("", &severity));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/findings/once", once);
    g_test_add_func("/findings/clock-set-back", clock_set_back);
    g_test_add_func("/findings/tenfold", tenfold);
    g_test_add_func("/findings/window-of-0", window_of_0);
    g_test_add_func("/findings/topics", topics);
    g_test_add_func("/findings/least-severity", least_severity);
    g_test_add_func("/findings/exceptions", exceptions);
    g_test_add_func("/findings/yields", yields);
    g_test_add_func("/findings/yields-to-whom", yields_to_detectors_that_are_there);
    g_test_add_func("/findings/escapes", escapes);
    g_test_add_func("/findings/long-detail", long_detail);
    g_test_add_func("/findings/scores", scores);
    g_test_add_func("/findings/storms", storms);
    g_test_add_func("/findings/louder-than-a-storm", louder_than_a_storm);
    g_test_add_func("/findings/after-a-storm", after_a_storm);
    g_test_add_func("/findings/storm-before-a-long-detail", storm_before_a_long_detail);
    g_test_add_func("/findings/kept", kept);
    g_test_add_func("/findings/not-kept", not_kept);
    g_test_add_func("/findings/severities", severities);
    return g_test_run();
}
