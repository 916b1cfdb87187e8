/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Partial summaries put together. Each input counts once, by the hash of its content: a part all of whose inputs are counted
 * already changes nothing, and one that has them and more takes their place. Two parts that have some inputs in common, and
 * each others besides, can't be taken apart: the greater one counts. The order in which parts come changes nothing. */
#pragma once

#include "report.h"

enum parts_result { PARTS_SOUND, PARTS_DAMAGED, PARTS_NOTHING /* no part could be read */ };

/* Fills an empty report from files. What is wrong is said on standard error. */
enum parts_result parts_merge(struct report *, char **files);
