/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: nobody approves a line on a map; what is approved is who gets how many households, and how much work lies on whom then.
 */

#include "wg-boundary-editor-private.h"

#include "wg-rows.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 200

/* --- All together --- */

static void
count_weights (const WgDraftPlan *plan, gint64 *households, gint64 *buildings, guint *ended, guint *begun)
{
  *households = *buildings = 0;
  *ended = *begun = 0;
  for (guint i = 0; i < plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (plan->grids, i);

      *ended += weight->is_there[0] && !weight->is_there[1];
      *begun += !weight->is_there[0] && weight->is_there[1];
      if (!weight->is_there[1])
        continue;
      *households += MAX (weight->figures[1].households - (weight->is_there[0] ? weight->figures[0].households : 0), 0);
      *buildings += MAX (weight->figures[1].buildings - (weight->is_there[0] ? weight->figures[0].buildings : 0), 0);
    }
}

static void
show_sums (WgBoundaryEditor *self, const WgDraftPlan *plan)
{
  gint64 households, buildings;
  guint ended, begun;
  g_autofree char *text = NULL;

  count_weights (plan, &households, &buildings, &ended, &begun);
  text = g_strdup_printf (_ ("Grids redrawn: %u\nHouseholds that change: %.0f\nBuildings that change: %.0f\nOpen cases that move: "
                             "%u\nCodes that end: %u, new codes: %u"),
                          wg_draft_plan_count_redrawn (plan), (double) households, (double) buildings, plan->moves->len, ended, begun);
  gtk_label_set_text (self->impact, text);
}

/* --- Grid by grid --- */

static char *
format_number (gint64 number)
{
  return number < 0 ? g_strdup ("–") : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
format_load (const WgGridFigures *figures)
{
  return figures->officers <= 0 ? g_strdup ("–") : g_strdup_printf ("%.1f", (double) figures->open / (double) figures->officers);
}

/* Takes both. What is new has no before, and what ends no after. A line does not break between what belongs together. */
static void
add_figure (GPtrArray *parts, const WgGridWeight *weight, const char *name, char *before, char *after)
{
  if (weight->is_there[0] && weight->is_there[1])
    g_ptr_array_add (parts, g_strdup_printf ("%s\u00a0%s\u00a0→\u00a0%s", name, before, after));
  else
    g_ptr_array_add (parts, g_strdup_printf ("%s\u00a0%s", name, weight->is_there[0] ? before : after));
  g_free (before);
  g_free (after);
}

static char *
word_weight (const WgGridWeight *weight)
{
  const WgGridFigures *before = &weight->figures[0], *after = &weight->figures[1];
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  add_figure (parts, weight, _ ("Households"), format_number (before->households), format_number (after->households));
  add_figure (parts, weight, _ ("Buildings"), format_number (before->buildings), format_number (after->buildings));
  add_figure (parts, weight, C_ ("side", "Open"), format_number (before->open), format_number (after->open));
  add_figure (parts, weight, _ ("of these overdue"), format_number (before->overdue), format_number (after->overdue));
  add_figure (parts, weight, _ ("open per officer"), format_load (before), format_load (after));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_words (GtkListBox *list, const char *title, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (wg_boundary_editor_make_label (title, "heading", 0)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (wg_boundary_editor_make_label (text, "numeric", 0)));
  gtk_list_box_append (list, box);
}

static void
add_weight (WgBoundaryEditor *self, const WgGridWeight *weight)
{
  const char *name = wg_boundary_editor_name_of (self, weight->code);
  /* Translators: name of a grid. */
  g_autofree char *title = !weight->is_there[1]   ? g_strdup_printf (_ ("%s: ends"), name)
                           : !weight->is_there[0] ? g_strdup_printf (_ ("%s: new"), name)
                                                  : g_strdup (name);
  g_autofree char *text = word_weight (weight);

  add_words (self->weights, title, text);
}

/* --- What came --- */

static char *
format_hectares (const WgShape *shape)
{
  return shape != NULL ? g_strdup_printf ("%.2f", wg_shape_get_area_m2 (shape) / 10000.0) : NULL;
}

static void
add_done (WgBoundaryEditor *self, const WgDraftSides *sides, const WgDraftGrid *row)
{
  const WgGrid *old = wg_draft_sides_find_before (sides, row);
  g_autofree char *before = format_hectares (old != NULL ? old->shape : NULL);
  g_autofree char *after = format_hectares (wg_draft_sides_get_shape_after (row));
  /* Translators: name of a grid. */
  g_autofree char *title = after == NULL    ? g_strdup_printf (_ ("%s: ended"), row->name)
                           : before == NULL ? g_strdup_printf (_ ("%s: new"), row->name)
                                            : g_strdup (row->name);
  g_autofree char *area = before != NULL && after != NULL ? g_strdup_printf ("%s → %s", before, after) : g_strdup (after != NULL ? after : before);
  g_autofree char *text = g_strdup_printf (_ ("%s · %s ha"), row->code, area);

  add_words (self->weights, title, text);
}

static guint
show_done (WgBoundaryEditor *self, const WgDraftSides *sides)
{
  guint n_redrawn = 0, n_ended = 0, n_begun = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < sides->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (sides->draft->grids, i);

      if (!wg_draft_sides_moves_land (sides, row))
        continue;
      n_ended += wg_draft_sides_get_shape_after (row) == NULL;
      n_begun += wg_draft_sides_find_before (sides, row) == NULL;
      if (++n_redrawn <= MOST_ROWS)
        add_done (self, sides, row);
    }
  text = g_strdup_printf (_ ("Grids redrawn: %u\nCodes that ended: %u, new codes: %u"), n_redrawn, n_ended, n_begun);
  gtk_label_set_text (self->impact, text);
  return n_redrawn;
}

/* --- Case by case --- */

static void
add_move (WgBoundaryEditor *self, const WgCaseMove *move)
{
  const char *outside = C_ ("grid", "outside");
  g_autofree char *text
      = g_strdup_printf ("%s: %s → %s", move->number, move->from != NULL ? wg_boundary_editor_name_of (self, move->from) : outside,
                         move->to != NULL ? wg_boundary_editor_name_of (self, move->to) : outside);

  gtk_list_box_append (self->moves, GTK_WIDGET (wg_boundary_editor_make_label (text, "numeric", 0)));
}

/* --- The lists --- */

static void
end_list (GtkListBox *list, guint n)
{
  g_autofree char *rest = n > MOST_ROWS ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n - MOST_ROWS), n - MOST_ROWS)
                                        : NULL;

  if (rest != NULL)
    gtk_list_box_append (list, GTK_WIDGET (wg_boundary_editor_make_label (rest, "dim-label", 0)));
  gtk_widget_set_visible (GTK_WIDGET (list), n > 0);
}

static guint
show_plan (WgBoundaryEditor *self, const WgDraftPlan *plan)
{
  guint n_redrawn = 0;

  show_sums (self, plan);
  for (guint i = 0; i < plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (plan->grids, i);

      if (weight->moves_land && ++n_redrawn <= MOST_ROWS)
        add_weight (self, weight);
    }
  for (guint i = 0; i < MIN (plan->moves->len, MOST_ROWS); i++)
    add_move (self, g_ptr_array_index (plan->moves, i));
  return n_redrawn;
}

void
wg_boundary_editor_show_impact (WgBoundaryEditor *self)
{
  const WgDraftPlan *plan = wg_boundary_sketch_get_plan (self->sketch);
  const WgDraftSides *sides = wg_boundary_sketch_get_sides (self->sketch);
  guint n_redrawn = 0;

  g_free (wg_rows_empty (self->weights));
  g_free (wg_rows_empty (self->moves));
  gtk_label_set_text (self->impact, "");
  if (plan != NULL)
    n_redrawn = show_plan (self, plan);
  else if (sides != NULL)
    n_redrawn = show_done (self, sides);
  gtk_widget_set_visible (GTK_WIDGET (self->impact_title), plan != NULL || sides != NULL);
  end_list (self->weights, n_redrawn);
  end_list (self->moves, plan != NULL ? plan->moves->len : 0);
}

void
wg_boundary_editor_add_impact (WgBoundaryEditor *self, GtkBox *column)
{
  self->impact_title = wg_boundary_editor_make_label (_ ("The whole draft"), "heading", 0);
  gtk_box_append (column, GTK_WIDGET (self->impact_title));
  self->impact = wg_boundary_editor_make_label (NULL, "numeric", 0);
  gtk_box_append (column, GTK_WIDGET (self->impact));
  self->weights = wg_boundary_editor_add_list (column, _ ("Grids that are redrawn"));
  self->moves = wg_boundary_editor_add_list (column, _ ("Cases that move"));
}
