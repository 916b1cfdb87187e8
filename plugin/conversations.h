/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Flows where Wireshark shows conversations: a tab of Statistics, Conversations (tshark -z conv,Winnow), one of Statistics,
 * Endpoints, and "Winnow flow" among a packet's conversation filters. */
#pragma once

void conversations_register(int proto_id);
