/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever comes to the boundaries wants to know first what is being redrawn, by whom and until when; and a day on
 * which nothing is says how to begin.
 */

#include "wg-draft-list.h"

#include "wg-rows.h"
#include "wg-store-drafts.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define TICKS_A_LOOK 60 /* seconds */

struct _WgDraftList
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  guint n_running; /* questions to the database */
  guint n_ticks;
  GHashTable *waiting; /* nullable, owned: ids of those that had not ended when last seen */

  GtkWidget *scroller;
  AdwStatusPage *empty;
  GtkListBox *rows;
  GtkLabel *trouble;
  AdwPreferencesGroup *form;
  GtkEditable *name;
  GtkEditable *date;
  GtkWidget *begin;
};

enum
{
  CHOSEN,
  OVERDUE,
  IN_FORCE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgDraftList, wg_draft_list, GTK_TYPE_WIDGET)

static void
show_trouble (WgDraftList *self, const char *text)
{
  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* --- The rows --- */

static char *
word_draft (WgDraftList *self, const WgDraft *draft)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *effect = wg_draft_dup_effect (draft, wg_store_get_zone (wg_context_get_store (self->context)),
                                                 wg_context_get_now (self->context));

  g_ptr_array_add (parts, g_strdup (wg_draft_state_get_label (draft)));
  if (draft->author != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("drawn by %s"), wg_operator_name_get_label (draft->author)));
  g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", (gulong) draft->n_steps),
                                           (guint) draft->n_steps));
  if (effect != NULL)
    g_ptr_array_add (parts, g_steal_pointer (&effect));
  if (draft->conflicts->len > 0)
    g_ptr_array_add (parts, wg_draft_conflict_to_text (g_ptr_array_index (draft->conflicts, 0)));
  if (draft->trouble != NULL)
    g_ptr_array_add (parts, g_strdup (draft->trouble));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_row (WgDraftList *self, const WgDraft *draft)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = word_draft (self, draft), *name = g_strdup_printf ("%" G_GINT64_FORMAT, draft->id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), draft->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (draft->conflicts->len > 0 || draft->trouble != NULL || wg_draft_is_late (draft, wg_context_get_now (self->context)))
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  wg_rows_set_name (row, name);
  g_object_set_data_full (G_OBJECT (row), "draft", g_memdup2 (&draft->id, sizeof draft->id), g_free);
  gtk_list_box_append (self->rows, row);
}

static void
on_row_activated (GtkListBox *rows, GtkListBoxRow *row, WgDraftList *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, *(gint64 *) g_object_get_data (G_OBJECT (row), "draft"));
}

/* What has ended stands last; among the others the newest is first. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const WgDraft *one = *(WgDraft *const *) a, *two = *(WgDraft *const *) b;

  int order = wg_draft_has_ended (one) - wg_draft_has_ended (two);

  return order != 0 ? order : one->id < two->id ? 1 : -1;
}

static void
show_drafts (WgDraftList *self, GPtrArray *drafts)
{
  g_autofree char *focused = wg_rows_empty (self->rows);

  g_ptr_array_sort (drafts, compare);
  for (guint i = 0; i < drafts->len; i++)
    add_row (self, g_ptr_array_index (drafts, i));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), drafts->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), drafts->len == 0);
  wg_rows_give_focus (self->rows, focused, NULL);
}

/* Its date came and it is not in force: that must reach whoever is here, in whatever view. */
static void
tell_overdue (WgDraftList *self, GPtrArray *drafts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const WgDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->trouble == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Draft “%s” was to take effect and could not. %s"), draft->name, draft->trouble);
    }
  if (text->len > 0)
    g_signal_emit (self, signals[OVERDUE], 0, text->str);
}

static gboolean
is_news (WgDraftList *self, const WgDraft *draft, GHashTable *before)
{
  if (!wg_draft_is_in_force (draft))
    return FALSE;
  return before != NULL ? g_hash_table_contains (before, &draft->id)
                        : wg_store_has_come_due (wg_context_get_store (self->context), draft->id);
}

/* What took effect under the eyes of whoever is here, by a hand or by its date; or by its date before the window was open. */
static void
tell_in_force (WgDraftList *self, GPtrArray *drafts)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->waiting);

  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      const WgDraft *draft = g_ptr_array_index (drafts, i);

      if (!wg_draft_has_ended (draft))
        g_hash_table_add (self->waiting, g_memdup2 (&draft->id, sizeof draft->id));
      else if (is_news (self, draft, before))
        g_signal_emit (self, signals[IN_FORCE], 0, draft->id, draft->name);
    }
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgDraftList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = wg_store_list_drafts_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  show_trouble (self, drafts == NULL ? error->message : NULL);
  if (drafts == NULL)
    return;
  show_drafts (self, drafts);
  tell_overdue (self, drafts);
  tell_in_force (self, drafts);
}

static void
renew (WgDraftList *self)
{
  self->n_running++;
  wg_store_list_drafts_async (wg_context_get_store (self->context), self->cancellable, on_listed, g_object_ref (self));
}

static void
on_store_changed (WgDraftList *self, WgChangeSet *changes)
{
  if (wg_change_set_touches_all (changes) || wg_change_set_touches (changes, "draft")
      || wg_change_set_touches (changes, "grid"))
    renew (self);
}

/* Dates come without news. */
static void
on_tick (WgDraftList *self)
{
  if (++self->n_ticks % TICKS_A_LOOK == 0)
    renew (self);
}

/* --- A new one --- */

static const char *
get_refusal (WgDraftList *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (wg_context_is_read_only (self->context))
    return _ ("The database is read-only.");
  if (who == NULL || (who->roles & WG_ROLE_GIS) == 0)
    return _ ("For the GIS editor.");
  return NULL;
}

static void
show_rights (WgDraftList *self)
{
  const char *refusal = get_refusal (self);
  gboolean named = *gtk_editable_get_text (self->name) != '\0';

  adw_preferences_group_set_description (
      self->form, refusal != NULL ? refusal
                                  : _ ("Nothing is in force until somebody else has approved it and its date has come."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), refusal == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->date), refusal == NULL);
  gtk_widget_set_sensitive (self->begin, refusal == NULL && named);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgDraftList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDraftResult) done = wg_store_move_draft_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (self->context == NULL)
    return;
  show_trouble (self, done == NULL ? error->message : NULL);
  if (done == NULL)
    return;
  gtk_editable_set_text (self->name, "");
  gtk_editable_set_text (self->date, "");
  g_signal_emit (self, signals[CHOSEN], 0, done->draft->id);
}

static void
begin (WgDraftList *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  g_autoptr (WgDraftAct) act = wg_draft_act_new (WG_DRAFT_NEW);
  g_autofree char *date = g_strstrip (g_strdup (gtk_editable_get_text (self->date)));
  g_autoptr (GError) error = NULL;

  if (get_refusal (self) != NULL || *gtk_editable_get_text (self->name) == '\0')
    return;
  if (*date != '\0'
      && !wg_time_parse (date, wg_store_get_zone (wg_context_get_store (self->context)), &act->effective_ms, &error))
    {
      show_trouble (self, error->message);
      return;
    }
  act->name = g_strdup (gtk_editable_get_text (self->name));
  act->operator_id = who->id;
  act->key = g_uuid_string_random ();
  self->n_running++;
  wg_store_move_draft_async (wg_context_get_store (self->context), g_steal_pointer (&act), NULL, on_begun,
                             g_object_ref (self));
}

static GtkEditable *
add_entry (WgDraftList *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (show_rights), self);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (begin), self);
  adw_preferences_group_add (self->form, row);
  return GTK_EDITABLE (row);
}

static void
add_form (WgDraftList *self, GtkBox *column)
{
  self->form = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->form, _ ("Begin a draft"));
  self->name = add_entry (self, _ ("Name of the draft"));
  self->date = add_entry (self, _ ("Takes effect on, for example 2027-01-01; empty: when it is put in force"));
  self->begin = gtk_button_new_with_label (_ ("Begin drawing"));
  gtk_widget_add_css_class (self->begin, "suggested-action");
  gtk_widget_set_halign (self->begin, GTK_ALIGN_END);
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (begin), self);
  gtk_box_append (column, GTK_WIDGET (self->form));
  gtk_box_append (column, self->begin);
}

/* --- What was --- */

static void
add_past (GtkBox *column)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Boundaries of a _past day…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.as-of::");
  gtk_box_append (column, button);
}

/* --- The widget --- */

static void
add_empty (WgDraftList *self, GtkBox *column)
{
  GtkWidget *import = gtk_button_new_with_label (_ ("Import boundaries…"));

  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "wg-boundary-symbolic");
  adw_status_page_set_title (self->empty, _ ("No boundary is being redrawn"));
  adw_status_page_set_description (
      self->empty, _ ("Borders are moved in a draft. Begin one below, or bring the boundaries that a street office has sent."));
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "compact");
  gtk_widget_set_halign (import, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import-file");
  adw_status_page_set_child (self->empty, import);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), FALSE);
  gtk_box_append (column, GTK_WIDGET (self->empty));
}

static void
add_rows (WgDraftList *self, GtkBox *column)
{
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Drafts of boundaries"), -1);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_box_append (column, GTK_WIDGET (self->rows));
}

static void
add_content (WgDraftList *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkBox *column = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));

  gtk_widget_set_margin_top (GTK_WIDGET (column), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (column), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (column), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (column), 12);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "warn");
  gtk_box_append (column, GTK_WIDGET (self->trouble));
  add_empty (self, column);
  add_rows (self, column);
  add_form (self, column);
  add_past (column);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (column));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
wg_draft_list_dispose (GObject *object)
{
  WgDraftList *self = WG_DRAFT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_draft_list_parent_class)->dispose (object);
}

static void
wg_draft_list_finalize (GObject *object)
{
  WgDraftList *self = WG_DRAFT_LIST (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  G_OBJECT_CLASS (wg_draft_list_parent_class)->finalize (object);
}

static void
wg_draft_list_class_init (WgDraftListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_draft_list_dispose;
  object_class->finalize = wg_draft_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[OVERDUE] = g_signal_new ("overdue", WG_TYPE_DRAFT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[IN_FORCE] = g_signal_new ("in-force", WG_TYPE_DRAFT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                    G_TYPE_INT64, G_TYPE_STRING);
  signals[CHOSEN] = g_signal_new ("chosen", WG_TYPE_DRAFT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT64);
}

static void
wg_draft_list_init (WgDraftList *self)
{
  self->cancellable = g_cancellable_new ();
  add_content (self);
}

GtkWidget *
wg_draft_list_new (WgContext *context)
{
  WgDraftList *self = g_object_new (WG_TYPE_DRAFT_LIST, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (show_rights), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_store (context), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  show_trouble (self, NULL);
  show_rights (self);
  renew (self);
  return GTK_WIDGET (self);
}

gboolean
wg_draft_list_is_busy (WgDraftList *self)
{
  return self->n_running > 0;
}
