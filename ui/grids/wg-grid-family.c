/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a code on an old paper or on a sign says nothing of the splits and merges since. Whoever asks for a grid is told where
 * its land came from and where it went, and can look at the map of each of those days.
 */

#include "wg-grid-family.h"

#include "wg-rows.h"
#include "wg-store-lineage.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define MOST_HEIGHT 280
#define CARD_WIDTH 400

struct _WgGridFamily
{
  GtkWidget parent_instance;

  WgContext *context;        /* owned */
  GCancellable *cancellable; /* owned, nullable: what is being read */
  char *code;                /* nullable: whose family */

  GtkWidget *box;
  GtkLabel *text;
  GtkListBox *list;
  int n_rows;
};

G_DEFINE_FINAL_TYPE (WgGridFamily, wg_grid_family, GTK_TYPE_WIDGET)

static char *
format_day (WgContext *context, gint64 at_ms)
{
  gint64 ms_of_day;

  return wg_time_day_format (wg_time_to_local (at_ms, wg_store_get_zone (wg_context_get_store (context)), &ms_of_day));
}

/* --- Rows --- */

static GtkWidget *
add_row (WgGridFamily *self, GtkWidget *child, gboolean active)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), active);
  gtk_widget_set_focusable (row, active);
  gtk_list_box_append (self->list, row);
  return row;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* One step of the way: the grid itself needs no naming again, further ones are named by both ends. */
static char *
format_step (WgGridFamily *self, const WgLineage *lineage, gboolean back)
{
  const char *near = back ? lineage->to : lineage->from, *far = back ? lineage->from : lineage->to;

  return g_str_equal (near, self->code) ? g_strdup (far) : g_strdup_printf ("%s → %s", lineage->from, lineage->to);
}

static void
add_step (WgGridFamily *self, const WgLineage *lineage, gboolean back)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *step = format_step (self, lineage, back);
  g_autofree char *date = format_day (self->context, lineage->at_ms);
  g_autofree char *line = g_strdup_printf ("%s · %s", wg_lineage_get_label (lineage->kind), date);
  /* Translators: a change of boundaries, read by a screen reader: the grids, what was done on which day. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s. Opens the map of that day."), step, line);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row;
  GtkWidget *title = make_label (step, "numeric"), *second = make_label (line, "dim-label");

  gtk_widget_add_css_class (second, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), second);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  row = add_row (self, box, TRUE);
  gtk_widget_set_tooltip_text (row, back ? _ ("Show the map before this change") : _ ("Show the map after this change"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "wg-target",
                          g_variant_ref_sink (g_variant_new ("(xs)", back ? lineage->at_ms - 1 : lineage->at_ms,
                                                             back ? lineage->from : lineage->to)),
                          (GDestroyNotify) g_variant_unref);
  self->n_rows++;
}

/* What leads to the grid, the last change first; or what leads away from it, the first change first. A step belongs to the
 * way when its nearer end is on it already.
 */
static void
add_way (WgGridFamily *self, GPtrArray *all, gboolean back)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean first = TRUE;

  g_hash_table_add (reached, self->code);
  for (guint i = 0; i < all->len; i++)
    {
      const WgLineage *lineage = g_ptr_array_index (all, back ? all->len - 1 - i : i);

      if (!g_hash_table_contains (reached, back ? lineage->to : lineage->from))
        continue;
      if (first)
        add_row (self, make_label (back ? _ ("Came from") : _ ("Became"), "caption-heading"), FALSE);
      first = FALSE;
      g_hash_table_add (reached, back ? lineage->from : lineage->to);
      add_step (self, lineage, back);
    }
}

static void
clear (WgGridFamily *self)
{
  g_free (wg_rows_empty (self->list));
  self->n_rows = 0;
}

/* --- Reading --- */

static void
show_text (WgGridFamily *self, const char *text)
{
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgGridFamily) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = wg_store_list_lineage_finish (WG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  clear (self);
  g_clear_object (&self->cancellable);
  if (all == NULL)
    {
      show_text (self, error->message);
      return;
    }
  add_way (self, all, TRUE);
  add_way (self, all, FALSE);
  show_text (self, self->n_rows == 0 ? _ ("No other grid became this one, and it became no other.") : "");
}

void
wg_grid_family_show (WgGridFamily *self, const char *code)
{
  g_return_if_fail (WG_IS_GRID_FAMILY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->code);
  self->code = g_strdup (code);
  if (code == NULL)
    {
      clear (self);
      show_text (self, "");
      return;
    }
  self->cancellable = g_cancellable_new ();
  wg_store_list_lineage_async (wg_context_get_store (self->context), code, G_MAXINT64, self->cancellable, on_read, g_object_ref (self));
}

int
wg_grid_family_get_n_rows (WgGridFamily *self)
{
  return self->cancellable != NULL ? -1 : self->n_rows;
}

/* --- The widget --- */

static void
on_row_activated (WgGridFamily *self, GtkListBoxRow *row)
{
  GVariant *target = g_object_get_data (G_OBJECT (row), "wg-target");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  g_variant_ref (target);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.past-grid", target);
  g_variant_unref (target);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
wg_grid_family_dispose (GObject *object)
{
  WgGridFamily *self = WG_GRID_FAMILY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->code, g_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_grid_family_parent_class)->dispose (object);
}

static void
wg_grid_family_class_init (WgGridFamilyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_grid_family_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_grid_family_init (WgGridFamily *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->text = GTK_LABEL (make_label ("", "dim-label"));
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_ellipsize (self->text, PANGO_ELLIPSIZE_NONE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "grid-family");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What a grid came from and became"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_text (self, "");
}

GtkWidget *
wg_grid_family_new (WgContext *context)
{
  WgGridFamily *self = g_object_new (WG_TYPE_GRID_FAMILY, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

/* --- The card --- */

GtkWidget *
wg_grid_card_new (WgContext *context, const WgGrid *grid)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *family = wg_grid_family_new (context);
  g_autofree char *since = format_day (context, grid->valid_from_ms);
  /* Translators: of a grid: its code, since when its outline is in force, its area. */
  g_autofree char *line = g_strdup_printf (_ ("%s · outline since %s · %.2f ha"), grid->code, since, grid->area_m2 / 10000.0);

  gtk_box_append (GTK_BOX (box), make_label (grid->name != NULL && *grid->name != '\0' ? grid->name : grid->code, "heading"));
  gtk_box_append (GTK_BOX (box), make_label (line, "caption"));
  gtk_box_append (GTK_BOX (box), family);
  gtk_widget_set_size_request (box, (int) (CARD_WIDTH * wg_context_get_text_scale (context)), -1);
  wg_grid_family_show (WG_GRID_FAMILY (family), grid->code);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}
