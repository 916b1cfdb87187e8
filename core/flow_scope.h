/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Which packets of a flow a quantity is about. */
#pragma once

enum flow_scope { SCOPE_BOTH, SCOPE_INITIATOR, SCOPE_RESPONDER, FLOW_SCOPES };
