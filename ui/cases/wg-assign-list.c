/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: dispatching is choosing a person; the likely ones must be one key away and everybody else a few letters. */

#include "wg-assign-list.h"

#include "wg-error.h"
#include "wg-store-people.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 8

struct _WgAssignList
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *title;
  GtkLabel *hint;
  GtkEditable *text;
  GtkListBox *list;
  GtkLabel *empty;
  GtkEditable *search;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  GPtrArray *persons; /* of WgPerson, as shown */
  GPtrArray *units;   /* of WgUnit, all; NULL until read */
  GArray *shown;      /* of Choice, the rows */
  char *number;       /* of the case */
  gint64 grid_id;
  gboolean usable;
};

typedef struct
{
  gint64 person_id;
  gint64 unit_id;
  const char *name; /* belongs to `persons` or `units` */
} Choice;

G_DEFINE_FINAL_TYPE (WgAssignList, wg_assign_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* Rows. */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (WgAssignList *self, const char *name, const char *line, const char *load)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint n = self->shown->len;
  g_autofree char *cap = n <= 5 ? g_strdup_printf ("%u", n) : g_strdup ("");
  g_autofree char *spoken = g_strdup_printf ("%u, %s, %s, %s", n, name, line, load);
  GtkWidget *key = make_label (cap, n <= 5 ? "key-cap" : NULL);
  GtkWidget *avatar = adw_avatar_new (32, name, TRUE);
  GtkWidget *load_label = make_label (load, "caption");

  gtk_label_set_ellipsize (GTK_LABEL (load_label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (name, "heading"));
  gtk_box_append (GTK_BOX (words), make_label (line, "caption"));
  /* A label that may end in an ellipsis asks for little room; one that only wraps pushes what stands behind it out. */
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (words)), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (gtk_widget_get_last_child (words)), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (gtk_widget_get_last_child (words)), 3);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (load_label, "numeric");
  gtk_box_append (GTK_BOX (box), load_label);
  gtk_widget_add_css_class (row, "person-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static const WgPost *
find_post (WgAssignList *self, const WgPerson *person)
{
  for (guint i = 0; person->posts != NULL && i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      if (post->grid_id == self->grid_id)
        return post;
    }
  return person->posts != NULL && person->posts->len > 0 ? g_ptr_array_index (person->posts, 0) : NULL;
}

static char *
describe_person (WgAssignList *self, const WgPerson *person)
{
  const WgPost *post = find_post (self, person);
  GString *line = g_string_new (wg_person_kind_get_label (person->kind));

  if (post != NULL && (g_str_equal (post->kind, "A") || g_str_equal (post->kind, "B")))
    {
      g_autofree char *words = post->grid_id == self->grid_id
                                   ? g_strdup_printf (_ ("own grid, post %s"), post->kind)
                                   : g_strdup_printf (_ ("grid %s, post %s"), post->grid_code, post->kind);

      g_string_append_printf (line, " · %s", words);
    }
  if (person->unit_name != NULL)
    g_string_append_printf (line, " · %s", person->unit_name);
  if (!person->on_duty)
    g_string_append_printf (line, " · %s", _ ("off duty"));
  return g_string_free (line, FALSE);
}

static void
append_person (WgAssignList *self, const WgPerson *person)
{
  const Choice choice = { person->id, WG_NO_ID, person->name };
  g_autofree char *line = describe_person (self, person);
  g_autofree char *load
      = g_strdup_printf (ngettext ("%d in hand", "%d in hand", (gulong) person->open_cases), (int) person->open_cases);

  if (!person->active)
    return;
  g_array_append_val (self->shown, choice);
  gtk_list_box_append (self->list, make_row (self, person->name, line, load));
}

static gboolean
fits (const char *name, const char *typed)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded = g_utf8_casefold (typed, -1);

  return strstr (folded_name, folded) != NULL;
}

static void
append_units (WgAssignList *self, const char *typed)
{
  for (guint i = 0; self->units != NULL && i < self->units->len && self->shown->len < MOST_ROWS; i++)
    {
      const WgUnit *unit = g_ptr_array_index (self->units, i);
      const Choice choice = { WG_NO_ID, unit->id, unit->name };

      if (!unit->active || !fits (unit->name, typed))
        continue;
      g_array_append_val (self->shown, choice);
      gtk_list_box_append (self->list, make_row (self, unit->name, _ ("unit"), ""));
    }
}

static void
say_empty (WgAssignList *self, gboolean typed)
{
  const char *text = typed                       ? _ ("Nobody is called that.")
                     : self->grid_id == WG_NO_ID ? _ ("Without a grid nobody keeps this place.")
                                                 : _ ("This grid has no keeper.");

  gtk_label_set_text (self->empty, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->shown->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown->len > 0);
}

static void
show (WgAssignList *self)
{
  const char *typed = gtk_editable_get_text (self->search);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_array_set_size (self->shown, 0);
  for (guint i = 0; self->persons != NULL && i < self->persons->len && self->shown->len < MOST_ROWS; i++)
    append_person (self, g_ptr_array_index (self->persons, i));
  if (*typed != '\0')
    append_units (self, typed);
  say_empty (self, *typed != '\0');
}

/* Reading. */

static void
on_persons_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAssignList) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    {
      g_clear_pointer (&persons, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  self->persons = persons;
  show (self);
  if (error == NULL)
    return;
  gtk_label_set_text (self->empty, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), TRUE);
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAssignList) self = user_data;
  g_autoptr (GError) error = NULL;

  self->units = wg_store_list_units_finish (WG_STORE (source), result, &error);
  if (error != NULL)
    g_debug ("Units cannot be offered: %s", error->message);
}

static const char *
find_grid_code (WgAssignList *self)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint index = grids != NULL && self->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, self->grid_id) : WG_GRID_NONE;

  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index)->code : NULL;
}

static void
read_persons (WgAssignList *self)
{
  const char *typed = gtk_editable_get_text (self->search);
  WgPersonQuery query = { .unit_id = G_MININT64, .limit = MOST_ROWS };

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (*typed != '\0')
    query.text = typed;
  else
    query.grid_code = find_grid_code (self);
  if (query.text == NULL && query.grid_code == NULL)
    {
      g_clear_pointer (&self->persons, g_ptr_array_unref);
      show (self);
      return;
    }
  wg_store_list_persons_async (wg_context_get_store (self->context), &query, self->cancellable, on_persons_read,
                               g_object_ref (self));
}

/* Choosing. */

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgAssignList *self)
{
  wg_assign_list_choose_nth (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_search_changed (GtkSearchEntry *entry, WgAssignList *self)
{
  if (self->context != NULL)
    read_persons (self);
}

static void
on_search_activate (GtkSearchEntry *entry, WgAssignList *self)
{
  wg_assign_list_choose_nth (self, 0);
}

static void
on_stop_search (GtkSearchEntry *entry, WgAssignList *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
wg_assign_list_dispose (GObject *object)
{
  WgAssignList *self = WG_ASSIGN_LIST (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_assign_list_parent_class)->dispose (object);
}

static void
wg_assign_list_finalize (GObject *object)
{
  WgAssignList *self = WG_ASSIGN_LIST (object);

  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->number, g_free);
  G_OBJECT_CLASS (wg_assign_list_parent_class)->finalize (object);
}

static void
wg_assign_list_class_init (WgAssignListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_assign_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_assign_list_finalize;
  chosen_signal = g_signal_new ("chosen", WG_TYPE_ASSIGN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_INT64, G_TYPE_INT64, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-assign-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, title);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, hint);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, text);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, list);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, empty);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
wg_assign_list_init (WgAssignList *self)
{
  self->cancellable = g_cancellable_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (Choice));
  self->grid_id = WG_NO_ID;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_assign_list_set_context (WgAssignList *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  wg_store_list_units_async (wg_context_get_store (context), NULL, on_units_read, g_object_ref (self));
}

void
wg_assign_list_set_case (WgAssignList *self, WgCaseRecord *record)
{
  gboolean same = record != NULL && g_strcmp0 (self->number, record->number) == 0;

  if (same && self->grid_id == record->grid_id)
    return;
  g_free (self->number);
  self->number = record != NULL ? g_strdup (record->number) : NULL;
  self->grid_id = record != NULL ? record->grid_id : WG_NO_ID;
  if (!same)
    {
      gtk_editable_set_text (self->search, "");
      gtk_editable_set_text (self->text, "");
    }
  if (record != NULL)
    read_persons (self);
}

void
wg_assign_list_set_usable (WgAssignList *self, gboolean usable, const char *reason, gboolean wants_text)
{
  self->usable = usable;
  gtk_label_set_text (self->hint, usable ? _ ("keys 1–5 assign at once") : reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), wants_text && usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), usable);
}

const char *
wg_assign_list_get_text (WgAssignList *self)
{
  return gtk_editable_get_text (self->text);
}

void
wg_assign_list_focus_search (WgAssignList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
wg_assign_list_focus_text (WgAssignList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

guint
wg_assign_list_get_n_rows (WgAssignList *self)
{
  return self->shown->len;
}

gboolean
wg_assign_list_choose_nth (WgAssignList *self, guint n)
{
  Choice choice;

  if (!self->usable || n >= self->shown->len)
    return FALSE;
  choice = g_array_index (self->shown, Choice, n);
  g_signal_emit (self, chosen_signal, 0, choice.person_id, choice.unit_id, choice.name);
  return TRUE;
}
