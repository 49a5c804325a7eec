/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a move that was made is said once, with its way back; and a move is somebody's, so the window knows who sits
 * before it.
 */

#include "wg-window-private.h"

#include "wg-operator-popover.h"
#include "wg-search-popover.h"
#include "wg-store-people.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>

/* Toasts. */

static char *
word_move (WgWindow *self, const WgAct *act, const WgActResult *result)
{
  WgCaseRecord *record = wg_case_detail_get_record (wg_dispatch_page_get_detail (self->page));
  const char *holder = record != NULL && g_strcmp0 (record->number, result->number) == 0
                           ? wg_case_record_get_holder (record)
                           : NULL;
  gboolean assigned = act->verb == WG_VERB_ASSIGN || act->verb == WG_VERB_REASSIGN;

  if (assigned && holder != NULL)
    return g_strdup_printf (C_ ("toast", "%s assigned to %s"), result->number, holder);
  if (act->verb == WG_VERB_REPORT)
    return g_strdup_printf (C_ ("toast", "%s registered"), result->number);
  if (act->verb == WG_VERB_NOTE)
    return g_strdup_printf (C_ ("toast", "Note kept with %s"), result->number);
  /* Translators: a toast: number of a case, verb, state it is in now. */
  return g_strdup_printf (C_ ("toast", "%s: %s · now “%s”"), result->number, wg_verb_get_label (act->verb),
                          wg_case_state_get_label (result->state));
}

/* The last thing that was done is what its button is about, so the one before makes room; what waits to be seen comes back after it.
 * Takes @made.
 */
static void
show_toast (WgWindow *self, AdwToast *made)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, made);
  adw_toast_set_priority (made, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, made);
}

static void
toast (WgWindow *self, const char *text, const char *undo_action, const char *undo_target)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *made = adw_toast_new (escaped);

  adw_toast_set_timeout (made, 10);
  if (undo_action != NULL)
    {
      adw_toast_set_button_label (made, _ ("Undo"));
      adw_toast_set_action_name (made, undo_action);
      adw_toast_set_action_target (made, "s", undo_target);
    }
  show_toast (self, made);
}

/* A date comes when it comes, so this stays until somebody has seen it, and several wait for each other. */
void
wg_window_tell_in_force (WgWindow *self, gint64 draft_id, const char *name)
{
  /* Translators: name of a draft of boundaries. */
  g_autofree char *text = g_strdup_printf (C_ ("toast", "Draft “%s” is in force"), name), *escaped = g_markup_escape_text (text, -1);
  AdwToast *made = adw_toast_new (escaped);

  adw_toast_set_timeout (made, 0);
  adw_toast_set_button_label (made, _ ("Print the notice…"));
  adw_toast_set_action_name (made, "win.notice");
  adw_toast_set_action_target (made, "x", draft_id);
  adw_toast_overlay_add_toast (self->toasts, made);
}

static void
on_toast (WgContext *context, const char *text, const char *undo_number, WgWindow *self)
{
  toast (self, text, undo_number != NULL ? "win.undo-case" : NULL, undo_number);
}

typedef struct
{
  WgWindow *window;
  WgAct *act;
  WgActResult *result;
} Saying;

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_object_unref (saying->window);
  wg_act_free (saying->act);
  wg_act_result_free (saying->result);
  g_free (saying);
}

/* The news of the move reaches the board a moment after its answer; then the holder is known by name. */
static gboolean
on_say (gpointer data)
{
  Saying *saying = data;
  WgWindow *self = saying->window;
  g_autofree char *text = NULL;

  if (self->page == NULL)
    return G_SOURCE_REMOVE;
  text = word_move (self, saying->act, saying->result);
  wg_context_toast (self->context, text, wg_verb_is_undoable (saying->act->verb) ? saying->result->number : NULL);
  return G_SOURCE_REMOVE;
}

static void
on_performed (WgContext *context, const WgAct *act, const WgActResult *result, WgWindow *self)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->window = g_object_ref (self);
  saying->act = wg_act_copy (act);
  saying->result = wg_act_result_copy (result);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 120, on_say, saying, saying_free);
  wg_window_remember_move (self, act, result);
}

static char *
word_batch (WgVerb verb, const WgBatchResult *result)
{
  if (verb == WG_VERB_UNDO)
    return g_strdup_printf (ngettext ("%u case put back", "%u cases put back", result->done), result->done);
  /* Translators: a toast: a verb, and with how many cases it was done. */
  return g_strdup_printf (ngettext ("%s: %u case", "%s: %u cases", result->done), wg_verb_get_label (verb), result->done);
}

static void
on_batch_performed (WgContext *context, int verb, WgBatchResult *result, GPtrArray *acts, WgWindow *self)
{
  g_autofree char *text = word_batch ((WgVerb) verb, result);
  gboolean undoable = wg_verb_is_undoable ((WgVerb) verb) && result->undo_key != NULL;

  if (result->done == 0)
    {
      const WgBatchRefusal *first = result->refused->len > 0 ? g_ptr_array_index (result->refused, 0) : NULL;

      wg_window_forget_wanted (self);
      if (verb == WG_VERB_UNDO && first != NULL)
        wg_case_detail_show_refusal (wg_dispatch_page_get_detail (self->page), first->number, first->text);
      return;
    }
  toast (self, text, undoable ? "win.undo-batch" : NULL, result->undo_key);
  wg_window_remember_batch (self, (WgVerb) verb, acts, result->undo_key);
}

/* With cases selected it is said beside them. */
static void
on_batch_refused (WgContext *context, const char *text, WgWindow *self)
{
  guint n;

  wg_window_forget_wanted (self);
  wg_selection_get_cases (wg_context_get_selection (context), &n);
  if (n == 0)
    wg_window_show_trouble (self, text);
}

static void
on_refused (WgContext *context, const WgAct *act, const GError *error, WgWindow *self)
{
  WgCaseDetail *detail = wg_dispatch_page_get_detail (self->page);
  WgCaseRecord *record = wg_case_detail_get_record (detail);

  wg_window_forget_wanted (self);
  /* A refused undo of a case that is not shown is said where the eye is: in the detail of that case. */
  if (act->number != NULL && (record == NULL || g_strcmp0 (record->number, act->number) != 0))
    wg_case_detail_show_refusal (detail, act->number, error->message);
}

/* Who sits here. */

/* One role in full, several as the first of them and how many more: the header has no room for a sentence. */
static char *
shorten_roles (guint roles)
{
  guint n = (guint) __builtin_popcount (roles);
  const char *first = n > 0 ? wg_role_get_label ((WgRole) (roles & -roles)) : _ ("own cases only");

  if (n < 2)
    return g_strdup (first);
  /* Translators: a role of an operator, and how many other roles he has. */
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n - 1), first, n - 1);
}

static void
show_operator (WgWindow *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  const char *name = who != NULL ? wg_operator_name_get_label (who->name) : NULL;
  g_autofree char *all = NULL;
  g_autofree char *roles = NULL;
  g_autofree char *spoken = NULL;

  if (name == NULL)
    return;
  roles = shorten_roles (who->roles);
  all = who->roles != 0 ? wg_roles_to_text (who->roles) : g_strdup (roles);
  /* Translators: who sits at the desk, and the roles. */
  spoken = g_strdup_printf (_ ("Who works here: %s, %s"), name, all);
  adw_avatar_set_text (self->operator_avatar, name);
  gtk_label_set_text (self->operator_name, name);
  gtk_label_set_text (self->operator_roles, roles);
  gtk_widget_set_visible (GTK_WIDGET (self->operator_roles),
                          wg_context_get_size_class (self->context) >= WG_SIZE_REGULAR);
  gtk_widget_set_visible (GTK_WIDGET (self->operator_name),
                          wg_context_get_size_class (self->context) > WG_SIZE_SMALL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->operator_button), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->operator_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Of the header of a small screen the words go and the icons stay. */
static void
fit_header (WgWindow *self)
{
  gboolean small = wg_context_get_size_class (self->context) == WG_SIZE_SMALL;

  gtk_widget_set_visible (self->new_label, !small);
  gtk_widget_set_visible (self->import_label, !small);
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (self->header),
                                       small ? ADW_CENTERING_POLICY_LOOSE : ADW_CENTERING_POLICY_STRICT);
  show_operator (self);
}

static void
on_operator_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = wg_store_find_operator_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || wg_context_get_store (self->context) != WG_STORE (source))
    return;
  if (who != NULL)
    {
      wg_context_set_operator (self->context, who);
      show_operator (self);
      return;
    }
  wg_window_show_trouble (self, error->message);
}

static void
on_named_operator_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = wg_store_find_operator_finish (WG_STORE (source), result, &error);

  if (who == NULL)
    {
      /* The desk remembers somebody of another database; the one named like the system user sits here instead. */
      wg_store_find_operator_async (WG_STORE (source), NULL, self->cancellable, on_operator_found, self);
      return;
    }
  if (self->context != NULL)
    {
      wg_context_set_operator (self->context, who);
      show_operator (self);
    }
  g_object_unref (self);
}

void
wg_window_find_operator (WgWindow *self)
{
  GSettings *settings = wg_session_get_settings (self->session);
  g_autofree char *login = settings != NULL ? g_settings_get_string (settings, "operator") : NULL;
  WgStore *store = wg_context_get_store (self->context);

  if (login != NULL && *login != '\0')
    wg_store_find_operator_async (store, login, self->cancellable, on_named_operator_found, g_object_ref (self));
  else
    wg_store_find_operator_async (store, NULL, self->cancellable, on_operator_found, g_object_ref (self));
}

static void
on_operator_chosen (WgOperatorPopover *popover, const char *login, WgWindow *self)
{
  GSettings *settings = wg_session_get_settings (self->session);

  if (settings != NULL)
    g_settings_set_string (settings, "operator", login);
  /* In the header the letters of the moves are nothing. */
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "dispatch") == 0)
    wg_dispatch_page_take_focus (self->page);
}

/* Where the search leads. */

static void
on_case_chosen (WgSearchPopover *popover, const char *number, WgWindow *self)
{
  WgCaseRecord *record = wg_case_board_find_number (wg_context_get_board (self->context), number);

  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  g_object_set (self->page, "show-detail", TRUE, NULL);
  wg_case_detail_show_number (wg_dispatch_page_get_detail (self->page), number);
  if (record != NULL && wg_case_record_has_place (record))
    wg_context_go_to (self->context, record->lon, record->lat, 0);
  wg_dispatch_page_take_focus (self->page);
}

static void
on_person_chosen (WgSearchPopover *popover, const char *name, WgWindow *self)
{
  WgCaseList *list = wg_dispatch_page_get_list (self->page);

  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  g_object_set (self->page, "show-queue", TRUE, NULL);
  wg_case_list_set_queue (list, WG_QUEUE_OPEN);
  wg_case_list_set_text (list, name);
  wg_dispatch_page_take_focus (self->page);
}

static void
make_popovers (WgWindow *self)
{
  GtkWidget *search = wg_search_popover_new (self->context);
  GtkWidget *who = wg_operator_popover_new (self->context);

  g_signal_connect_object (search, "case-chosen", G_CALLBACK (on_case_chosen), self, 0);
  g_signal_connect_object (search, "person-chosen", G_CALLBACK (on_person_chosen), self, 0);
  g_signal_connect_object (who, "chosen", G_CALLBACK (on_operator_chosen), self, 0);
  gtk_menu_button_set_popover (self->search_button, search);
  gtk_menu_button_set_popover (self->operator_button, who);
}

/* The notice of a file that is no longer there lies over every view, and goes when it is back. */
static void
look_for_file (WgWindow *self)
{
  const char *lost = wg_liveness_get_lost (self->liveness);

  if (lost != NULL)
    wg_window_show_trouble (self, lost);
  else if (self->file_lost)
    wg_window_show_notice (self);
  self->file_lost = lost != NULL;
}

void
wg_window_connect_desk (WgWindow *self)
{
  make_popovers (self);
  wg_window_forget_moves (self);
  self->liveness = wg_liveness_get (self->context);
  g_signal_connect_object (self->context, "notify::operator", G_CALLBACK (wg_window_forget_moves), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "tick", G_CALLBACK (look_for_file), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "toast", G_CALLBACK (on_toast), self, 0);
  g_signal_connect_object (self->context, "performed", G_CALLBACK (on_performed), self, 0);
  g_signal_connect_object (self->context, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (self->context, "batch-performed", G_CALLBACK (on_batch_performed), self, 0);
  g_signal_connect_object (self->context, "batch-refused", G_CALLBACK (on_batch_refused), self, 0);
  g_signal_connect_object (self->context, "notify::operator", G_CALLBACK (show_operator), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::size-class", G_CALLBACK (fit_header), self, G_CONNECT_SWAPPED);
  fit_header (self);
}
