/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the user says of addresses: which are the own ones, which are bad, and of which nothing is to be said. */
#pragma once

#include <epan/prefs.h>

#include "blocklists.h"
#include "complaints.h"
#include "exceptions.h"
#include "networks.h"

void address_lists_register(module_t *);

/* Refuses networks that cannot be read: what they were before comes back. */
void address_lists_check(struct complaints *);

/* Reads what has changed since it was last asked; complaints are reported to the user. All are borrowed, and good until it
 * is asked again: not while a capture is open that uses them. */
void                      address_lists_refresh(void);
void                      address_lists_forget(void); /* the next refresh reads all */
const struct address_set *address_lists_networks(void);
const struct blocklists  *address_lists_blocklists(void); /* NULL: none */
const struct exceptions  *address_lists_exceptions(void); /* NULL: none */
