/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the holidays of next year are announced in November and changed in March; whoever keeps the deadlines enters them without
 * a file, sees at once which due times move, and is told of a year that nobody has announced yet.
 */

#include "wg-calendar-group.h"

#include "wg-event-fields.h"
#include "wg-store-calendar.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define FIRST_YEAR 2004
#define CALENDAR_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)

struct _WgCalendarGroup
{
  AdwPreferencesGroup parent_instance;

  WgContext *context;   /* owned */
  WgCalendar *calendar; /* owned, nullable: not read yet */
  GtkWidget *year;
  AdwActionRow *notice;
  GtkWidget *day;
  GtkWidget *kind;
  GtkWidget *name;
  AdwActionRow *set_row;
  GPtrArray *rows; /* of the year that is shown; borrowed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WgCalendarGroup, wg_calendar_group, ADW_TYPE_PREFERENCES_GROUP)

static void read_calendar (WgCalendarGroup *self);

static gint32
get_today (WgCalendarGroup *self)
{
  return wg_time_to_local (wg_context_get_now (self->context), wg_store_get_zone (wg_context_get_store (self->context)), NULL);
}

static gboolean
may_change (WgCalendarGroup *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  return who != NULL && (who->roles & CALENDAR_ROLES) != 0 && !wg_context_is_read_only (self->context);
}

static void
say (WgCalendarGroup *self, const char *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->set_row), text);
}

/* --- Changing --- */

static void
on_set (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgCalendarGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgEvent) event = wg_store_set_days_finish (WG_STORE (source), result, &error);
  g_autofree char *text = NULL;
  gint64 n_cases;

  if (self->context == NULL)
    return;
  if (event == NULL)
    {
      say (self, error->message);
      return;
    }
  n_cases = wg_event_get_number (event, "cases", 0);
  text = wg_event_get_number (event, "changed", 0) == 0
             ? g_strdup (_ ("It was so already."))
             : g_strdup_printf (ngettext ("Changed; %d due time was found anew.", "Changed; %d due times were found anew.", (gulong) n_cases), (int) n_cases);
  say (self, text);
  read_calendar (self);
}

static void
set_day (WgCalendarGroup *self, gint32 day, WgDayKind kind, const char *name)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_day_edit_free);

  g_ptr_array_add (edits, wg_day_edit_new (day, kind, NULL, name));
  if (who == NULL)
    {
      g_ptr_array_unref (edits);
      return;
    }
  wg_store_set_days_async (wg_context_get_store (self->context), edits, who->id, NULL, NULL, NULL, on_set, g_object_ref (self));
}

static void
on_set_clicked (WgCalendarGroup *self)
{
  gint32 day;

  if (!wg_time_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day)), &day))
    {
      say (self, _ ("A day is written 2027-01-01."));
      return;
    }
  set_day (self, day, adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind)) == 0 ? WG_DAY_REST : WG_DAY_WORK,
           gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

/* What a row shows is put into the form, the other kind chosen. */
static void
on_row_activated (AdwActionRow *row, WgCalendarGroup *self)
{
  const WgCalendarDay *day = g_object_get_data (G_OBJECT (row), "day");
  g_autofree char *text = wg_time_day_format (day->day);

  gtk_editable_set_text (GTK_EDITABLE (self->day), text);
  gtk_editable_set_text (GTK_EDITABLE (self->name), day->name != NULL ? day->name : "");
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), day->kind == WG_DAY_REST ? 1 : 0);
  gtk_widget_grab_focus (self->kind);
}

/* --- Showing --- */

static GtkWidget *
make_day_row (WgCalendarGroup *self, const WgCalendarDay *day)
{
  GtkWidget *row = adw_action_row_new (), *kind = gtk_label_new (wg_day_kind_get_label (day->kind));
  g_autofree char *text = wg_time_day_format (day->day);
  gboolean open = may_change (self) && day->day > get_today (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), day->name != NULL ? day->name : "");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), kind);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), open);
  if (!open)
    gtk_widget_add_css_class (kind, "dim-label");
  g_object_set_data_full (G_OBJECT (row), "day", g_memdup2 (day, sizeof *day), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated), self);
  return row;
}

static void
show_notice (WgCalendarGroup *self, int year)
{
  gboolean notice = wg_calendar_has_notice (self->calendar, year);
  g_autofree char *text = notice ? g_strdup_printf (_ ("The holidays of %d are announced."), year)
                                 : g_strdup_printf (_ ("▲ The holidays of %d are not announced here: Monday to Friday count as working days."), year);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notice), text);
  if (notice)
    gtk_widget_remove_css_class (GTK_WIDGET (self->notice), "warn");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->notice), "warn");
}

static void
show_year (WgCalendarGroup *self)
{
  int year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));
  g_autoptr (GArray) days = self->calendar != NULL ? wg_calendar_list_days (self->calendar) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (days == NULL)
    return;
  show_notice (self, year);
  for (guint i = 0; i < days->len; i++)
    {
      const WgCalendarDay *day = &g_array_index (days, WgCalendarDay, i);
      GtkWidget *row;

      if (wg_time_day_get_year (day->day) != year)
        continue;
      row = make_day_row (self, day);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgCalendarGroup) self = data;
  g_autoptr (GError) error = NULL;
  WgCalendar *calendar = wg_store_load_calendar_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    {
      g_clear_object (&calendar);
      return;
    }
  if (calendar == NULL)
    {
      say (self, error->message);
      return;
    }
  g_clear_object (&self->calendar);
  self->calendar = calendar;
  show_year (self);
}

static void
read_calendar (WgCalendarGroup *self)
{
  /* A change holds from the instant it is written on. */
  wg_store_load_calendar_async (wg_context_get_store (self->context), G_MAXINT64, self->cancellable, on_read, g_object_ref (self));
}

/* --- The object --- */

static void
wg_calendar_group_dispose (GObject *object)
{
  WgCalendarGroup *self = WG_CALENDAR_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->calendar);
  G_OBJECT_CLASS (wg_calendar_group_parent_class)->dispose (object);
}

static void
wg_calendar_group_finalize (GObject *object)
{
  WgCalendarGroup *self = WG_CALENDAR_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (wg_calendar_group_parent_class)->finalize (object);
}

static void
wg_calendar_group_class_init (WgCalendarGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_calendar_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_calendar_group_finalize;
}

static AdwActionRow *
add_row (WgCalendarGroup *self, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_entry (WgCalendarGroup *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
add_form (WgCalendarGroup *self)
{
  const char *const kinds[] = { wg_day_kind_get_label (WG_DAY_REST), wg_day_kind_get_label (WG_DAY_WORK), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (kinds);
  GtkWidget *button = gtk_button_new_with_label (C_ ("button", "Set the day"));

  self->day = add_entry (self, _ ("A coming day, like 2027-01-01"));
  self->kind = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _ ("It is a"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->kind);
  self->name = add_entry (self, _ ("Why, like New Year"));
  self->set_row = add_row (self, "", button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_set_clicked), self);
  say (self, _ ("Due times that run over the day are found anew. What was counted stays."));
}

/* Whose it is is said where it cannot be changed. */
static void
forbid (WgCalendarGroup *self)
{
  GtkWidget *const rows[] = { self->day, self->kind, self->name, GTK_WIDGET (self->set_row) };
  g_autofree char *roles = wg_roles_to_text (CALENDAR_ROLES);
  g_autofree char *whose = g_strdup_printf (_ ("Can be changed by: %s."), roles);

  if (may_change (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_sensitive (rows[i], FALSE);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), whose);
}

static void
wg_calendar_group_init (WgCalendarGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Holidays and make-up workdays"));
}

GtkWidget *
wg_calendar_group_new (WgContext *context)
{
  WgCalendarGroup *self = g_object_new (WG_TYPE_CALENDAR_GROUP, NULL);
  int this_year;

  self->context = g_object_ref (context);
  this_year = wg_time_day_get_year (get_today (self));
  self->year = gtk_spin_button_new_with_range (FIRST_YEAR, this_year + 10, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), this_year);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Year"), -1);
  add_form (self);
  add_row (self, _ ("Year"), self->year);
  self->notice = add_row (self, "…", NULL);
  g_signal_connect_swapped (self->year, "value-changed", G_CALLBACK (show_year), self);
  forbid (self);
  read_calendar (self);
  return GTK_WIDGET (self);
}
