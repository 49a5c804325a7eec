/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a street gets another chief when somebody changes office, and the desk that sends cases there hears of it first; a large
 * district has thousands of streets, so a part of a name finds the few that are meant.
 */

#include "wg-section-group.h"

#include "wg-store-people.h"
#include "wg-store-sections.h"

#include <glib/gi18n-lib.h>

#define MAX_ROWS 12

struct _WgSectionGroup
{
  AdwPreferencesGroup parent_instance;

  WgContext *context; /* owned */
  GPtrArray *sections; /* of WgSection, owned, nullable: not read yet */
  GtkWidget *section;
  GtkWidget *chief;
  AdwActionRow *set_row;
  AdwActionRow *more;
  GPtrArray *rows; /* borrowed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WgSectionGroup, wg_section_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
may_change (WgSectionGroup *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  return who != NULL && (who->roles & WG_SECTION_ROLES) != 0 && !wg_context_is_read_only (self->context);
}

static void
say (WgSectionGroup *self, const char *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->set_row), text);
}

/* --- Showing --- */

static void
on_row_activated (AdwActionRow *row, WgSectionGroup *self)
{
  const WgSection *section = g_object_get_data (G_OBJECT (row), "section");
  g_autofree char *name = g_strdup (section->name), *chief = g_strdup (section->chief);

  gtk_editable_set_text (GTK_EDITABLE (self->section), name);
  gtk_editable_set_text (GTK_EDITABLE (self->chief), chief != NULL ? chief : "");
  gtk_widget_grab_focus (self->chief);
}

static void
add_section (WgSectionGroup *self, WgSection *section)
{
  GtkWidget *row = adw_action_row_new (), *chief = gtk_label_new (section->chief != NULL ? section->chief : _ ("nobody"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), section->name);
  if (section->chief == NULL)
    gtk_widget_add_css_class (chief, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chief);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), may_change (self));
  g_object_set_data (G_OBJECT (row), "section", section);
  g_signal_connect (row, "activated", G_CALLBACK (on_row_activated), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* Those that somebody answers for come first; they are what is looked up. */
static guint
add_sections (WgSectionGroup *self, const char *text, gboolean chosen)
{
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      WgSection *section = g_ptr_array_index (self->sections, i);

      if ((section->chief != NULL) != chosen || strstr (section->name, text) == NULL)
        continue;
      if (self->rows->len < MAX_ROWS)
        add_section (self, section);
      else
        n++;
    }
  return n;
}

static void
tell_more (WgSectionGroup *self, guint n)
{
  g_autofree char *text = NULL;

  if (self->sections->len == 0)
    text = g_strdup (_ ("The map has no named street or river yet; they come with an import of lines."));
  else if (n > 0)
    text = g_strdup_printf (ngettext ("%u more; type a part of its name above.", "%u more; type a part of a name above.", n), n);
  gtk_widget_set_visible (GTK_WIDGET (self->more), text != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), text != NULL ? text : "");
}

static void
show (WgSectionGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->section));
  guint n;

  if (self->sections == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  n = add_sections (self, text, TRUE);
  n += add_sections (self, text, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  tell_more (self, n);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgSectionGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sections = wg_store_list_sections_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  if (sections == NULL)
    {
      say (self, error->message);
      return;
    }
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = g_steal_pointer (&sections);
  show (self);
}

static void
read_sections (WgSectionGroup *self)
{
  wg_store_list_sections_async (wg_context_get_store (self->context), G_MININT64, self->cancellable, on_read, g_object_ref (self));
}

/* --- Changing --- */

static void
on_set (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgSectionGroup) self = data;
  g_autoptr (GError) error = NULL;
  gint64 event_id = wg_store_set_section_chief_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  say (self, event_id > 0 ? _ ("Kept; suggestions go by it from now on.") : error->message);
  if (event_id > 0)
    read_sections (self);
}

static void
set_chief (WgSectionGroup *self, gint64 person_id)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (who != NULL)
    wg_store_set_section_chief_async (wg_context_get_store (self->context), who->id, gtk_editable_get_text (GTK_EDITABLE (self->section)),
                                      person_id, NULL, NULL, on_set, g_object_ref (self));
}

static void
on_person (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgSectionGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  if (persons == NULL || persons->len == 0)
    say (self, error != NULL ? error->message : "");
  else
    set_chief (self, ((const WgPerson *) g_ptr_array_index (persons, 0))->id);
}

static void
on_set_clicked (WgSectionGroup *self)
{
  WgPersonQuery query = { .unit_id = WG_NO_ID, .name = gtk_editable_get_text (GTK_EDITABLE (self->chief)), .limit = 2 };

  if (*query.name == '\0')
    set_chief (self, WG_NO_ID);
  else
    wg_store_list_persons_async (wg_context_get_store (self->context), &query, NULL, on_person, g_object_ref (self));
}

/* --- The object --- */

static void
wg_section_group_dispose (GObject *object)
{
  WgSectionGroup *self = WG_SECTION_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->more);
  G_OBJECT_CLASS (wg_section_group_parent_class)->dispose (object);
}

static void
wg_section_group_finalize (GObject *object)
{
  WgSectionGroup *self = WG_SECTION_GROUP (object);

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (wg_section_group_parent_class)->finalize (object);
}

static void
wg_section_group_class_init (WgSectionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_section_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_section_group_finalize;
}

static GtkWidget *
add_entry (WgSectionGroup *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
wg_section_group_init (WgSectionGroup *self)
{
  GtkWidget *button = gtk_button_new_with_label (C_ ("button", "Keep"));

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Chiefs of streets and rivers"));
  self->section = add_entry (self, _ ("Street or river"));
  self->chief = add_entry (self, _ ("Who answers for it, name or code; empty for nobody"));
  self->set_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->set_row), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->set_row, button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->set_row));
  self->more = ADW_ACTION_ROW (g_object_ref_sink (adw_action_row_new ()));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  say (self, _ ("Whoever answers for the nearest one within 100 m is proposed after the keepers."));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_set_clicked), self);
  g_signal_connect_swapped (self->section, "changed", G_CALLBACK (show), self);
}

/* Whose it is is said where it cannot be changed; looking up is for everybody. */
static void
forbid (WgSectionGroup *self)
{
  g_autofree char *roles = wg_roles_to_text (WG_SECTION_ROLES);
  g_autofree char *whose = g_strdup_printf (_ ("Can be changed by: %s."), roles);

  if (may_change (self))
    return;
  gtk_widget_set_sensitive (self->chief, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->set_row), FALSE);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), whose);
}

GtkWidget *
wg_section_group_new (WgContext *context)
{
  WgSectionGroup *self = g_object_new (WG_TYPE_SECTION_GROUP, NULL);

  self->context = g_object_ref (context);
  forbid (self);
  read_sections (self);
  return GTK_WIDGET (self);
}
