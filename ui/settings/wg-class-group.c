/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a limit that is changed is a promise to everybody who calls from now on. It is changed where it is looked up, and what
 * runs keeps what was promised before; how many that are is said at once.
 */

#include "wg-class-group.h"

#include "wg-event-fields.h"
#include "wg-limits-paper.h"
#include "wg-paper-saver.h"
#include "wg-store-classes.h"
#include "wg-store-people.h"

#include <glib/gi18n-lib.h>

#define CLASS_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)
#define MOST_ROWS 12

struct _WgClassGroup
{
  AdwPreferencesGroup parent_instance;

  WgContext *context;          /* owned */
  WgClassCatalogue *catalogue; /* owned, nullable: not read yet */
  GPtrArray *units;            /* owned, with the catalogue */
  GtkWidget *search;
  AdwActionRow *told;
  GPtrArray *rows; /* that are shown; borrowed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WgClassGroup, wg_class_group, ADW_TYPE_PREFERENCES_GROUP)

/* One class with what may be changed of it. */
typedef struct
{
  WgClassGroup *group;
  WgCaseClass *item; /* owned */
  GtkWidget *limit;
  GtkWidget *unit;
  GtkWidget *route;
  GtkWidget *responsible;
  GPtrArray *units; /* owned: what @responsible offers, after none */
  GtkWidget *photo;
} Form;

static void read_classes (WgClassGroup *self);

static void
form_free (gpointer data)
{
  Form *form = data;

  wg_case_class_free (form->item);
  g_ptr_array_unref (form->units);
  g_free (form);
}

static gboolean
may_change (WgClassGroup *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  return who != NULL && (who->roles & CLASS_ROLES) != 0 && !wg_context_is_read_only (self->context);
}

/* --- Changing --- */

static void
on_set (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgClassGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgEvent) event = wg_store_set_classes_finish (WG_STORE (source), result, &error);
  gint64 n_kept = event != NULL ? wg_event_get_number (event, "kept", 0) : 0;
  g_autofree char *kept = g_strdup_printf (ngettext ("Changed; %d open case keeps the limit that it started with.",
                                                     "Changed; %d open cases keep the limit that they started with.", (gulong) n_kept),
                                           (int) n_kept);

  if (self->context == NULL)
    return;
  adw_action_row_set_subtitle (self->told, event != NULL ? kept : error->message);
  if (event != NULL)
    read_classes (self);
}

static gint64
get_responsible (Form *form)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (form->responsible));

  return selected == 0 || selected > form->units->len
             ? 0
             : ((const WgUnit *)g_ptr_array_index (form->units, selected - 1))->id;
}

static void
on_set_clicked (GtkButton *button, Form *form)
{
  const WgOperator *who = wg_context_get_operator (form->group->context);
  GPtrArray *classes;

  if (who == NULL)
    return;
  classes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_class_free);
  form->item->limit_n = gtk_spin_button_get_value (GTK_SPIN_BUTTON (form->limit));
  form->item->limit_unit = (WgLimitUnit) adw_combo_row_get_selected (ADW_COMBO_ROW (form->unit));
  form->item->route = (WgRoute) adw_combo_row_get_selected (ADW_COMBO_ROW (form->route));
  form->item->unit_id = get_responsible (form);
  form->item->need_photo = gtk_switch_get_active (GTK_SWITCH (form->photo));
  g_ptr_array_add (classes, wg_case_class_copy (form->item));
  wg_store_set_classes_async (wg_context_get_store (form->group->context), classes, who->id, NULL, NULL, NULL, on_set,
                              g_object_ref (form->group));
}

/* --- Showing --- */

static GtkWidget *
add_choice (AdwExpanderRow *parent, const char *title, const char *(*get_label) (guint), guint n, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, get_label (i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_expander_row_add_row (parent, row);
  return row;
}

static const char *
get_unit (guint unit)
{
  return wg_limit_unit_get_label ((WgLimitUnit) unit);
}

static const char *
get_route (guint route)
{
  return wg_route_get_label ((WgRoute) route);
}

/* Whatever has no unit of its own goes where the class above goes. */
static GtkWidget *
add_units (WgClassGroup *self, AdwExpanderRow *parent, gint64 unit_id)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, _ ("As the class above"));
  for (guint i = 0; i < self->units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (self->units, i);

      gtk_string_list_append (list, unit->name);
      if (unit->id == unit_id)
        selected = i + 1;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), C_ ("column", "Unit by default"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_expander_row_add_row (parent, row);
  return row;
}

static void
add_control (AdwExpanderRow *parent, const char *title, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_expander_row_add_row (parent, row);
}

static void
add_form (WgClassGroup *self, AdwExpanderRow *row, const WgCaseClass *item)
{
  Form *form = g_new0 (Form, 1);
  GtkWidget *button = gtk_button_new_with_label (C_ ("button", "Change the class"));

  form->group = self;
  form->item = wg_case_class_copy (item);
  form->units = g_ptr_array_ref (self->units);
  g_object_set_data_full (G_OBJECT (row), "form", form, form_free);
  form->limit = gtk_spin_button_new_with_range (0.5, 1000, 0.5);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (form->limit), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (form->limit), item->limit_n);
  add_control (row, C_ ("column", "Limit"), form->limit);
  form->unit = add_choice (row, C_ ("column", "Unit"), get_unit, WG_N_LIMIT_UNITS, item->limit_unit);
  form->route = add_choice (row, C_ ("column", "Route"), get_route, WG_N_ROUTES, item->route);
  form->responsible = add_units (self, row, item->unit_id);
  form->photo = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (form->photo), item->need_photo);
  add_control (row, _ ("Work reported done needs a photo"), form->photo);
  add_control (row, _ ("From now on"), button);
  gtk_widget_set_sensitive (button, may_change (self));
  g_signal_connect (button, "clicked", G_CALLBACK (on_set_clicked), form);
}

static GtkWidget *
make_row (WgClassGroup *self, const WgCaseClass *item)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *name = wg_class_catalogue_format_name (self->catalogue, item->code), *limit = wg_case_class_format_limit (item);
  g_autofree char *line = g_strdup_printf ("%s · %s · %s", item->code, limit != NULL ? limit : "–", wg_route_get_label (item->route));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  add_form (self, ADW_EXPANDER_ROW (row), item);
  return row;
}

static void
show_classes (WgClassGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GPtrArray) found = self->catalogue != NULL ? wg_class_catalogue_search (self->catalogue, text) : NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (found == NULL)
    return;
  for (guint i = 0; i < MIN (found->len, MOST_ROWS); i++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_index (found, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  count = g_strdup_printf (ngettext ("%u class found; the first %u are shown", "%u classes found; the first %u are shown", found->len), found->len,
                           self->rows->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->told), count);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgClassGroup) self = data;
  g_autoptr (GError) error = NULL;
  WgClassCatalogue *catalogue = wg_store_load_classes_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    {
      g_clear_object (&catalogue);
      return;
    }
  if (catalogue == NULL)
    {
      adw_action_row_set_subtitle (self->told, error->message);
      return;
    }
  g_clear_object (&self->catalogue);
  self->catalogue = catalogue;
  show_classes (self);
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgClassGroup) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *units = wg_store_list_units_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    {
      g_clear_pointer (&units, g_ptr_array_unref);
      return;
    }
  if (units == NULL)
    {
      adw_action_row_set_subtitle (self->told, error->message);
      return;
    }
  g_clear_pointer (&self->units, g_ptr_array_unref);
  self->units = units;
  wg_store_load_classes_async (WG_STORE (source), G_MAXINT64, self->cancellable, on_read, g_object_ref (self));
}

static void
read_classes (WgClassGroup *self)
{
  wg_store_list_units_async (wg_context_get_store (self->context), G_MININT64, self->cancellable, on_units_read, g_object_ref (self));
}

static void
on_print (WgClassGroup *self)
{
  WgStore *store = wg_context_get_store (self->context);

  if (self->catalogue != NULL)
    wg_paper_save (GTK_WIDGET (self), self->context,
                   wg_limits_paper_new (self->catalogue, self->units, wg_store_get_district (store)->name,
                                        wg_context_get_now (self->context), wg_store_get_zone (store)),
                   _ ("limits.pdf"));
}

/* --- The object --- */

static void
wg_class_group_dispose (GObject *object)
{
  WgClassGroup *self = WG_CLASS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (wg_class_group_parent_class)->dispose (object);
}

static void
wg_class_group_finalize (GObject *object)
{
  WgClassGroup *self = WG_CLASS_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (wg_class_group_parent_class)->finalize (object);
}

static void
wg_class_group_class_init (WgClassGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_class_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_class_group_finalize;
}

static void
wg_class_group_init (WgClassGroup *self)
{
  GtkWidget *print = gtk_button_new_with_label (C_ ("button", "Post the limits…"));

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Classes and their limits"));
  gtk_widget_set_tooltip_text (print, _ ("Write the table of all limits as PDF"));
  gtk_widget_add_css_class (print, "flat");
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (on_print), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), print);
  self->search = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->search), _ ("Find a class by code or words"));
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (show_classes), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->search);
  self->told = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->told), "…");
  adw_action_row_set_subtitle (self->told, _ ("Clocks that run keep the limit that they started with."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->told));
}

GtkWidget *
wg_class_group_new (WgContext *context)
{
  WgClassGroup *self = g_object_new (WG_TYPE_CLASS_GROUP, NULL);

  self->context = g_object_ref (context);
  read_classes (self);
  return GTK_WIDGET (self);
}
