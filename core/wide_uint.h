/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * 128 bits: what squares of 64 bits sum up to, and numbers before they are rounded to 64. */
#pragma once

__extension__ typedef unsigned __int128 wide_uint;
