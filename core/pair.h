/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Who did something to whom, as a key. */
#pragma once

#include "address.h"

struct pair {
    struct address source, destination;
};
