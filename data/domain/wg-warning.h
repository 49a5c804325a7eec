/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Soft demands: a move goes on without them, and its event remembers that they were not met. */
typedef enum
{
  WG_WARNING_PLACE_UNKNOWN,
  WG_WARNING_OUTSIDE,
  WG_WARNING_NEAR_BORDER,  /* metres, name of the other grid */
  WG_WARNING_OTHER_GRID,
  WG_WARNING_ON_LEAVE,
  WG_WARNING_OFF_DUTY,
  WG_WARNING_NOT_ABOVE,
  WG_WARNING_NOT_FIRST,    /* name of the first suggestion */
  WG_WARNING_NOBODY_THERE,
  WG_WARNING_SIGNER_ELSEWHERE,
  WG_WARNING_NOT_APPOINTED,
  WG_WARNING_CLOCK_BEHIND, /* whole minutes */
  WG_N_WARNINGS
} WgWarning;

/**
 * wg_warning_keep:
 * @first: (nullable): the first value of the warning, when it has one
 * @second: (nullable): the second
 *
 * Returns: (transfer full): what an event keeps of it: the code, and the values behind colons, "near_border:6:Heping-07".
 *   Whoever reads it later may speak another language than whoever was warned.
 */
char *wg_warning_keep (WgWarning warning, const char *first, const char *second);

/**
 * wg_warning_dup_nick:
 * @kept: what wg_warning_keep() made
 *
 * Returns: (transfer full): the code alone, "near_border".
 */
char *wg_warning_dup_nick (const char *kept);

/**
 * wg_warning_tell:
 * @kept: what wg_warning_keep() made
 *
 * Returns: (transfer full): the warning as a sentence in the language of the screen; @kept itself when its code is not
 *   known here.
 */
char *wg_warning_tell (const char *kept);

/* The same for a list that ends with %NULL. */
char **wg_warning_tell_all (const char *const *kept);

G_END_DECLS
