/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The one capture of `winnow serve`: tshark on an interface or a file, the thread that reads its rows, and what has come of
 * them. All functions are for the main thread, whose main loop must run. */
#pragma once

#include "report.h"
#include "recent_packets.h"
#include "tshark.h"

enum serve_state {
    SERVE_IDLE, /* nothing was started yet */
    SERVE_RUNNING,
    SERVE_STOPPING, /* asked to stop: what tshark still has to say is waited for */
    SERVE_STOPPED,  /* as asked for */
    SERVE_ENDED,    /* by itself: the file was read */
    SERVE_FULL,     /* the kept file reached its limit */
    SERVE_FAILED,   /* tshark ended badly, or the input was damaged: the messages tell */
};

struct serve_status {
    enum serve_state state;
    const char      *source;   /* as it was started with, or NULL */
    gboolean         is_live;  /* an interface */
    gint64           since;    /* real time, µs */
    gint64           duration; /* µs of running */
    guint64          packets, bytes;
    guint64          kept_bytes;  /* of the temporary file */
    guint64          limit_bytes; /* 0: none */
};

struct serve_capture;

/* The request says how tshark is called: its strings are borrowed. The port is ours: what goes there is not captured. */
struct serve_capture *serve_capture_new(const struct tshark_request *, guint64 limit_bytes, guint port);

/* Stops and removes what it keeps. */
void serve_capture_free(struct serve_capture *);

/* Forgets what was, and starts on an interface, or on a file, which may be "-". FALSE, and *error set, if one is running, or
 * there is no place to keep a capture. */
gboolean serve_capture_start(struct serve_capture *, const char *source, gboolean is_live, GError **error);
void     serve_capture_stop(struct serve_capture *);

struct serve_status serve_capture_status(struct serve_capture *);

/* While it is held nothing changes, and the reader waits. */
struct serve_gathered {
    const struct report         *report;
    const struct recent_packets *packets;
};
struct serve_gathered serve_capture_hold(struct serve_capture *);
void                  serve_capture_release(struct serve_capture *);

/* What was captured: NULL before it has ended, and where it was a file of the user's. */
const char *serve_capture_kept(struct serve_capture *);
