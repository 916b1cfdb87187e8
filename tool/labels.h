/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What packets are called: the combinations of application, category, class, method and protocol that occur, numbered from
 * 0. */
#pragma once

#include "applications.h"
#include "cell.h"

/* The part of a label that a table is grouped by. */
enum label_part { LABEL_APPLICATION, LABEL_CATEGORY, LABEL_CLASS, LABEL_METHOD, LABEL_PROTOCOL, LABEL_PARTS };

struct labels;

struct labels *labels_new(void);
void           labels_free(struct labels *);

/* The number of this combination, new if it must be. There are never more than LABELS_MAX: once it is full, every new one
 * is LABELS_MAX - 1, whose parts are all "(other)". */
guint32 labels_intern(struct labels *, const struct cell parts[LABEL_PARTS]);

/* The number that a label of another has here, new if it must be. */
guint32 labels_adopt(struct labels *, const struct labels *other, guint32 label);

enum { LABELS_MAX = 65536 };

guint       labels_count(const struct labels *);
const char *labels_part(const struct labels *, guint32 label, enum label_part); /* safe_text.h, shortened; "" if not told */
gboolean    labels_has_name(const struct labels *, guint32 label); /* an application is told, and it is not Unknown */

/* By the texts of their parts, so that the order is the same whichever came first. */
int labels_compare(const struct labels *, guint32 a, guint32 b);

enum traffic_class labels_class(const struct labels *, guint32 label); /* CLASS_UNKNOWN if it is told otherwise, or not */
