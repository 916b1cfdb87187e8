/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "findings.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bounded_table.h"
#include "detection.h"
#include "window.h"

enum {
    REMEMBERED = 16384,   /* things said */
    UNSPOOFED = 8192,     /* hosts */
    SAID_AT_MOST = 1000,  /* by one detector … */
    SAID_OF_A_RANK = 250, /* … and beyond that, of each rank … */
    RANKS = SEVERITIES * 2 * 2,
    DETAIL_MAX = 400, /* bytes */
    UNSAID_MAX = 80,  /* bytes of the sentence about what was not listed */
};

static const guint32 ANY_KIND = G_MAXUINT32;

static const gint64 AT_MOST_IN = 300 * NS_PER_SECOND; /* … in so many ns */

struct topic {
    guint32        detector, kind;
    struct address subject, object;
};

struct said {
    gint64 time; /* ns */
    double value;
};

/* So that a storm of a thousand subjects does not bury the rest, and memory. */
struct voice {
    struct window window;
    guint         said, unsaid, said_of[RANKS];
    int           yields_to[YIELDS_MAX]; /* places in `detectors`, -1: none */
};

struct findings {
    const struct detection_options *options;
    gboolean                        keep;
    GArray                         *all;   /* struct finding; only the packet's own where they are not kept */
    guint                           first; /* the packet's */
    gint64                          time;
    guint                           detector; /* who speaks */
    gboolean                        by_tcp;
    struct voice                   *voices;
    struct bounded_table           *said, *unspoofed;
};

const char *severity_name(enum severity severity)
{
    static const char *const NAMES[SEVERITIES] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARN] = "warn", [SEVERITY_ERROR] = "error"
    };
    return NAMES[severity];
}

gboolean severity_parse(const char *name, enum severity *severity)
{
    for (int i = 0; i < SEVERITIES; i++)
        if (strcmp(name, severity_name((enum severity)i)) == 0) {
            *severity = (enum severity)i;
            return TRUE;
        }
    return FALSE;
}

static void clear_finding(gpointer finding)
{
    g_free(((struct finding *)finding)->detail);
}

static struct voice voice_of(const struct detector *detector)
{
    struct voice voice = { .said = 0 };

    for (guint i = 0; i < YIELDS_MAX; i++)
        voice.yields_to[i] = detector->yields_to[i] ? detectors_find(detector->yields_to[i]) : -1;
    return voice;
}

struct findings *findings_new(const struct detection_options *options, gboolean keep)
{
    struct findings *self = g_new0(struct findings, 1);

    self->options = options;
    self->keep = keep;
    self->all = g_array_new(FALSE, FALSE, sizeof(struct finding));
    g_array_set_clear_func(self->all, clear_finding);
    self->voices = g_new(struct voice, detectors_count);
    for (guint i = 0; i < detectors_count; i++)
        self->voices[i] = voice_of(detectors[i]);
    self->said = bounded_table_new(REMEMBERED, sizeof(struct topic), sizeof(struct said));
    self->unspoofed = bounded_table_new(UNSPOOFED, sizeof(struct address), 1);
    return self;
}

void findings_free(struct findings *self)
{
    g_array_unref(self->all);
    g_free(self->voices);
    bounded_table_free(self->said);
    bounded_table_free(self->unspoofed);
    g_free(self);
}

void findings_begin_packet(struct findings *self, gint64 time)
{
    if (!self->keep && self->all->len > 0)
        g_array_set_size(self->all, 0);
    self->first = self->all->len;
    self->time = time;
}

void findings_begin_detector(struct findings *self, guint detector, gboolean by_tcp)
{
    self->detector = detector;
    self->by_tcp = by_tcp;
}

void findings_add_unspoofed(struct findings *self, const struct address *address)
{
    bounded_table_take(self->unspoofed, address);
}

/* ---- what is news ---- */

static struct topic topic_of(guint detector, guint32 kind, const struct claim *claim)
{
    struct topic topic;

    memset(&topic, 0, sizeof topic); /* the padding, too */
    topic.detector = detector;
    topic.kind = kind;
    topic.subject = *claim->subject;
    if (claim->object)
        topic.object = *claim->object;
    return topic;
}

static gboolean is_news(const struct said *before, const struct claim *claim, gint64 now)
{
    return !before || claim->value >= 10 * before->value || (claim->window > 0 && ABS(now - before->time) > claim->window);
}

static void remember(struct findings *self, const struct topic *topic, double value)
{
    *(struct said *)bounded_table_take(self->said, topic) = (struct said){ self->time, value };
}

/* Within the window of who would say more about it, and 300 s at least: what was said in the morning says nothing of noon. */
static gboolean was_said_lately(struct findings *self, const struct topic *topic, gint64 window)
{
    const struct said *said = bounded_table_find(self->said, topic);

    return said && ABS(self->time - said->time) <= MAX(window, AT_MOST_IN);
}

static gboolean has_spoken(struct findings *self, int detector, const struct claim *claim)
{
    struct claim of_many = *claim;
    struct topic of_one, of_all;

    of_many.object = NULL;
    of_one = topic_of((guint)detector, ANY_KIND, claim);
    of_all = topic_of((guint)detector, ANY_KIND, &of_many);
    return was_said_lately(self, &of_one, claim->window) || was_said_lately(self, &of_all, claim->window);
}

static gboolean is_excepted(const struct findings *self, const struct claim *claim)
{
    const struct exceptions *exceptions = self->options->exceptions;

    return exceptions &&
           exceptions_cover(exceptions, detectors[self->detector]->name, claim->subject, claim->object, claim->domain);
}

static gboolean yields(struct findings *self, const struct claim *claim)
{
    const struct voice *voice = &self->voices[self->detector];

    for (guint i = 0; i < YIELDS_MAX && voice->yields_to[i] >= 0; i++)
        if (has_spoken(self, voice->yields_to[i], claim))
            return TRUE;
    return FALSE;
}

/* ---- saying it ---- */

/* Without commas, too: tshark puts one between the values of several findings. The caller frees it. */
static char *printable(const char *text)
{
    GString *result = g_string_new(NULL);

    for (const char *c = text; *c; c++)
        if (*c == ',')
            g_string_append_c(result, ';');
        else if (g_ascii_isprint(*c))
            g_string_append_c(result, *c);
        else
            g_string_append_printf(result, "\\x%02x", (guint)(guchar)*c);
    return g_string_free(result, FALSE);
}

/* The same in every locale: a decimal comma would become a semicolon. */
static int print_detail(char *text, const char *format, va_list arguments)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0), before = uselocale(plain);
    int      wanted = vsnprintf(text, DETAIL_MAX, format, arguments);

    uselocale(before);
    freelocale(plain);
    return wanted;
}

static char *detail_of(struct voice *voice, const char *format, va_list arguments)
{
    char  text[DETAIL_MAX + UNSAID_MAX];
    int   wanted = print_detail(text, format, arguments);
    gsize length = MIN((gsize)MAX(wanted, 0), DETAIL_MAX - 1);

    text[length] = '\0';
    if (voice->unsaid)
        snprintf(text + length, UNSAID_MAX, "; up to %u more such findings before it were not listed", voice->unsaid);
    voice->unsaid = 0;
    return printable(text);
}

static gboolean is_unspoofed(const struct findings *self, const struct claim *claim)
{
    return self->by_tcp && bounded_table_find(self->unspoofed, claim->subject) != NULL;
}

/* Claims of one rank are about as cheap to provoke, so that those of a lesser one cannot drown it: a severity, a host that
 * has proved its address, far beyond the line. */
static guint rank_of(const struct findings *self, const struct claim *claim)
{
    static const double FAR = 10;
    gboolean            is_far = claim->value >= FAR * claim->threshold;

    return ((guint)claim->severity * 2 + (is_unspoofed(self, claim) ? 1 : 0)) * 2 + (is_far ? 1 : 0);
}

static gboolean may_speak(struct findings *self, const struct claim *claim)
{
    struct voice *voice = &self->voices[self->detector];

    if (window_turn(&voice->window, self->time, AT_MOST_IN)) {
        voice->said = 0;
        memset(voice->said_of, 0, sizeof voice->said_of);
    }
    if (voice->said < SAID_AT_MOST) {
        voice->said++;
        return TRUE;
    }
    if (voice->said_of[rank_of(self, claim)]++ < SAID_OF_A_RANK)
        return TRUE;
    voice->unsaid++;
    return FALSE;
}

static void add(struct findings *self, const struct claim *claim, char *detail)
{
    struct finding finding = {
        .detector = detectors[self->detector],
        .mark = self->first + 1,
        .severity = (guint8)claim->severity,
        .is_unspoofed = is_unspoofed(self, claim),
        .score = claim->value / claim->threshold,
        .subject = *claim->subject,
        .detail = detail,
    };

    if (claim->object)
        finding.object = *claim->object;
    g_array_append_val(self->all, finding);
}

void findings_claim(struct findings *self, const struct claim *claim, const char *format, ...)
{
    struct topic topic = topic_of(self->detector, claim->kind, claim);
    struct topic any = topic_of(self->detector, ANY_KIND, claim);

    if (claim->severity < self->options->least_severity ||
        !is_news(bounded_table_find(self->said, &topic), claim, self->time) || is_excepted(self, claim) ||
        yields(self, claim) || !may_speak(self, claim))
        return;
    remember(self, &topic, claim->value);
    remember(self, &any, claim->value);

    va_list arguments;
    va_start(arguments, format);
    add(self, claim, detail_of(&self->voices[self->detector], format, arguments));
    va_end(arguments);
}

/* ---- what was said ---- */

guint32 findings_mark(const struct findings *self)
{
    return self->all->len > self->first ? self->first + 1 : 0;
}

const struct finding *findings_of(const struct findings *self, guint32 mark, guint *count)
{
    const struct finding *first = mark ? &g_array_index(self->all, struct finding, mark - 1) : NULL;

    *count = 0;
    while (mark && mark - 1 + *count < self->all->len && first[*count].mark == mark)
        ++*count;
    return first;
}

gsize findings_most_bytes(void)
{
    return bounded_table_most_bytes(REMEMBERED, sizeof(struct topic), sizeof(struct said)) +
           bounded_table_most_bytes(UNSPOOFED, sizeof(struct address), 1);
}
