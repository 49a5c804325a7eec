/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a step of a draft is in the database as soon as it is accepted; a line of forty points that is still in the hand is
 * not a step yet. It is kept beside what else was typed and not sent, so that whatever ends the program takes one point.
 */

#include "wg-boundary-editor-private.h"

#include "wg-draft-keeper.h"

#define LEG ";"   /* between what was added at once */
#define PLACE "," /* between the corners that came with one point */

static char *
make_thing (WgBoundaryEditor *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);

  return draft != NULL ? g_strdup_printf ("boundary-%" G_GINT64_FORMAT, draft->id) : NULL;
}

static void
append_place (GString *text, const double *place)
{
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s %s", g_ascii_dtostr (lon, sizeof lon, place[0]), g_ascii_dtostr (lat, sizeof lat, place[1]));
}

static char *
write_line (const WgBoundaryHand *hand)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint leg = 0, i = 0; i < hand->line->len; i += 2)
    {
      gboolean begins = leg < hand->legs->len && g_array_index (hand->legs, guint, leg) == i;

      if (i > 0)
        g_string_append (text, begins ? LEG : PLACE);
      append_place (text, &g_array_index (hand->line, double, i));
      leg += begins;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_picks (WgBoundaryEditor *self)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < self->hand.picks->len; i++)
    g_ptr_array_add (codes, (char *) wg_boundary_sketch_get_code (self->sketch, g_array_index (self->hand.picks, gint64, i)));
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (PLACE, (char **) codes->pdata);
}

void
wg_boundary_editor_keep_hand (WgBoundaryEditor *self)
{
  WgDraftKeeper *keeper = wg_draft_keeper_get (self->context);
  g_autofree char *thing = make_thing (self);
  g_autofree char *line = write_line (&self->hand);
  g_autofree char *picks = NULL;
  g_autofree char *tool = g_strdup_printf ("%u", (guint) self->tool);

  if (thing == NULL || !self->hand_taken)
    return;
  if (self->hand.line->len == 0)
    {
      wg_draft_keeper_drop (keeper, thing);
      return;
    }
  picks = write_picks (self);
  wg_draft_keeper_set (keeper, thing, "line", line);
  wg_draft_keeper_set (keeper, thing, "picks", picks);
  wg_draft_keeper_set (keeper, thing, "tool", tool);
}

/* --- The next time --- */

static gboolean
read_leg (WgBoundaryHand *hand, const char *text)
{
  g_auto (GStrv) places = g_strsplit (text, PLACE, -1);
  guint begin = hand->line->len;

  for (guint i = 0; places[i] != NULL; i++)
    {
      char *end = NULL;
      double place[2] = { g_ascii_strtod (places[i], &end) };

      place[1] = g_ascii_strtod (end, &end);
      if (end == places[i] || *end != '\0')
        return FALSE;
      g_array_append_vals (hand->line, place, 2);
    }
  g_array_append_val (hand->legs, begin);
  return TRUE;
}

static void
read_picks (WgBoundaryEditor *self, const char *text)
{
  g_auto (GStrv) codes = g_strsplit (text, PLACE, -1);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      gint64 id = wg_boundary_sketch_find_text (self->sketch, codes[i]);

      if (id != 0)
        g_array_append_val (self->hand.picks, id);
    }
}

void
wg_boundary_editor_take_hand (WgBoundaryEditor *self)
{
  WgDraftKeeper *keeper = wg_draft_keeper_get (self->context);
  g_autofree char *thing = make_thing (self);
  g_autofree char *line = NULL;
  g_autofree char *picks = NULL;
  g_autofree char *tool = NULL;
  g_auto (GStrv) legs = NULL;

  if (self->hand_taken || thing == NULL || wg_boundary_sketch_get_coverage (self->sketch) == NULL
      || wg_boundary_sketch_get_refusal (self->sketch) != NULL)
    return;
  line = wg_draft_keeper_dup (keeper, thing, "line");
  picks = wg_draft_keeper_dup (keeper, thing, "picks");
  tool = wg_draft_keeper_dup (keeper, thing, "tool");
  if (line != NULL && tool != NULL && g_ascii_strtoull (tool, NULL, 10) < WG_N_TOOLS)
    {
      legs = g_strsplit (line, LEG, -1);
      wg_boundary_editor_set_tool (self, (WgBoundaryTool) g_ascii_strtoull (tool, NULL, 10));
      for (guint i = 0; legs[i] != NULL && read_leg (&self->hand, legs[i]); i++)
        continue;
      read_picks (self, picks != NULL ? picks : "");
    }
  self->hand_taken = TRUE;
}
