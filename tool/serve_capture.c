/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_capture.h"

#include "columns.h"
#include "content_hash.h"
#include "interrupts.h"
#include "packet_reading.h"
#include "report_gathering.h"
#include "safe_text.h"
#include "serve_messages.h"

#include <errno.h>
#include <glib/gstdio.h>

enum { LOOK_MS = 100, NAMES = 200, TALKERS = 40, PATIENCE_US = 8 * G_USEC_PER_SEC };

/* What one run gathers: the thread's and the main thread's, under the lock. */
struct gathered {
    GMutex                  lock;
    GCond                   ended;
    gboolean                has_ended;
    enum reading_result     result;
    gint64                  ended_at; /* monotonic time */
    struct report_gathering gathering;
    struct recent_packets  *packets;

    struct tshark_request request; /* these are only read while the thread runs */
    char                 *argument;
    char                 *tshark_version;
};

struct serve_capture {
    struct tshark_request request;
    guint64               limit_bytes;
    char                 *own_filter;     /* passes all but what goes between the browser and us */
    char                 *folder, *kept;  /* NULL: none */
    char                 *source, *shown; /* shown: the same, safe for eyes */
    gboolean              is_live;
    enum serve_state      state; /* SERVE_RUNNING until somebody looks whether the thread has ended */
    gint64                since, began, duration;
    GThread              *thread;
    struct gathered      *gathered;
};

static struct gathered *gathered_new(void)
{
    struct gathered *self = g_new0(struct gathered, 1);

    g_mutex_init(&self->lock);
    g_cond_init(&self->ended);
    report_gathering_init(&self->gathering);
    self->gathering.report.top_names = NAMES;
    self->gathering.report.top_talkers = TALKERS;
    self->packets = recent_packets_new();
    return self;
}

static void gathered_free(struct gathered *self)
{
    report_gathering_clear(&self->gathering);
    recent_packets_free(self->packets);
    g_free(self->argument);
    g_free(self->tshark_version);
    g_cond_clear(&self->ended);
    g_mutex_clear(&self->lock);
    g_free(self);
}

static void begin(gpointer data, const struct export_decoder *decoder, const struct input *input)
{
    report_gathering_begin(&((struct gathered *)data)->gathering, decoder, input);
}

static gboolean add_packet(gpointer data, const struct export_decoder *decoder, const struct export_row *row,
                           const struct export_packet *packet)
{
    struct gathered *self = data;

    report_gathering_add(&self->gathering, decoder, row, packet);
    recent_packets_add(self->packets, decoder, row, packet);
    return TRUE;
}

static void end(gpointer data, guint64 damaged)
{
    report_gathering_end(&((struct gathered *)data)->gathering, damaged);
}

static void broken(gpointer data, const char *name, gboolean has_begun, const char *reason)
{
    report_gathering_broken(&((struct gathered *)data)->gathering, name, has_begun, reason);
}

static int idle(gpointer data)
{
    (void)data;
    return LOOK_MS;
}

/* What the report says of how it was made, once there is no more to come. */
static void add_origin(struct gathered *self)
{
    struct report       *report = &self->gathering.report;
    const char          *file = self->request.keep ? self->request.keep : self->argument;
    char                *hash = file ? content_hash_of_file(file) : NULL, *version = tshark_version(&self->request);
    struct report_input *input;

    g_mutex_lock(&self->lock);
    report->tshark_version = self->tshark_version = version;
    input = report_inputs_last(report->inputs);
    if (input)
        report_input_take_hash(input, g_steal_pointer(&hash));
    g_mutex_unlock(&self->lock);
    g_free(hash);
}

static gpointer gather(gpointer data)
{
    static const struct packet_callbacks CALLBACKS = {
        .begin = begin, .packet = add_packet, .end = end, .idle = idle, .broken = broken
    };
    struct gathered      *self = data;
    struct packet_reading reading = { .tshark = self->request,
                                      .sets = FIELDS_CORE,
                                      .labels = summary_labels(self->gathering.report.summary),
                                      .callbacks = &CALLBACKS,
                                      .data = self,
                                      .lock = &self->lock };
    char                 *arguments[] = { self->argument, NULL };
    enum reading_result   result = packet_reading_run(&reading, arguments);

    add_origin(self);
    g_mutex_lock(&self->lock);
    self->result = result;
    self->ended_at = g_get_monotonic_time();
    self->has_ended = TRUE;
    g_cond_signal(&self->ended);
    g_mutex_unlock(&self->lock);
    return NULL;
}

struct serve_capture *serve_capture_new(const struct tshark_request *request, guint64 limit_bytes, guint port)
{
    struct serve_capture *self = g_new0(struct serve_capture, 1);

    self->request = *request;
    self->limit_bytes = limit_bytes;
    self->own_filter = g_strdup_printf("not tcp port %u", port);
    self->gathered = gathered_new();
    return self;
}

static void remove_kept(struct serve_capture *self)
{
    if (self->kept)
        g_unlink(self->kept);
    if (self->folder)
        g_rmdir(self->folder);
    g_clear_pointer(&self->kept, g_free);
    g_clear_pointer(&self->folder, g_free);
}

/* A folder of its own: nobody else can put anything in the way. */
static gboolean make_kept(struct serve_capture *self, GError **error)
{
    self->folder = g_dir_make_tmp("winnow-XXXXXX", error);
    if (self->folder)
        self->kept = g_build_filename(self->folder, "capture.pcapng", NULL);
    return self->folder != NULL;
}

static guint64 kept_bytes(const struct serve_capture *self)
{
    GStatBuf status;

    return self->kept && g_stat(self->kept, &status) == 0 ? (guint64)status.st_size : 0;
}

/* dumpcap ends with the packet that goes beyond the limit, which is in thousands of bytes. */
static gboolean is_full(const struct serve_capture *self)
{
    return self->is_live && self->limit_bytes && kept_bytes(self) >= self->limit_bytes / 1000 * 1000;
}

static enum serve_state final_state(const struct serve_capture *self)
{
    if (self->state == SERVE_STOPPING)
        return SERVE_STOPPED;
    if (self->gathered->result != READING_SOUND)
        return SERVE_FAILED;
    return is_full(self) ? SERVE_FULL : SERVE_ENDED;
}

/* If the thread has ended, it is so from now on. */
static void look(struct serve_capture *self)
{
    gboolean has_ended;

    if (!self->thread)
        return;
    self->duration = g_get_monotonic_time() - self->began;
    g_mutex_lock(&self->gathered->lock);
    has_ended = self->gathered->has_ended;
    g_mutex_unlock(&self->gathered->lock);
    if (!has_ended)
        return;
    g_thread_join(g_steal_pointer(&self->thread));
    self->duration = self->gathered->ended_at - self->began;
    self->state = final_state(self);
}

/* On these the page itself would be seen, and seen again with each look at it. */
static gboolean carries_us(const char *interface)
{
    return g_str_has_prefix(interface, "lo") || g_str_equal(interface, "any");
}

static gboolean refuse(GError **error, const char *why)
{
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_BUSY, why);
    return FALSE;
}

gboolean serve_capture_start(struct serve_capture *self, const char *source, gboolean is_live, GError **error)
{
    struct gathered *gathered;

    look(self);
    if (self->thread)
        return refuse(error, "A capture is running: stop it first.");
    remove_kept(self);
    if (is_live && !make_kept(self, error))
        return FALSE;
    gathered_free(self->gathered);
    self->gathered = gathered = gathered_new();
    g_free(self->source);
    g_free(self->shown);
    self->source = g_strdup(source);
    self->shown = safe_text_of(source);
    self->is_live = is_live;
    self->state = SERVE_RUNNING;
    self->since = g_get_real_time();
    self->began = g_get_monotonic_time();

    gathered->request = self->request;
    gathered->request.interface = is_live ? self->source : NULL;
    gathered->request.capture_filter = is_live && carries_us(source) ? self->own_filter : NULL;
    gathered->request.keep = self->kept;
    gathered->request.keep_kilobytes = self->limit_bytes / 1000;
    gathered->argument = is_live ? NULL : g_strdup(source);
    serve_messages_forget();
    interrupts_forget();
    self->thread = g_thread_new("gather", gather, gathered);
    return TRUE;
}

void serve_capture_stop(struct serve_capture *self)
{
    look(self);
    if (!self->thread || self->state == SERVE_STOPPING)
        return;
    self->state = SERVE_STOPPING;
    interrupts_raise();
}

/* FALSE: the thread hangs, in a pipe that nobody writes to. */
static gboolean wait_for_end(struct serve_capture *self)
{
    gint64   until = g_get_monotonic_time() + PATIENCE_US;
    gboolean has_ended = TRUE;

    g_mutex_lock(&self->gathered->lock);
    while (!self->gathered->has_ended && has_ended)
        has_ended = g_cond_wait_until(&self->gathered->ended, &self->gathered->lock, until);
    has_ended = self->gathered->has_ended;
    g_mutex_unlock(&self->gathered->lock);
    return has_ended;
}

void serve_capture_free(struct serve_capture *self)
{
    gboolean is_mine = TRUE;

    serve_capture_stop(self);
    if (self->thread && (is_mine = wait_for_end(self)))
        g_thread_join(self->thread);
    remove_kept(self);
    if (is_mine)
        gathered_free(self->gathered);
    g_free(self->source);
    g_free(self->shown);
    g_free(self->own_filter);
    g_free(self);
}

struct serve_status serve_capture_status(struct serve_capture *self)
{
    struct serve_status   status;
    struct summary_totals totals;

    look(self);
    serve_capture_hold(self);
    totals = summary_totals(self->gathered->gathering.report.summary);
    serve_capture_release(self);
    status = (struct serve_status){
        .state = self->state,
        .source = self->shown,
        .is_live = self->is_live,
        .since = self->since,
        .duration = self->duration,
        .packets = totals.packets,
        .bytes = totals.bytes,
        .kept_bytes = kept_bytes(self),
        .limit_bytes = self->limit_bytes,
    };
    return status;
}

struct serve_gathered serve_capture_hold(struct serve_capture *self)
{
    g_mutex_lock(&self->gathered->lock);
    report_gathering_flush(&self->gathered->gathering);
    return (struct serve_gathered){ &self->gathered->gathering.report, self->gathered->packets };
}

void serve_capture_release(struct serve_capture *self)
{
    g_mutex_unlock(&self->gathered->lock);
}

const char *serve_capture_kept(struct serve_capture *self)
{
    look(self);
    return self->thread ? NULL : self->kept;
}
