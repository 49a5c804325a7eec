/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is wrong with a draft is a list of things to do: each leads to its place, is mended with one button where that
 * can be done without asking, or is left with a reason that the next officer can read.
 */

#include "wg-boundary-editor-private.h"

#include "wg-boundary-sides.h"
#include "wg-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SHARED_M 0.05
#define PLACE_ZOOM 19.0
#define MOST_NAMES 3
#define MOST_ROWS 100

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* --- Where it is --- */

static void
zoom_to (WgBoundaryEditor *self, gint64 id)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self->sketch);
  const WgShape *shape = coverage != NULL ? wg_coverage_get (coverage, id) : NULL;

  if (shape == NULL)
    return;
  g_array_set_size (self->hand.picks, 0);
  g_array_append_val (self->hand.picks, id);
  wg_boundary_editor_fit_box (self, wg_shape_get_box (shape));
  wg_boundary_editor_refresh (self);
  wg_boundary_editor_show_sides (self);
}

/* The first grids of it are the sides. */
static void
go_to_place (WgBoundaryEditor *self, GtkListBoxRow *row, const double *place)
{
  GArray *ids = g_object_get_data (G_OBJECT (row), "grids");

  g_array_set_size (self->hand.picks, 0);
  g_array_append_vals (self->hand.picks, ids->data, MIN (ids->len, WG_N_SIDES));
  wg_boundary_editor_go_to (self, place[0], place[1], PLACE_ZOOM);
  wg_boundary_editor_refresh (self);
  wg_boundary_editor_show_sides (self);
}

void
wg_boundary_editor_show_finding (GtkListBox *list, GtkListBoxRow *row, WgBoundaryEditor *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "grid");
  const double *place = g_object_get_data (G_OBJECT (row), "place");

  if (place != NULL)
    go_to_place (self, row, place);
  else if (id != NULL)
    zoom_to (self, *id);
}

/* --- One row --- */

/* Buttons stand below the text, so that it keeps the width. */
static GtkBox *
add_finding (WgBoundaryEditor *self, const char *icon, const char *title, const char *text, gint64 id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_list_box_row_new (), *image = gtk_image_new_from_icon_name (icon);
  g_autofree char *name = g_strconcat (title, " ", text, NULL);

  wg_rows_set_name (row, name);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (column), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (column), make_label (text, NULL));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), id != 0);
  if (id != 0)
    g_object_set_data_full (G_OBJECT (row), "grid", g_memdup2 (&id, sizeof id), g_free);
  gtk_list_box_append (self->findings, row);
  return GTK_BOX (column);
}

static const char *
get_name (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "finding");
}

static GtkWidget *
take_name (GtkWidget *button, const char *name)
{
  g_object_set_data_full (G_OBJECT (button), "finding", g_strdup (name), g_free);
  return button;
}

static gboolean
may_draw (WgBoundaryEditor *self)
{
  return wg_boundary_sketch_get_refusal (self->sketch) == NULL;
}

/* --- What is left as it is --- */

static void
on_leave (GtkEntry *entry, WgBoundaryEditor *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *name = g_strdup (get_name (GTK_WIDGET (entry)));

  if (*reason == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (popover));
  wg_boundary_check_leave (self->check, name, reason);
}

/* The popover is made when somebody wants it. */
static void
make_reason (GtkMenuButton *button, gpointer user_data)
{
  GtkWidget *popover = gtk_popover_new (), *entry = gtk_entry_new ();
  const char *text = _ ("Why it is left as it is; Enter keeps it");

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 34);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect (take_name (entry, get_name (GTK_WIDGET (button))), "activate", G_CALLBACK (on_leave), user_data);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_menu_button_set_popover (button, popover);
}

static void
add_leave (WgBoundaryEditor *self, GtkBox *buttons, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), C_ ("finding", "Leave…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (take_name (button, name)), make_reason, self, NULL);
  gtk_box_append (buttons, button);
}

static void
on_look_again (GtkWidget *button, WgBoundaryEditor *self)
{
  g_autofree char *name = g_strdup (get_name (button));

  wg_boundary_check_leave (self->check, name, NULL);
}

/* What was left is told with its reason, and can be taken up again. */
static void
add_left (WgBoundaryEditor *self, const char *title, const char *text, const char *name, gint64 id)
{
  g_autofree char *full = g_strdup_printf (_ ("%s\nLeft as it is: %s"), text, wg_boundary_check_get_reason (self->check, name));
  GtkBox *column = add_finding (self, "emblem-ok-symbolic", title, full, id);
  GtkWidget *button = gtk_button_new_with_label (C_ ("finding", "Take up again"));

  gtk_widget_add_css_class (GTK_WIDGET (column), "dim-label");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (take_name (button, name), "clicked", G_CALLBACK (on_look_again), self);
  if (may_draw (self))
    gtk_box_append (column, button);
}

static GtkBox *
add_buttons (GtkBox *column)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (column, buttons);
  return GTK_BOX (buttons);
}

/* --- What the draft does to people --- */

/* Another number of households is another finding. */
static char *
name_flag (const WgDraftFlag *flag)
{
  return g_strdup_printf ("%s %s %.0f", flag->rule, flag->code, isnan (flag->value) ? 0.0 : flag->value);
}

typedef gint64 (*Burden) (const WgSideFigures *figures);

static gint64
get_households (const WgSideFigures *figures)
{
  return figures->households;
}

static gint64
get_open (const WgSideFigures *figures)
{
  return figures->open;
}

/* Among the neighbours, the one with the fewest: where some of too many could go. Negative is unknown. */
static gint64
find_lightest_neighbour (WgBoundaryEditor *self, gint64 id, Burden burden, gint64 *fewest)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self->sketch);
  const WgShape *shape = wg_coverage_get (coverage, id);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  gint64 best = 0;

  *fewest = G_MAXINT64;
  for (guint i = 0; shape != NULL && i < ids->len; i++)
    {
      gint64 other = g_array_index (ids, gint64, i);
      const WgShape *neighbour = wg_coverage_get (coverage, other);
      WgSideFigures now, then;
      double lon, lat;
      guint n;
      const gint64 *ring;
      guint n_shared = 0;

      if (other == id || !wg_box_intersects (wg_shape_get_box (shape), wg_shape_get_box (neighbour)))
        continue;
      ring = wg_shape_get_ring (shape, 0, &n, NULL, NULL);
      for (guint k = 0; k < n && n_shared < 2; k++)
        {
          lon = wg_shape_degrees_from_units (ring[2 * k]);
          lat = wg_shape_degrees_from_units (ring[2 * k + 1]);
          n_shared += wg_shape_get_border_distance_m (neighbour, lon, lat) < SHARED_M;
        }
      wg_boundary_sides_measure_draft (self->sketch, other, &now, &then);
      if (n_shared < 2 || burden (&then) < 0 || burden (&then) >= *fewest)
        continue;
      *fewest = burden (&then);
      best = other;
    }
  return best;
}

static char *
word_households (WgBoundaryEditor *self, const WgDraftFlag *flag, gint64 id)
{
  gint64 fewest;
  gint64 neighbour = id != 0 ? find_lightest_neighbour (self, id, get_households, &fewest) : 0;
  const char *name = id != 0 ? wg_boundary_sketch_get_name (self->sketch, id) : flag->code;

  if (neighbour == 0)
    return g_strdup_printf (_ ("%s would have %.0f households."), name, flag->value);
  if (flag->value > 500.0)
    /* Translators: a grid, households, its neighbour, households. */
    return g_strdup_printf (_ ("%s would have %.0f households. Some could go to %s, which has %.0f."), name, flag->value,
                            wg_boundary_sketch_get_name (self->sketch, neighbour), (double) fewest);
  return g_strdup_printf (_ ("%s would have %.0f households. It could be merged with %s, which has %.0f."), name, flag->value,
                          wg_boundary_sketch_get_name (self->sketch, neighbour), (double) fewest);
}

static char *
word_load (WgBoundaryEditor *self, const WgDraftFlag *flag, gint64 id)
{
  gint64 fewest;
  gint64 neighbour = id != 0 ? find_lightest_neighbour (self, id, get_open, &fewest) : 0;
  const char *name = id != 0 ? wg_boundary_sketch_get_name (self->sketch, id) : flag->code;

  if (neighbour == 0)
    return g_strdup_printf (_ ("%s would have %.0f open cases more than the redrawn grids on average."), name, flag->value);
  /* Translators: a grid, how many cases too many, its neighbour, cases. */
  return g_strdup_printf (_ ("%s would have %.0f open cases more than the redrawn grids on average. Some of its land could go to %s, which "
                             "has %.0f."),
                          name, flag->value, wg_boundary_sketch_get_name (self->sketch, neighbour), (double) fewest);
}

static const char *
title_flag (const WgDraftFlag *flag)
{
  if (g_str_equal (flag->rule, "households"))
    return _ ("Households not 300 to 500");
  return g_str_equal (flag->rule, "uneven_load") ? _ ("Unequal load") : _ ("Leaves the grid above");
}

static char *
word_flag (WgBoundaryEditor *self, const WgDraftFlag *flag, gint64 id)
{
  if (g_str_equal (flag->rule, "households"))
    return word_households (self, flag, id);
  if (g_str_equal (flag->rule, "uneven_load"))
    return word_load (self, flag, id);
  return g_strdup_printf (_ ("%s reaches out of the grid above it."),
                          id != 0 ? wg_boundary_sketch_get_name (self->sketch, id) : flag->code);
}

static guint
add_flags (WgBoundaryEditor *self, gboolean left)
{
  const WgDraftPlan *plan = wg_boundary_sketch_get_plan (self->sketch);
  guint n = 0;

  for (guint i = 0; plan != NULL && i < plan->flags->len; i++)
    {
      const WgDraftFlag *flag = g_ptr_array_index (plan->flags, i);
      gint64 id = wg_boundary_sketch_find_text (self->sketch, flag->code);
      const char *title = title_flag (flag);
      g_autofree char *text = word_flag (self, flag, id);
      g_autofree char *name = name_flag (flag);

      if (left != (wg_boundary_check_get_reason (self->check, name) != NULL))
        continue;
      n++;
      if (left)
        add_left (self, title, text, name, id);
      else
        {
          GtkBox *column = add_finding (self, "dialog-warning-symbolic", title, text, id);

          if (may_draw (self))
            add_leave (self, add_buttons (column), name);
        }
    }
  return n;
}

static guint
add_conflicts (WgBoundaryEditor *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);

  for (guint i = 0; draft != NULL && i < draft->conflicts->len; i++)
    {
      const WgDraftConflict *conflict = g_ptr_array_index (draft->conflicts, i);
      gint64 id = wg_boundary_sketch_find_text (self->sketch, conflict->code);
      g_autofree char *text = wg_draft_conflict_to_text (conflict);

      add_finding (self, "emblem-important-symbolic", _ ("Two changes of one grid"), text, id);
    }
  return draft != NULL ? draft->conflicts->len : 0;
}

/* --- What does not fit --- */

static const char *
word_rule (const WgBoundaryFinding *finding)
{
  if (g_str_equal (finding->rule, "duplicate_vertex"))
    return C_ ("finding", "Two corners in one place");
  if (g_str_equal (finding->rule, "spike"))
    return C_ ("finding", "A border that turns back on itself");
  if (g_str_equal (finding->rule, "sliver"))
    return finding->is_gap ? C_ ("finding", "A gap like a thread") : C_ ("finding", "An overlap like a thread");
  return finding->is_gap ? C_ ("finding", "A gap") : C_ ("finding", "Grids that overlap");
}

static char *
name_grids (WgBoundaryEditor *self, const WgBoundaryFinding *finding)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < finding->ids->len && i < MOST_NAMES; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? C_ ("between names", ", ") : "",
                            wg_boundary_sketch_get_name (self->sketch, g_array_index (finding->ids, gint64, i)));
  if (finding->ids->len > MOST_NAMES)
    g_string_append (names, " …");
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
word_finding (WgBoundaryEditor *self, const WgBoundaryFinding *finding)
{
  g_autofree char *names = name_grids (self, finding);

  /* Translators: an area, names of grids. */
  return finding->area_m2 > 0.0 ? g_strdup_printf (_ ("%.2f m² · %s"), finding->area_m2, names) : g_steal_pointer (&names);
}

/* What puts a finding right in favour of a grid; %NULL when it would be refused. */
static WgBoundaryEdit *
make_award (WgBoundaryEditor *self, const WgBoundaryFinding *finding, gint64 id)
{
  g_autoptr (WgBoundaryEdit) edit = wg_boundary_edit_new (WG_BOUNDARY_FILL);

  edit->from[0] = finding->lon;
  edit->from[1] = finding->lat;
  edit->codes = g_new0 (char *, 2);
  edit->codes[0] = g_strdup (wg_boundary_sketch_get_code (self->sketch, id));
  return wg_boundary_sketch_would_take (self->sketch, edit) ? g_steal_pointer (&edit) : NULL;
}

/* A gap goes to the neighbour with the fewest households that has a side of it, and not only a corner. */
static WgBoundaryEdit *
make_fill (WgBoundaryEditor *self, const WgBoundaryFinding *finding, gint64 *taker)
{
  g_autoptr (WgBoundaryEdit) best = NULL;
  gint64 fewest = G_MAXINT64;

  for (guint i = 0; i < finding->ids->len; i++)
    {
      gint64 id = g_array_index (finding->ids, gint64, i);
      g_autoptr (WgBoundaryEdit) edit = NULL;
      WgSideFigures now, then;

      wg_boundary_sides_measure_draft (self->sketch, id, &now, &then);
      if (then.households >= fewest || (edit = make_award (self, finding, id)) == NULL)
        continue;
      *taker = id;
      fewest = then.households;
      g_clear_pointer (&best, wg_boundary_edit_free);
      best = g_steal_pointer (&edit);
    }
  return g_steal_pointer (&best);
}

static WgBoundaryEdit *
make_delete (WgBoundaryEditor *self, const WgBoundaryFinding *finding)
{
  g_autoptr (WgBoundaryEdit) edit = wg_boundary_edit_new (WG_BOUNDARY_DELETE);

  edit->from[0] = finding->lon;
  edit->from[1] = finding->lat;
  return wg_boundary_sketch_would_take (self->sketch, edit) ? g_steal_pointer (&edit) : NULL;
}

static void
on_fix (GtkWidget *button, WgBoundaryEditor *self)
{
  const WgBoundaryEdit *edit = g_object_get_data (G_OBJECT (button), "edit");

  wg_boundary_sketch_perform (self->sketch, wg_boundary_edit_copy (edit));
}

/* What a button would do lies on the map while the pointer or the keyboard is on it. */
static void
on_preview (GtkEventController *controller, WgBoundaryEditor *self)
{
  const WgBoundaryEdit *edit = g_object_get_data (G_OBJECT (gtk_event_controller_get_widget (controller)), "edit");

  if (may_draw (self))
    wg_boundary_sketch_try (self->sketch, edit);
}

static void
on_pointed (GtkEventController *controller, double x, double y, WgBoundaryEditor *self)
{
  on_preview (controller, self);
}

static void
on_passed (GtkEventController *controller, WgBoundaryEditor *self)
{
  wg_boundary_editor_refresh (self);
}

static void
add_preview (WgBoundaryEditor *self, GtkWidget *button)
{
  GtkEventController *pointer = gtk_event_controller_motion_new (), *keyboard = gtk_event_controller_focus_new ();

  g_signal_connect (pointer, "enter", G_CALLBACK (on_pointed), self);
  g_signal_connect (pointer, "leave", G_CALLBACK (on_passed), self);
  g_signal_connect (keyboard, "enter", G_CALLBACK (on_preview), self);
  g_signal_connect (keyboard, "leave", G_CALLBACK (on_passed), self);
  gtk_widget_add_controller (button, pointer);
  gtk_widget_add_controller (button, keyboard);
}

/* Takes the edit and the label. */
static void
add_fix (WgBoundaryEditor *self, GtkBox *buttons, WgBoundaryEdit *edit, char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "edit", edit, (GDestroyNotify) wg_boundary_edit_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_fix), self);
  add_preview (self, button);
  gtk_box_append (buttons, button);
  g_free (label);
}

/* Land of two grids goes to one of them: whoever draws says to which, and the first is the one that it suits. Two names do not
 * fit beside each other.
 */
static void
add_awards (WgBoundaryEditor *self, GtkBox *buttons, const WgBoundaryFinding *finding)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (buttons), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (GTK_WIDGET (buttons), GTK_ALIGN_START);
  for (guint i = 0; i < finding->ids->len; i++)
    {
      gint64 id = g_array_index (finding->ids, gint64, i);
      WgBoundaryEdit *edit = make_award (self, finding, id);

      /* Translators: the name of a grid. */
      if (edit != NULL)
        add_fix (self, buttons, edit, g_strdup_printf (C_ ("finding", "Give to %s"), wg_boundary_sketch_get_name (self->sketch, id)));
    }
}

static void
add_fixes (WgBoundaryEditor *self, GtkBox *buttons, const WgBoundaryFinding *finding)
{
  gint64 taker = 0;
  WgBoundaryEdit *edit = finding->area_m2 <= 0.0 ? make_delete (self, finding)
                         : finding->is_gap       ? make_fill (self, finding, &taker)
                                                 : NULL;

  if (finding->area_m2 > 0.0 && !finding->is_gap)
    add_awards (self, buttons, finding);
  else if (edit != NULL && taker != 0)
    /* Translators: the name of a grid. */
    add_fix (self, buttons, edit, g_strdup_printf (C_ ("finding", "Fill, to %s"), wg_boundary_sketch_get_name (self->sketch, taker)));
  else if (edit != NULL)
    add_fix (self, buttons, edit, g_strdup (C_ ("finding", "Remove the corner")));
}

static void
add_misfit (WgBoundaryEditor *self, const WgBoundaryFinding *finding, gboolean left)
{
  g_autofree char *text = word_finding (self, finding);
  gint64 id = finding->ids->len > 0 ? g_array_index (finding->ids, gint64, 0) : 0;
  GtkWidget *row;

  if (left)
    add_left (self, word_rule (finding), text, finding->name, id);
  else
    {
      GtkBox *column = add_finding (self, "dialog-warning-symbolic", word_rule (finding), text, id);
      GtkBox *buttons = may_draw (self) ? add_buttons (column) : NULL;

      if (buttons != NULL)
        {
          add_fixes (self, buttons, finding);
          add_leave (self, buttons, finding->name);
        }
    }
  row = gtk_widget_get_last_child (GTK_WIDGET (self->findings));
  g_object_set_data_full (G_OBJECT (row), "place", g_memdup2 (&finding->lon, 2 * sizeof (double)), g_free);
  g_object_set_data_full (G_OBJECT (row), "grids", g_array_ref (finding->ids), (GDestroyNotify) g_array_unref);
}

static guint
add_misfits (WgBoundaryEditor *self, gboolean left)
{
  const GPtrArray *findings = wg_boundary_check_get_findings (self->check);
  guint n = 0;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const WgBoundaryFinding *finding = g_ptr_array_index (findings, i);

      if (left != (wg_boundary_check_get_reason (self->check, finding->name) != NULL))
        continue;
      if (n++ < MOST_ROWS)
        add_misfit (self, finding, left);
    }
  if (n > MOST_ROWS)
    {
      g_autofree char *text = g_strdup_printf (_ ("The largest %d are listed."), MOST_ROWS);

      add_finding (self, "view-more-symbolic", _ ("There are more"), text, 0);
    }
  return n;
}

guint
wg_boundary_editor_fill_findings (WgBoundaryEditor *self)
{
  guint n = add_conflicts (self) + add_misfits (self, FALSE) + add_flags (self, FALSE);

  add_misfits (self, TRUE);
  add_flags (self, TRUE);
  return n;
}
