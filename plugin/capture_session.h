/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The state of the one capture file that Wireshark has open: made anew whenever dissection begins anew. */
#pragma once

#include <epan/packet.h>

#include "field.h"

/* Hooks the session to the opening and closing of capture files. `gone` sees each flow just before it is freed, be it that
 * the flow has ended and no frame will show it again, or that the session closes. */
void capture_session_register(flow_visitor gone);

gboolean capture_session_is_open(void);

/* What the frame was told on its first visit; that visit, after all other dissectors, is when state grows. NULL where
 * the frame has not been seen. Good during the call. */
const struct packet_record *capture_session_record(tvbuff_t *frame, packet_info *);

/* The same of a frame that has been seen, and after its dissection; NULL where no frame is looked at again. */
const struct packet_record *capture_session_find(const packet_info *);

/* Whether what is found out in this session can be seen at all; `tree` is that of its first frame. */
gboolean capture_session_is_watched(const packet_info *, proto_tree *tree);

/* What was found on the record's frame. Good during the call. */
const struct finding *capture_session_findings(const struct packet_record *, guint *count);

/* The names that flows of the session have. */
const struct applications *capture_session_applications(void);

/* What fields are read from, for one of the session's flows; `record` may be NULL. */
void capture_session_view(const struct flow *, const struct packet_record *, gboolean is_complete, struct field_view *);

/* Visits all flows of the session that are there, in order of their ids. */
void capture_session_visit_flows(flow_visitor, gpointer data);

/* Rises with each session. */
guint32 capture_session_number(void);
