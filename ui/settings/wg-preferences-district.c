/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the district decides is written with a name and a time and holds at every desk at once. A row shows what the
 * database says, sends what was chosen when the hand has come to rest, and goes back with the reason when it is refused.
 */

#include "wg-preferences-private.h"

#include "wg-calendar-group.h"
#include "wg-class-group.h"
#include "wg-section-group.h"
#include "wg-store-database.h"
#include "wg-store-settings.h"

#include <glib/gi18n-lib.h>

#define REST_MS 500

typedef struct
{
  const WgDistrictSetting *setting;
  WgContext *context; /* owned */
  AdwActionRow *row;
  GtkWidget *control;
  double stored; /* what the database says */
  guint timer;
} Row;

static double
get_value (const Row *self)
{
  if (GTK_IS_SWITCH (self->control))
    return gtk_switch_get_active (GTK_SWITCH (self->control)) ? 1 : 0;
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->control));
}

static void
show_value (Row *self, double value)
{
  self->stored = value;
  if (GTK_IS_SWITCH (self->control))
    gtk_switch_set_active (GTK_SWITCH (self->control), value != 0);
  else
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control), value);
}

static Row *
get_row (gpointer control)
{
  return g_object_get_data (control, "row");
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer control)
{
  g_autoptr (GtkWidget) owned = control;
  g_autoptr (GError) error = NULL;
  Row *self = get_row (control);

  if (wg_store_change_setting_finish (WG_STORE (source), result, &error) > 0 || self == NULL)
    return;
  show_value (self, self->stored);
  adw_action_row_set_subtitle (self->row, error->message);
}

static void
send (Row *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  double value = get_value (self);

  if (value == self->stored || who == NULL)
    return;
  adw_action_row_set_subtitle (self->row, wg_district_setting_get_unit (self->setting));
  wg_store_change_setting_async (wg_context_get_store (self->context), who->id, self->setting->name, value, NULL, NULL, on_changed,
                                 g_object_ref (self->control));
  self->stored = value;
}

static gboolean
on_rest (gpointer data)
{
  Row *self = data;

  self->timer = 0;
  send (self);
  return G_SOURCE_REMOVE;
}

static void
on_touched (GtkWidget *control)
{
  Row *self = get_row (control);

  if (get_value (self) == self->stored)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (REST_MS, on_rest, self);
}

/* What was chosen last is not lost when the window is closed at once. */
static void
on_gone (GtkWidget *control)
{
  Row *self = get_row (control);

  if (self->timer != 0)
    send (self);
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
row_free (gpointer data)
{
  Row *self = data;

  g_object_unref (self->context);
  g_free (self);
}

static GtkWidget *
make_control (const WgDistrictSetting *setting)
{
  GtkWidget *control;

  if (wg_district_setting_is_switch (setting))
    return gtk_switch_new ();
  control = gtk_spin_button_new_with_range (setting->least, setting->most, setting->step);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (control), setting->step < 1 ? 1 : 0);
  return control;
}

static void
add (AdwPreferencesGroup *group, WgContext *context, const WgDistrictSetting *setting, double value, gboolean may)
{
  GtkWidget *control = make_control (setting);
  Row *self = g_new0 (Row, 1);

  self->setting = setting;
  self->context = g_object_ref (context);
  self->control = control;
  g_object_set_data_full (G_OBJECT (control), "row", self, row_free);
  show_value (self, value);
  self->row = wg_preferences_add_row (group, wg_district_setting_get_label (setting), wg_district_setting_get_unit (setting), control);
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), may);
  g_signal_connect (control, GTK_IS_SWITCH (control) ? "notify::active" : "value-changed", G_CALLBACK (on_touched), NULL);
  g_signal_connect (control, "unrealize", G_CALLBACK (on_gone), NULL);
}

/* Whose it is is said where it cannot be changed. */
static void
tell_whose (AdwPreferencesGroup *group, guint whose_roles, gboolean may)
{
  g_autofree char *roles = wg_roles_to_text (whose_roles);
  const char *text = adw_preferences_group_get_description (group);
  g_autofree char *whose = g_strdup_printf (_ ("Can be changed by: %s."), roles);
  g_autofree char *both = text != NULL ? g_strconcat (text, "\n", whose, NULL) : g_strdup (whose);

  if (!may)
    adw_preferences_group_set_description (group, both);
}

typedef struct
{
  AdwPreferencesGroup *group; /* owned */
  WgContext *context; /* owned */
  WgSettingGroup which;
} Request;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  g_autoptr (AdwPreferencesGroup) group = request->group;
  g_autoptr (WgContext) context = request->context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) values = wg_store_load_settings_finish (WG_STORE (source), result, &error);
  const WgOperator *who = wg_context_get_operator (context);
  gboolean may = who != NULL && (who->roles & WG_SETTING_ROLES) != 0 && !wg_context_is_read_only (context);
  gsize n = 0;
  const WgDistrictSetting *settings = wg_district_setting_get_all (&n);

  if (values == NULL)
    adw_preferences_group_set_description (group, error->message);
  else
    tell_whose (group, WG_SETTING_ROLES, may);
  for (gsize i = 0; values != NULL && i < n; i++)
    {
      if (settings[i].group == request->which)
        add (group, context, &settings[i], g_array_index (values, double, i), may);
    }
  g_free (request);
}

void
wg_preferences_add_district (AdwPreferencesGroup *group, WgContext *context, WgSettingGroup which)
{
  const Request request = { g_object_ref (group), g_object_ref (context), which };

  wg_store_load_settings_async (wg_context_get_store (context), G_MININT64, NULL, on_loaded, g_memdup2 (&request, sizeof request));
}

gboolean
wg_preferences_has_district (const WgPreferencesRoom *room, AdwPreferencesPage *page)
{
  if (room->context != NULL)
    return TRUE;
  wg_preferences_add_group (page, _ ("No database is open"), _ ("What is set here belongs to the district. Open its database first."));
  return FALSE;
}

/* --- Pages --- */

AdwPreferencesPage *
wg_preferences_make_dispatch (const WgPreferencesRoom *room)
{
  AdwPreferencesPage *page = wg_preferences_make_page ("dispatch", _ ("Dispatch"), "mail-send-symbolic");

  if (!wg_preferences_has_district (room, page))
    return page;
  wg_preferences_add_district (
      wg_preferences_add_group (page, _ ("Weights of the suggestion"),
                                _ ("Points that somebody gets at best for each reason; the sum decides who is proposed first.")),
      room->context, WG_SETTING_WEIGHTS);
  wg_preferences_add_district (
      wg_preferences_add_group (page, _ ("What is demanded"),
                                _ ("Switched off, the desk is warned and goes on, and the history keeps it; switched on, the move is refused.")),
      room->context, WG_SETTING_DEMANDS);
  wg_preferences_add_district (wg_preferences_add_group (page, _ ("What is near"), NULL), room->context, WG_SETTING_NEARNESS);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (wg_section_group_new (room->context)));
  return page;
}

AdwPreferencesPage *
wg_preferences_make_limits (const WgPreferencesRoom *room)
{
  AdwPreferencesPage *page = wg_preferences_make_page ("limits", _ ("Limits and calendar"), "x-office-calendar-symbolic");

  if (!wg_preferences_has_district (room, page))
    return page;
  wg_preferences_add_district (wg_preferences_add_group (page, _ ("Limits of the desks"), _ ("Clocks that run keep the limit that they started with.")),
                               room->context, WG_SETTING_DESK_LIMITS);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (wg_class_group_new (room->context)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (wg_calendar_group_new (room->context)));
  return page;
}

AdwPreferencesPage *
wg_preferences_make_privacy (const WgPreferencesRoom *room)
{
  AdwPreferencesPage *page = wg_preferences_make_page ("privacy", _ ("Privacy"), "view-conceal-symbolic");

  wg_preferences_add_group (page, _ ("Names and phones"),
                            _ ("Reporters are masked on every screen. Looking at one is written into the history of the case and lasts 30 "
                               "seconds. Walls, notifications, lists and paper never show them."));
  if (wg_preferences_has_district (room, page))
    wg_preferences_add_district (wg_preferences_add_group (page, _ ("Files"), NULL), room->context, WG_SETTING_PRIVACY);
  return page;
}

/* --- The name --- */

#define NAME_ROLES (WG_ROLE_ADMIN | WG_ROLE_GIS)

static void
on_named (GObject *source, GAsyncResult *result, gpointer row)
{
  g_autoptr (GtkWidget) owned = row;
  g_autoptr (GError) error = NULL;
  GtkWidget *group = gtk_widget_get_ancestor (owned, ADW_TYPE_PREFERENCES_GROUP);

  if (!wg_store_set_district_finish (WG_STORE (source), result, &error) && group != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), error->message);
}

static void
on_name_applied (GtkEditable *row, WgContext *context)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  const WgOperator *who = wg_context_get_operator (context);

  if (who != NULL)
    wg_store_set_district_async (wg_context_get_store (context), NULL, name, NULL, NULL, NULL, who->id, NULL, on_named, g_object_ref (row));
}

void
wg_preferences_add_name (AdwPreferencesGroup *group, WgContext *context)
{
  const WgOperator *who = wg_context_get_operator (context);
  gboolean may = who != NULL && (who->roles & NAME_ROLES) != 0 && !wg_context_is_read_only (context);
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name of the district, in the head of every paper"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), wg_store_get_district (wg_context_get_store (context))->name);
  gtk_widget_set_sensitive (row, may);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_name_applied), context, 0);
  adw_preferences_group_add (group, row);
  tell_whose (group, NAME_ROLES, may);
}
