/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether two reports are one hole in the road is seen when both lie side by side; a number alone is soon mistyped,
 * and reporters of another case are called back about something they never saw.
 */

#include "wg-merge-compare.h"

#include "wg-case-text.h"
#include "wg-store-cases.h"
#include "wg-store-duplicates.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_PROBABLE 3

struct _WgMergeCompare
{
  GtkWidget parent_instance;

  GtkListBox *list; /* children of the widget; the grid in the frame */
  GtkLabel *summary;
  GtkWidget *frame;
  GtkGrid *grid;

  WgContext *context;        /* owned */
  GCancellable *cancellable; /* of the probable ones and of the case itself */
  GCancellable *other_cancellable;
  GPtrArray *probable; /* nullable, of WgDuplicate: the open ones */
  WgCaseFile *own;     /* nullable: not read yet */
  WgCaseFile *other;   /* nullable: not read, or nothing to compare with */
  char *number;
  gint64 id;
  char *other_number; /* nullable */
};

G_DEFINE_FINAL_TYPE (WgMergeCompare, wg_merge_compare, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
wg_merge_compare_dispose (GObject *object)
{
  WgMergeCompare *self = WG_MERGE_COMPARE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->other_cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_merge_compare_parent_class)->dispose (object);
}

static void
wg_merge_compare_finalize (GObject *object)
{
  WgMergeCompare *self = WG_MERGE_COMPARE (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->other_cancellable);
  g_clear_pointer (&self->probable, g_ptr_array_unref);
  g_clear_pointer (&self->own, wg_case_file_free);
  g_clear_pointer (&self->other, wg_case_file_free);
  g_free (self->number);
  g_free (self->other_number);
  G_OBJECT_CLASS (wg_merge_compare_parent_class)->finalize (object);
}

static void
wg_merge_compare_class_init (WgMergeCompareClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_merge_compare_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_merge_compare_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  chosen_signal = g_signal_new ("chosen", WG_TYPE_MERGE_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* On a low screen the two cases scroll, and what is below them stays in sight. */
static GtkWidget *
make_frame (GtkWidget *grid)
{
  GtkWidget *frame = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 96);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), grid);
  return frame;
}

static void
wg_merge_compare_init (WgMergeCompare *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->cancellable = g_cancellable_new ();
  self->other_cancellable = g_cancellable_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->summary = GTK_LABEL (make_label (NULL, "caption"));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Probably the same"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The two cases side by side"), -1);
  gtk_grid_set_column_spacing (self->grid, 8);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  self->frame = make_frame (GTK_WIDGET (self->grid));
  gtk_widget_set_visible (self->frame, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->summary), GTK_WIDGET (self));
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
}

/* Side by side. */

static char *
format_apart (gint64 seconds)
{
  gint64 minutes = seconds / 60;

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d minute apart", "%d minutes apart", (gulong) minutes), (int) minutes);
  if (minutes < 2 * 24 * 60)
    return g_strdup_printf (ngettext ("%d hour apart", "%d hours apart", (gulong) (minutes / 60)), (int) (minutes / 60));
  return g_strdup_printf (ngettext ("%d day apart", "%d days apart", (gulong) (minutes / 1440)), (int) (minutes / 1440));
}

static char *
format_metres (double metres)
{
  return isnan (metres) ? g_strdup (_ ("distance not known")) : g_strdup_printf (_ ("%.0f m apart"), metres);
}

static char *
summarize (const WgCaseRecord *one, const WgCaseRecord *two)
{
  g_autofree char *metres = format_metres (wg_geo_distance_m (one->lon, one->lat, two->lon, two->lat));
  g_autofree char *apart = format_apart (ABS (one->reported_ms - two->reported_ms) / 1000);
  gboolean same = g_strcmp0 (one->class_code, two->class_code) == 0;

  return g_strdup_printf ("%s · %s · %s", metres, apart, same ? _ ("the same class") : _ ("▲ not the same class"));
}

static char *
format_place (WgMergeCompare *self, const WgCaseRecord *record)
{
  g_autofree char *grid = wg_case_text_format_grid (self->context, record);

  return record->address != NULL && *record->address != '\0' ? g_strconcat (record->address, "\n", grid, NULL) : g_steal_pointer (&grid);
}

static char *
format_words (const WgCaseRecord *record)
{
  const char *title = wg_case_text_get_title (record);

  return record->body != NULL && *record->body != '\0' ? g_strconcat (title, "\n", record->body, NULL) : g_strdup (title);
}

static char *
format_reporters (const WgCaseFile *file)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < file->reporters->len; i++)
    {
      g_autofree char *words = wg_case_text_format_reporter (g_ptr_array_index (file->reporters, i), TRUE);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", words);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("–");
}

/* Takes @one and @two. */
static void
add_row (WgMergeCompare *self, int *row, const char *name, char *one, char *two)
{
  g_autofree char *texts[] = { one, two };

  gtk_grid_attach (self->grid, make_label (name, "dim-label"), 0, *row, 1, 1);
  for (int side = 0; side < 2; side++)
    {
      GtkWidget *label = make_label (texts[side], name[0] == '\0' ? "heading" : NULL);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
      gtk_label_set_lines (GTK_LABEL (label), 6);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, texts[side]);
      gtk_grid_attach (self->grid, label, 1 + side, *row, 1, 1);
    }
  (*row)++;
}

static void
add_rows (WgMergeCompare *self)
{
  const WgCaseRecord *one = self->own->record;
  const WgCaseRecord *two = self->other->record;
  const char *holder_one = wg_case_record_get_holder (one);
  const char *holder_two = wg_case_record_get_holder (two);
  int row = 0;

  add_row (self, &row, "", g_strdup_printf (_ ("This: %s"), one->number), g_strdup_printf (_ ("Into: %s"), two->number));
  add_row (self, &row, _ ("Words"), format_words (one), format_words (two));
  add_row (self, &row, _ ("State"), wg_case_text_format_state (one), wg_case_text_format_state (two));
  add_row (self, &row, _ ("Class"), wg_case_text_format_class (one), wg_case_text_format_class (two));
  add_row (self, &row, _ ("Place"), format_place (self, one), format_place (self, two));
  add_row (self, &row, C_ ("compared", "Reported"), wg_case_text_format_time (self->context, one->reported_ms),
           wg_case_text_format_time (self->context, two->reported_ms));
  add_row (self, &row, _ ("Reporter"), format_reporters (self->own), format_reporters (self->other));
  if (holder_one != NULL || holder_two != NULL)
    add_row (self, &row, C_ ("compared", "With"), g_strdup (holder_one != NULL ? holder_one : "–"),
             g_strdup (holder_two != NULL ? holder_two : "–"));
}

static void
show_both (WgMergeCompare *self)
{
  gboolean both = self->own != NULL && self->other != NULL;
  g_autofree char *summary = both ? summarize (self->own->record, self->other->record) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_widget_set_visible (self->frame, both);
  if (both)
    add_rows (self);
  gtk_label_set_text (self->summary, both ? summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), both);
}

static void
say (WgMergeCompare *self, const char *text)
{
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), TRUE);
}

/* Reading. */

static void
on_own_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgMergeCompare) self = user_data;
  g_autoptr (GError) error = NULL;
  WgCaseFile *file = wg_store_load_case_finish (WG_STORE (source), result, &error);

  self->own = file;
  if (self->context == NULL)
    return;
  if (file != NULL)
    show_both (self);
  else
    say (self, error->message);
}

static void
on_other_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgMergeCompare) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCaseFile) file = wg_store_load_case_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (file != NULL && g_strcmp0 (file->record->number, self->other_number) != 0))
    return;
  g_clear_pointer (&self->other, wg_case_file_free);
  self->other = g_steal_pointer (&file);
  show_both (self);
  if (self->other == NULL)
    say (self, error->message);
}

char *
wg_merge_compare_complete (WgCaseBoard *board, const char *typed, gint64 id)
{
  GPtrArray *cases = wg_case_board_get_cases (board);
  const WgCaseRecord *found = NULL;

  for (guint i = 0; i < cases->len && wg_case_board_find_number (board, typed) == NULL; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (wg_case_state_is_open (record->state) && g_str_has_suffix (record->number, typed) && record->id != id
          && (found == NULL || record->reported_ms > found->reported_ms))
        found = record;
    }
  return g_strdup (found != NULL ? found->number : typed);
}

/* The row of the list follows what is compared, however it was said. */
static void
select_row (WgMergeCompare *self)
{
  for (guint i = 0; self->probable != NULL && i < MIN (self->probable->len, MOST_PROBABLE); i++)
    {
      const WgDuplicate *probable = g_ptr_array_index (self->probable, i);

      if (g_strcmp0 (probable->number, self->other_number) != 0)
        continue;
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
      return;
    }
  gtk_list_box_unselect_all (self->list);
}

void
wg_merge_compare_set_other (WgMergeCompare *self, const char *typed)
{
  g_autofree char *number = NULL;

  g_return_if_fail (WG_IS_MERGE_COMPARE (self));
  if (*typed != '\0')
    number = wg_merge_compare_complete (wg_context_get_board (self->context), typed, self->id);
  if (g_strcmp0 (number, self->other_number) == 0)
    return;
  g_free (self->other_number);
  self->other_number = g_steal_pointer (&number);
  g_cancellable_cancel (self->other_cancellable);
  g_object_unref (self->other_cancellable);
  self->other_cancellable = g_cancellable_new ();
  g_clear_pointer (&self->other, wg_case_file_free);
  select_row (self);
  show_both (self);
  if (self->other_number != NULL)
    wg_store_load_case_async (wg_context_get_store (self->context), self->other_number, self->other_cancellable, on_other_read,
                              g_object_ref (self));
}

/* The probable ones. */

static void
choose (WgMergeCompare *self, guint index)
{
  const WgDuplicate *probable = g_ptr_array_index (self->probable, index);

  g_signal_emit (self, chosen_signal, 0, probable->number);
}

static void
on_row_activated (WgMergeCompare *self, GtkListBoxRow *row)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
append_probable (WgMergeCompare *self, const WgDuplicate *probable)
{
  g_autofree char *metres = format_metres (probable->distance_m);
  g_autofree char *apart = format_apart (probable->age_s);
  g_autofree char *text = g_strdup_printf ("%s · %s · %s", probable->number, metres, apart);
  GtkWidget *label = make_label (text, "caption");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_margin_end (label, 9);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->list, row);
}

static void
take_probable (WgMergeCompare *self, GPtrArray *found)
{
  self->probable = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_duplicate_free);
  while (found->len > 0)
    {
      WgDuplicate *probable = g_ptr_array_steal_index (found, 0);
      WgCaseState state;

      if (wg_case_state_from_nick (probable->state, &state) && wg_case_state_is_open (state))
        g_ptr_array_add (self->probable, probable);
      else
        wg_duplicate_free (probable);
    }
  for (guint i = 0; i < MIN (self->probable->len, MOST_PROBABLE); i++)
    append_probable (self, g_ptr_array_index (self->probable, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->probable->len > 0);
}

static void
on_probable_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgMergeCompare) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = wg_store_find_duplicates_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      say (self, error->message);
      return;
    }
  take_probable (self, found);
  if (self->other_number != NULL)
    select_row (self);
  else if (self->probable->len > 0)
    choose (self, 0);
  else
    say (self, _ ("No open case of this class lies near it in place and time; type a number to compare."));
}

gboolean
wg_merge_compare_step (WgMergeCompare *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  if (self->probable == NULL || index < 0 || index >= (int) MIN (self->probable->len, MOST_PROBABLE))
    return FALSE;
  choose (self, (guint) index);
  return TRUE;
}

GtkWidget *
wg_merge_compare_new (WgContext *context, const WgCaseRecord *record)
{
  WgMergeCompare *self = g_object_new (WG_TYPE_MERGE_COMPARE, NULL);
  WgStore *store = wg_context_get_store (context);

  self->context = g_object_ref (context);
  self->number = g_strdup (record->number);
  self->id = record->id;
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  show_both (self);
  wg_store_load_case_async (store, self->number, self->cancellable, on_own_read, g_object_ref (self));
  wg_store_find_duplicates_async (store, self->number, NAN, NAN, G_MININT64, self->cancellable, on_probable_read, g_object_ref (self));
  return GTK_WIDGET (self);
}
