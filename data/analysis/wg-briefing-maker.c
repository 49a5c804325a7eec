/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a briefing is read years later by programs that do not exist yet; every part of it writes its numbers the same way,
 * and "cannot be said" is never a nought.
 */

#include "wg-briefing-maker.h"

void
wg_briefing_maker_text (WgBriefingMaker *self, const char *key, const char *value)
{
  json_builder_set_member_name (self->out, key);
  if (value != NULL)
    json_builder_add_string_value (self->out, value);
  else
    json_builder_add_null_value (self->out);
}

void
wg_briefing_maker_int (WgBriefingMaker *self, const char *key, gint64 value)
{
  json_builder_set_member_name (self->out, key);
  if (value != G_MININT64)
    json_builder_add_int_value (self->out, value);
  else
    json_builder_add_null_value (self->out);
}

void
wg_briefing_maker_double (WgBriefingMaker *self, const char *key, double value)
{
  json_builder_set_member_name (self->out, key);
  if (isfinite (value))
    json_builder_add_double_value (self->out, value);
  else
    json_builder_add_null_value (self->out);
}

void
wg_briefing_maker_begin_list (WgBriefingMaker *self, const char *key)
{
  json_builder_set_member_name (self->out, key);
  json_builder_begin_array (self->out);
}

void
wg_briefing_maker_grid (WgBriefingMaker *self, guint grid)
{
  const WgGrid *found = grid != WG_GRID_NONE ? wg_grid_tree_get_grid (self->request->tree, grid) : NULL;

  wg_briefing_maker_text (self, "code", found != NULL ? found->code : NULL);
  wg_briefing_maker_text (self, "name", found != NULL ? found->name : NULL);
}

void
wg_briefing_maker_share (WgBriefingMaker *self, const char *key, gint64 numerator, gint64 denominator)
{
  g_autofree char *above = g_strconcat (key, "_n", NULL), *below = g_strconcat (key, "_d", NULL);

  wg_briefing_maker_int (self, above, numerator);
  wg_briefing_maker_int (self, below, denominator);
  wg_briefing_maker_int (self, key, wg_percent_hundredths (numerator, denominator, self->request->rounding));
}
