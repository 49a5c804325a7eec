/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: ten people telephone about one burst pipe; whoever takes the call sees the first report before making a second. */

#include "wg-duplicate-list.h"

#include "wg-rows.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _WgDuplicateList
{
  GtkWidget parent_instance;

  /* Template. */
  GtkListBox *list;

  WgContext *context; /* owned */
  char *class_code;
  double lon;
  double lat;
  double within_m; /* NAN until it is known */
  gint64 within_ms;
  guint n_cases;
};

G_DEFINE_FINAL_TYPE (WgDuplicateList, wg_duplicate_list, GTK_TYPE_WIDGET)

typedef struct
{
  WgCaseRecord *record; /* the board's */
  double metres;
} Near;

static gint
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *one = a;
  const Near *two = b;

  if (one->metres < two->metres || one->metres > two->metres)
    return one->metres < two->metres ? -1 : 1;
  return one->record->id < two->record->id ? -1 : 1;
}

static GArray *
find_near (WgDuplicateList *self)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (self->context));
  gint64 since_ms = wg_context_get_now (self->context) - self->within_ms;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Near));

  for (guint i = 0; self->class_code != NULL && !isnan (self->lon) && i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);
      Near near = { record, 0 };

      if (g_strcmp0 (record->class_code, self->class_code) != 0 || !wg_case_state_is_open (record->state)
          || record->reported_ms < since_ms || !wg_case_record_has_place (record))
        continue;
      near.metres = wg_geo_distance_m (self->lon, self->lat, record->lon, record->lat);
      if (near.metres <= self->within_m)
        g_array_append_val (found, near);
    }
  g_array_sort (found, compare_near);
  return found;
}

static char *
format_age (gint64 ms)
{
  guint minutes = (guint) (MAX (ms, 0) / 60000);

  if (minutes < 60)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute ago", "%u minutes ago", minutes), minutes);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hour ago", "%u hours ago", minutes / 60), minutes / 60);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }
  return label;
}

static GtkWidget *
make_row (WgDuplicateList *self, const Near *near)
{
  const WgCaseRecord *record = near->record;
  g_autofree char *age = format_age (wg_context_get_now (self->context) - record->reported_ms);
  g_autofree char *metres = g_strdup_printf (_ ("%.0f m away"), near->metres);
  g_autofree char *facts = g_strdup_printf ("%s · %s · %s · %s", record->number, wg_case_state_get_label (record->state), metres, age);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", record->title, facts);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), make_label (record->title, NULL));
  gtk_box_append (GTK_BOX (box), make_label (facts, "dim-label"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  wg_rows_set_name (row, record->number);
  g_object_set_data_full (G_OBJECT (row), "case", wg_case_record_ref (near->record), (GDestroyNotify) wg_case_record_unref);
  return row;
}

/* News that leave the answer as it is must leave the rows as well: one of them may have the focus. */
static gboolean
shows_already (WgDuplicateList *self, const GArray *found)
{
  if (found->len != self->n_cases)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (row == NULL || g_object_get_data (G_OBJECT (row), "case") != g_array_index (found, Near, i).record)
        return FALSE;
    }
  return TRUE;
}

static void
show_cases (WgDuplicateList *self, gboolean moved)
{
  g_autoptr (GArray) found = find_near (self);
  g_autofree char *focused = NULL;

  if (!moved && shows_already (self, found))
    return;
  focused = wg_rows_empty (self->list);
  self->n_cases = found->len;
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, make_row (self, &g_array_index (found, Near, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), found->len > 0);
  wg_rows_give_focus (self->list, focused, NULL);
}

static void
on_board_changed (WgDuplicateList *self)
{
  show_cases (self, FALSE);
}

static void
on_row_activated (WgDuplicateList *self, GtkListBoxRow *row)
{
  const WgCaseRecord *record = g_object_get_data (G_OBJECT (row), "case");

  wg_selection_select_case (wg_context_get_selection (self->context), record->id);
  wg_context_go_to (self->context, record->lon, record->lat, 0);
}

static void
wg_duplicate_list_dispose (GObject *object)
{
  WgDuplicateList *self = WG_DUPLICATE_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_duplicate_list_parent_class)->dispose (object);
}

static void
wg_duplicate_list_finalize (GObject *object)
{
  g_free (WG_DUPLICATE_LIST (object)->class_code);
  G_OBJECT_CLASS (wg_duplicate_list_parent_class)->finalize (object);
}

static void
wg_duplicate_list_class_init (WgDuplicateListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_duplicate_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_duplicate_list_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-duplicate-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WgDuplicateList, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
wg_duplicate_list_init (WgDuplicateList *self)
{
  self->lon = self->lat = self->within_m = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_duplicate_list_set_context (WgDuplicateList *self, WgContext *context)
{
  g_return_if_fail (WG_IS_DUPLICATE_LIST (self));
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", G_CALLBACK (on_board_changed), self,
                           G_CONNECT_SWAPPED);
}

void
wg_duplicate_list_set_limits (WgDuplicateList *self, double metres, double hours)
{
  g_return_if_fail (WG_IS_DUPLICATE_LIST (self));
  g_return_if_fail (self->context != NULL);
  self->within_m = metres;
  self->within_ms = (gint64) (hours * WG_MS_PER_HOUR);
  show_cases (self, FALSE);
}

void
wg_duplicate_list_set_case (WgDuplicateList *self, const char *class_code, double lon, double lat)
{
  g_return_if_fail (WG_IS_DUPLICATE_LIST (self));
  g_return_if_fail (self->context != NULL);
  if (self->class_code != class_code)
    {
      g_free (self->class_code);
      self->class_code = g_strdup (class_code);
    }
  self->lon = lon;
  self->lat = lat;
  show_cases (self, TRUE);
}

guint
wg_duplicate_list_get_n_cases (WgDuplicateList *self)
{
  return self->n_cases;
}
