/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: left of the map stands what is wrong (filled in by a sibling) and what was done, right of it what it means: for both sides of a border while
 * it moves, and for everybody once the draft is in force.
 */

#include "wg-boundary-editor-private.h"

#include "wg-boundary-sides.h"
#include "wg-rows.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SHARED_M 0.05

GtkLabel *
wg_boundary_editor_make_label (const char *text, const char *class, float align)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, align);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return label;
}

/* Of which no word and no number is broken. */
static GtkLabel *
make_whole_label (const char *text, const char *class, float align)
{
  GtkLabel *label = wg_boundary_editor_make_label (text, class, align);

  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD);
  return label;
}

/* --- Names --- */

/* Codes are for machines; what the draft has ended, or has not made yet, is known by the draft. */
static const char *
find_drafted_name (WgBoundaryEditor *self, const char *code)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);

  for (guint i = 0; draft != NULL && i < draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, i);

      if (g_strcmp0 (row->code, code) == 0)
        return row->name;
    }
  return NULL;
}

const char *
wg_boundary_editor_name_of (WgBoundaryEditor *self, const char *code)
{
  WgGridTree *grids = wg_boundary_sketch_get_grids (self->sketch);
  guint index = grids != NULL ? wg_grid_tree_find_by_code (grids, code) : WG_GRID_NONE;
  const char *name = index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index)->name : find_drafted_name (self, code);

  return name != NULL && *name != '\0' ? name : code;
}

static char *
name_all (WgBoundaryEditor *self, const char *codes)
{
  g_auto (GStrv) parts = g_strsplit (codes, ", ", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *name = g_strdup (wg_boundary_editor_name_of (self, *part));

      g_free (*part);
      *part = name;
    }
  return g_strjoinv (C_ ("between names", ", "), parts);
}

/* --- Left: what was done --- */

static const char *
word_step (const char *op)
{
  static const char *const words[][2] = {
    { "split", NC_ ("step", "split") },       { "merge", NC_ ("step", "merged") },
    { "move", NC_ ("step", "corner moved") }, { "insert", NC_ ("step", "corner added") },
    { "delete", NC_ ("step", "corner removed") }, { "reshape", NC_ ("step", "reshaped") },
    { "handover", NC_ ("step", "handed over") }, { "fill", NC_ ("step", "gap or overlap closed") },
    { "draw", NC_ ("step", "special grid") },  { "trace", NC_ ("step", "border laid on a street") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i][0], op))
        return g_dpgettext2 (GETTEXT_PACKAGE, "step", words[i][1]);
    }
  return op;
}

static void
add_change (WgBoundaryEditor *self, const WgDraftStep *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *time = wg_time_format_local (step->at_ms, wg_store_get_zone (wg_context_get_store (self->context)),
                                                wg_context_get_now (self->context), WG_TIME_SHORT);
  g_autofree char *names = name_all (self, step->codes);
  g_autofree char *text = g_strdup_printf ("%s · %s", names, word_step (step->op));
  GtkLabel *label = wg_boundary_editor_make_label (text, NULL, 0), *at = wg_boundary_editor_make_label (time, "dim-label", 1);

  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  gtk_label_set_wrap (at, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (at), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (at));
  gtk_list_box_append (self->changes, box);
}

void
wg_boundary_editor_show_left (WgBoundaryEditor *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);
  guint n, n_changes = draft != NULL && draft->steps != NULL ? draft->steps->len : 0;
  g_autofree char *title = NULL;
  g_autofree char *changes_title = g_strdup_printf (_ ("Changes %u"), n_changes);
  g_autofree char *focused = wg_rows_empty (self->findings);

  g_free (wg_rows_empty (self->changes));
  n = wg_boundary_editor_fill_findings (self);
  title = g_strdup_printf (_ ("Findings %u"), n);
  gtk_label_set_text (self->findings_title, title);
  gtk_label_set_text (self->changes_title, changes_title);
  for (guint i = 0; i < n_changes; i++)
    add_change (self, g_ptr_array_index (draft->steps, i));
  wg_rows_give_focus (self->findings, focused, GTK_WIDGET (self->map));
}

GtkListBox *
wg_boundary_editor_add_list (GtkBox *column, const char *name)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "history");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (column, GTK_WIDGET (list));
  return list;
}

static GtkLabel *
add_heading (GtkBox *column)
{
  GtkLabel *label = wg_boundary_editor_make_label (NULL, "heading", 0);

  gtk_box_append (column, GTK_WIDGET (label));
  return label;
}

static GtkWidget *
make_pane (GtkBox *column)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (GTK_WIDGET (column), "detail-section");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (column));
  gtk_widget_set_hexpand (scroller, FALSE);
  gtk_widget_add_css_class (scroller, "detail-pane");
  return scroller;
}

GtkWidget *
wg_boundary_editor_make_left (WgBoundaryEditor *self)
{
  GtkBox *column = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));

  self->findings_title = add_heading (column);
  self->findings = wg_boundary_editor_add_list (column, _ ("Findings"));
  self->changes_title = add_heading (column);
  self->changes = wg_boundary_editor_add_list (column, _ ("Changes"));
  g_signal_connect (self->findings, "row-activated", G_CALLBACK (wg_boundary_editor_show_finding), self);
  return self->left = make_pane (column);
}

/* --- Right: both sides --- */

static void
write_number (GtkLabel *label, double value, gboolean known, gboolean signed_number, gboolean area)
{
  g_autofree char *text = !known                  ? g_strdup ("–")
                          : area && signed_number ? g_strdup_printf ("%+.0f m²", value)
                          : area                  ? g_strdup_printf ("%.2f", value / 10000.0)
                          : signed_number         ? g_strdup_printf ("%+.0f", value)
                                                  : g_strdup_printf ("%.0f", value);

  gtk_label_set_text (label, text);
}

static void
write_row (WgSideCard *side, guint row, double now, double then, gboolean area)
{
  gboolean known = now >= 0.0 && then >= 0.0;

  write_number (side->values[row][0], now, now >= 0.0, FALSE, area);
  write_number (side->values[row][1], then, then >= 0.0, FALSE, area);
  /* What rounds to nothing has no sign of its own. */
  write_number (side->values[row][2], fabs (then - now) < 0.5 ? 0.0 : then - now, known, TRUE, area);
}

static void
show_side (WgBoundaryEditor *self, WgSideCard *side, gint64 id)
{
  g_autofree char *name = wg_boundary_sides_dup_name (self->sketch, id);
  WgSideFigures now, then;

  wg_boundary_sides_measure (self->sketch, id, &now, &then);
  gtk_label_set_text (side->title, name);
  write_row (side, 0, now.area_m2, then.area_m2, TRUE);
  write_row (side, 1, (double) now.households, (double) then.households, FALSE);
  write_row (side, 2, (double) now.buildings, (double) then.buildings, FALSE);
  write_row (side, 3, (double) now.open, (double) then.open, FALSE);
  write_row (side, 4, (double) now.overdue, (double) then.overdue, FALSE);
}

void
wg_boundary_editor_show_sides (WgBoundaryEditor *self)
{
  g_autoptr (GArray) ids = self->hand.picks->len > 0 ? g_array_ref (self->hand.picks) : wg_boundary_sides_list (self->sketch);
  g_autofree char *lon = NULL;
  g_autofree char *lat = NULL;

  for (guint i = 0; i < WG_N_SIDES; i++)
    {
      gtk_widget_set_visible (self->sides[i].card, i < ids->len);
      if (i < ids->len)
        show_side (self, &self->sides[i], g_array_index (ids, gint64, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_side), ids->len == 0);
  if (!isnan (self->hand.cursor[0]) && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->lon_entry)))
      && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->lat_entry))))
    {
      lon = g_strdup_printf ("%.8f", self->hand.cursor[0]);
      lat = g_strdup_printf ("%.8f", self->hand.cursor[1]);
      gtk_editable_set_text (self->lon_entry, lon);
      gtk_editable_set_text (self->lat_entry, lat);
    }
  wg_boundary_editor_show_status (self);
}

static GtkWidget *
make_side (WgSideCard *side, guint i)
{
  const char *const rows[] = { _ ("Area, ha"), _ ("Households"), _ ("Buildings"), C_ ("side", "Open"), _ ("of these overdue") };
  const char *const columns[] = { C_ ("side", "now"), C_ ("side", "draft"), C_ ("side", "difference") };
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 6);
  gtk_grid_set_row_spacing (grid, 4);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "side-card");
  side->title = wg_boundary_editor_make_label (NULL, i == 0 ? "side-a" : i == 1 ? "side-b" : "heading", 0);
  gtk_widget_set_hexpand (GTK_WIDGET (side->title), TRUE);
  gtk_grid_attach (grid, GTK_WIDGET (side->title), 0, 0, (int) G_N_ELEMENTS (columns) + 1, 1);
  for (guint k = 0; k < 3; k++)
    gtk_grid_attach (grid, GTK_WIDGET (make_whole_label (columns[k], "dim-label", 1)), (int) k + 1, 1, 1, 1);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      gtk_grid_attach (grid, GTK_WIDGET (make_whole_label (rows[r], "dim-label", 0)), 0, (int) r + 2, 1, 1);
      for (guint k = 0; k < 3; k++)
        {
          side->values[r][k] = make_whole_label (NULL, k == 1 ? "heading" : "numeric", 1);
          gtk_grid_attach (grid, GTK_WIDGET (side->values[r][k]), (int) k + 1, (int) r + 2, 1, 1);
        }
    }
  side->card = GTK_WIDGET (grid);
  return side->card;
}

void
wg_boundary_editor_show_right (WgBoundaryEditor *self)
{
  wg_boundary_editor_show_sides (self);
  wg_boundary_editor_show_impact (self);
}

/* --- Right: numbers --- */

/* @wrong: (nullable): what was written and is no place. */
static void
show_place_hint (WgBoundaryEditor *self, const char *wrong)
{
  g_autofree char *text
      = wrong != NULL
            ? g_strdup_printf (_ ("“%s” is no place. Write degrees as “116.6012, 40.3034”, or metres from here as “+12.5, -3 m”."), wrong)
            : g_strdup (_ ("Degrees, or metres from here as “+12.5, -3 m” in the first field"));

  gtk_label_set_text (self->place_hint, text);
  if (wrong != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->lon_entry), "warning");
      gtk_widget_add_css_class (GTK_WIDGET (self->place_hint), "warn");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->lon_entry), "warning");
      gtk_widget_remove_css_class (GTK_WIDGET (self->place_hint), "warn");
    }
}

/* From the numbers back to the map, with what is in the hand still in it. Returns whether the keyboard was there. */
gboolean
wg_boundary_editor_leave_place (WgBoundaryEditor *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->lon_entry)))
      && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->lat_entry))))
    return FALSE;
  show_place_hint (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  if (isnan (self->hand.cursor[0]))
    {
      gtk_editable_set_text (self->lon_entry, "");
      gtk_editable_set_text (self->lat_entry, "");
    }
  wg_boundary_editor_show_sides (self);
  return TRUE;
}

/* A pair in the first entry, or one number in each. */
static void
on_place_typed (WgBoundaryEditor *self)
{
  const double *base = isnan (self->hand.cursor[0]) ? NULL : self->hand.cursor;
  g_autofree char *both
      = g_strdup_printf ("%s,%s", gtk_editable_get_text (self->lon_entry), gtk_editable_get_text (self->lat_entry));
  double place[2];

  if (self->hand.line->len >= 2)
    base = &g_array_index (self->hand.line, double, self->hand.line->len - 2);
  if (!wg_boundary_place_parse (gtk_editable_get_text (self->lon_entry), base, place)
      && !wg_boundary_place_parse (both, NULL, place))
    {
      show_place_hint (self, gtk_editable_get_text (self->lon_entry));
      return;
    }
  show_place_hint (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  wg_boundary_editor_point_at (self, place[0], place[1], FALSE);
  wg_boundary_editor_show_cursor (self);
  if (self->tool != WG_TOOL_MOVE && self->tool != WG_TOOL_MERGE)
    wg_boundary_editor_add_point (self);
  wg_boundary_editor_show_sides (self);
}

static GtkEditable *
add_entry (WgBoundaryEditor *self, GtkBox *row, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_place_typed), self);
  gtk_box_append (row, entry);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
make_hand_part (WgBoundaryEditor *self)
{
  GtkBox *column = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  GtkBox *row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));

  gtk_box_append (column, GTK_WIDGET (wg_boundary_editor_make_label (_ ("Both sides"), "heading", 0)));
  self->no_side = wg_boundary_editor_make_label (_ ("Choose a grid or a corner on the map: what moves here shows what it does to both sides."), "dim-label", 0);
  gtk_box_append (column, GTK_WIDGET (self->no_side));
  for (guint i = 0; i < WG_N_SIDES; i++)
    gtk_box_append (column, make_side (&self->sides[i], i));
  gtk_box_append (column, GTK_WIDGET (wg_boundary_editor_make_label (C_ ("place", "Coordinates"), "heading", 0)));
  self->lon_entry = add_entry (self, row, _ ("Longitude"));
  self->lat_entry = add_entry (self, row, _ ("Latitude"));
  gtk_box_append (column, GTK_WIDGET (row));
  self->place_hint = wg_boundary_editor_make_label (NULL, "dim-label", 0);
  show_place_hint (self, NULL);
  gtk_box_append (column, GTK_WIDGET (self->place_hint));
  return self->hand_part = GTK_WIDGET (column);
}

GtkWidget *
wg_boundary_editor_make_right (WgBoundaryEditor *self)
{
  GtkBox *column = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));

  gtk_box_append (column, make_hand_part (self));
  wg_boundary_editor_add_impact (self, column);
  return self->right = make_pane (column);
}

void
wg_boundary_editor_size_panes (WgBoundaryEditor *self)
{
  double text_scale = wg_context_get_text_scale (self->context);
  gboolean narrow = wg_context_get_size_class (self->context) < WG_SIZE_REGULAR;

  gtk_widget_set_size_request (self->left, (int) ((narrow ? 220 : 300) * text_scale), -1);
  gtk_widget_set_size_request (self->right, (int) ((narrow ? 280 : 380) * text_scale), -1);
}

/* --- The lowest line --- */

static const char *
word_hint (WgBoundaryEditor *self)
{
  static const char *const hints[WG_N_TOOLS] = {
    [WG_TOOL_MOVE] = N_ ("Drag a corner, or Tab to one; arrows 0.1 m, Shift 1 m, Ctrl 10 m; Enter keeps, Esc abandons"),
    [WG_TOOL_RESHAPE] = N_ ("Draw from one place on a border to another; Enter keeps"),
    [WG_TOOL_SPLIT] = N_ ("Draw a line across a grid; Enter splits it"),
    [WG_TOOL_MERGE] = N_ ("Choose neighbours with a click or Space; Enter merges them into the first"),
    [WG_TOOL_HANDOVER] = N_ ("Choose who gives, then who takes, then draw where to cut; Enter hands it over"),
    [WG_TOOL_NEW] = N_ ("Draw the outline of the new grid; Enter closes it"),
    [WG_TOOL_FILL] = N_ ("Choose who gets the land, or nobody for a new grid, then click into the gap; Enter fills it"),
  };
  const char *refusal = wg_boundary_sketch_get_refusal (self->sketch);
  const WgRefusal *trial = wg_boundary_sketch_get_trial_refusal (self->sketch);

  if (self->refusal != NULL)
    return self->refusal;
  if (refusal != NULL)
    return refusal;
  return trial != NULL ? wg_coverage_rule_to_text (trial->rule) : _ (hints[self->tool]);
}

void
wg_boundary_editor_show_status (WgBoundaryEditor *self)
{
  gboolean refused = self->refusal != NULL || wg_boundary_sketch_get_trial_refusal (self->sketch) != NULL;
  g_autoptr (GArray) sharers
      = isnan (self->hand.held[0])
            ? NULL
            : wg_boundary_sketch_list_at (self->sketch, self->hand.held[0], self->hand.held[1], SHARED_M);
  g_autofree char *text = NULL;

  gtk_label_set_text (self->hint, word_hint (self));
  if (refused)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "warn");
  text = sharers != NULL
             ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "corner of %u grid", "corner of %u grids", sharers->len), sharers->len)
             : g_strdup ("");
  gtk_label_set_text (self->coverage_state, text);
}

GtkWidget *
wg_boundary_editor_make_status (WgBoundaryEditor *self)
{
  GtkBox *line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));

  self->hint = wg_boundary_editor_make_label (NULL, NULL, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint), TRUE);
  self->coverage_state = wg_boundary_editor_make_label (NULL, "dim-label", 1);
  gtk_box_append (line, GTK_WIDGET (self->hint));
  gtk_box_append (line, GTK_WIDGET (self->coverage_state));
  gtk_widget_add_css_class (GTK_WIDGET (line), "status-line");
  return GTK_WIDGET (line);
}
