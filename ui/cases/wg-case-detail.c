/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one case, all that is known of it and all that may be done. It is told by ids (of the selection, of the news) and
 * reads the rest itself, so that it never shows a mixture of two cases or of two moments.
 */

#include "wg-case-detail-private.h"

#include "wg-case-text.h"
#include "wg-draft-keeper.h"
#include "wg-name-book.h"
#include "wg-spoken-page.h"
#include "wg-steady-bin.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (WgCaseDetail, wg_case_detail, GTK_TYPE_WIDGET)

static void
keep_draft (WgCaseDetail *self)
{
  if (self->record != NULL && !self->bringing)
    wg_draft_keeper_set (wg_draft_keeper_get (self->context), self->record->number, "note", gtk_editable_get_text (self->note));
}

static void
bring_draft (WgCaseDetail *self)
{
  g_autofree char *draft
      = self->record != NULL ? wg_draft_keeper_dup (wg_draft_keeper_get (self->context), self->record->number, "note") : NULL;

  self->bringing = TRUE;
  gtk_editable_set_text (self->note, draft != NULL ? draft : "");
  self->bringing = FALSE;
}

/* What was being typed when the program ended: nobody would look for it in an empty form. */
static void
show_unsent (WgCaseDetail *self)
{
  gtk_widget_set_visible (self->unsent, wg_draft_keeper_has (wg_draft_keeper_get (self->context), WG_DRAFT_KEEPER_NEW_CASE));
}

/* Whole tens of seconds after the first few, so that a screen reader is not kept busy. */
static char *
format_ago (WgCaseDetail *self, gint64 at_ms)
{
  int seconds = (int) MAX ((wg_context_get_now (self->context) - at_ms) / 1000, 0);

  if (seconds >= 3600)
    return wg_case_text_format_time (self->context, at_ms);
  if (seconds >= 60)
    return g_strdup_printf (_ ("%d min ago"), seconds / 60);
  return g_strdup_printf (_ ("%d s ago"), seconds < 10 ? seconds : seconds / 10 * 10);
}

/* Told anew each time: the names in it may not have been read yet when it came. */
static void
show_news (WgCaseDetail *self)
{
  const WgEvent *event;
  g_autofree char *sentence = NULL;
  g_autofree char *ago = NULL;
  g_autofree char *news = NULL;
  g_autofree char *text = NULL;

  if (self->news_events == NULL || self->record == NULL)
    return;
  event = g_ptr_array_index (self->news_events, self->news_events->len - 1);
  sentence = wg_case_history_tell (self->context, self->record, event);
  ago = format_ago (self, event->at_ms);
  news = g_strdup_printf (C_ ("news", "%s, %s"), sentence, ago);
  text = self->said != NULL ? g_strconcat (self->said, "\n", news, NULL) : g_steal_pointer (&news);
  if (g_strcmp0 (gtk_label_get_text (self->news), text) != 0)
    gtk_label_set_text (self->news, text);
}

/* News of the case shown that somebody else made: said in place, below an answer that was not read yet. */
static void
tell_news (WgCaseDetail *self, const WgEvent *event)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (who == NULL || event->operator_id == who->id)
    return;
  g_clear_pointer (&self->news_events, g_ptr_array_unref);
  self->news_events = g_ptr_array_ref (self->file->events);
  show_news (self);
  gtk_widget_set_visible (self->news_box, TRUE);
}

static void
take_file (WgCaseDetail *self, WgCaseFile *file)
{
  GPtrArray *events = file->events;
  const WgEvent *last = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;

  g_clear_pointer (&self->file, wg_case_file_free);
  self->file = file;
  /* The board may have heard of a younger record already, never the other way round for long. */
  if (file->record->version > self->record->version)
    {
      wg_case_record_unref (self->record);
      self->record = wg_case_record_ref (file->record);
      wg_case_detail_show_record (self);
    }
  wg_case_detail_show_file (self);
  wg_case_detail_show_offers (self);
  if (last == NULL)
    return;
  if (self->last_event != 0 && last->id > self->last_event)
    tell_news (self, last);
  self->last_event = last->id;
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgCaseDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCaseFile) file = wg_store_load_case_finish (WG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  if (file == NULL)
    {
      wg_case_detail_say (self, error->message);
      return;
    }
  if (self->record == NULL)
    {
      self->record = wg_case_record_ref (file->record);
      wg_case_detail_show_record (self);
      bring_draft (self);
      adw_view_stack_set_visible_child_name (self->stack, "case");
    }
  if (g_strcmp0 (self->record->number, file->record->number) == 0)
    take_file (self, g_steal_pointer (&file));
}

static void
read_file (WgCaseDetail *self, const char *number)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  wg_store_load_case_async (wg_context_get_store (self->context), number, self->cancellable, on_file_read,
                            g_object_ref (self));
}

/* Leaves the case that is shown, whatever comes next. */
static void
leave (WgCaseDetail *self)
{
  keep_draft (self);
  wg_case_detail_conceal_reporter (self);
  wg_case_detail_say (self, NULL);
  wg_case_form_put_away (self->form);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->file, wg_case_file_free);
  g_clear_pointer (&self->record, wg_case_record_unref);
  wg_case_detail_show_offers (self);
  self->last_event = 0;
}

static void
show (WgCaseDetail *self, WgCaseRecord *record)
{
  self->record = wg_case_record_ref (record);
  bring_draft (self);
  wg_case_detail_show_record (self);
  wg_case_detail_show_file (self);
  wg_case_detail_show_offers (self);
  adw_view_stack_set_visible_child_name (self->stack, "case");
  read_file (self, record->number);
}

static void
on_selection_changed (WgSelection *selection, WgCaseDetail *self)
{
  gint64 id = wg_selection_get_case (selection);
  WgCaseRecord *record = id != WG_NO_ID ? wg_case_board_find (wg_context_get_board (self->context), id) : NULL;

  if (self->record != NULL && self->record->id == id)
    return;
  leave (self);
  if (record != NULL)
    show (self, record);
  else
    adw_view_stack_set_visible_child_name (self->stack, "none");
}

static gboolean
is_touched (WgCaseDetail *self, GArray *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == self->record->id)
        return TRUE;
    }
  return ids == NULL;
}

static void
on_cases_changed (WgCaseBoard *board, GArray *ids, WgCaseDetail *self)
{
  WgCaseRecord *record;

  if (self->record == NULL)
    {
      if (wg_selection_get_case (wg_context_get_selection (self->context)) != WG_NO_ID)
        on_selection_changed (wg_context_get_selection (self->context), self);
      return;
    }
  if (!is_touched (self, ids))
    return;
  record = wg_case_board_find (board, self->record->id);
  if (record != NULL && record != self->record)
    {
      wg_case_record_unref (self->record);
      self->record = wg_case_record_ref (record);
      wg_case_detail_show_record (self);
      wg_case_detail_show_offers (self);
    }
  read_file (self, self->record->number);
}

static void
on_tick (WgContext *context, WgCaseDetail *self)
{
  if (self->record != NULL)
    wg_case_detail_show_clock (self);
  /* What had to be asked for in time is not offered any more. */
  if (self->record != NULL && wg_case_record_is_overdue (self->record, wg_context_get_now (context)) != self->overdue)
    wg_case_detail_show_offers (self);
  show_news (self);
}

static void
wg_case_detail_dispose (GObject *object)
{
  WgCaseDetail *self = WG_CASE_DETAIL (object);
  GtkWidget *child;

  wg_case_detail_conceal_reporter (self);
  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->file, wg_case_file_free);
  g_clear_pointer (&self->record, wg_case_record_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_detail_parent_class)->dispose (object);
}

static void
wg_case_detail_finalize (GObject *object)
{
  WgCaseDetail *self = WG_CASE_DETAIL (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_free (self->style);
  g_free (self->said);
  g_clear_pointer (&self->news_events, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_case_detail_parent_class)->finalize (object);
}

static void
bind_facts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, none);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, unsent);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, title);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, number);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, pills);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, ring);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, clock_words);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, clock_due);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, limit_note);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, holder);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, why);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, address);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, grid);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, evidence);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, border_label);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, border);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, reporter);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, reveal);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, body_label);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, body);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, unfold);
  gtk_widget_class_bind_template_callback (widget_class, wg_case_detail_unfold);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, dossier);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, history_count);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, history);
  gtk_widget_class_bind_template_callback (widget_class, wg_case_detail_reveal_reporter);
}

static void
wg_case_detail_class_init (WgCaseDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_case_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_case_detail_finalize;
  g_type_ensure (WG_TYPE_CASE_ICON);
  g_type_ensure (WG_TYPE_CLOCK_RING);
  g_type_ensure (WG_TYPE_ASSIGN_LIST);
  g_type_ensure (WG_TYPE_STEADY_BIN);
  g_type_ensure (WG_TYPE_CASE_DOSSIER_LIST);
  g_type_ensure (WG_TYPE_CASE_HISTORY);
  g_type_ensure (WG_TYPE_CASE_FORM);
  g_type_ensure (WG_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-case-detail.ui");
  bind_facts (widget_class);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, assign);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, assign_unit);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, news_box);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, news);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, form);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, note);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, verbs);
  gtk_widget_class_bind_template_child (widget_class, WgCaseDetail, menu_button);
  wg_case_detail_bind_moves (widget_class);
}

static void
wg_case_detail_init (WgCaseDetail *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wg_spoken_page_watch (self->none);
}

void
wg_case_detail_set_context (WgCaseDetail *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  wg_case_icon_set_context (self->icon, context, 38);
  wg_clock_ring_set_context (self->ring, context);
  gtk_menu_button_set_popover (self->why, wg_ledger_popover_new (context));
  gtk_menu_button_set_popover (self->evidence, wg_evidence_popover_new (context));
  wg_assign_list_set_context (self->assign, context);
  wg_case_history_set_context (self->history, context);
  wg_case_form_set_context (self->form, context);
  wg_case_detail_connect_moves (self);
  g_signal_connect_object (wg_draft_keeper_get (context), "changed", G_CALLBACK (show_unsent), self, G_CONNECT_SWAPPED);
  show_unsent (self);
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (keep_draft), self);
  g_signal_connect_object (wg_context_get_selection (context), "changed", G_CALLBACK (on_selection_changed), self, 0);
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", G_CALLBACK (on_cases_changed), self, 0);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (wg_case_detail_show_offers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "grids-changed", G_CALLBACK (wg_case_detail_show_offers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, 0);
  g_signal_connect_object (wg_name_book_get (context), "changed", G_CALLBACK (show_news), self, G_CONNECT_SWAPPED);
}

void
wg_case_detail_show_number (WgCaseDetail *self, const char *number)
{
  WgCaseRecord *record = wg_case_board_find_number (wg_context_get_board (self->context), number);

  if (record != NULL)
    {
      wg_selection_select_case (wg_context_get_selection (self->context), record->id);
      return;
    }
  wg_selection_clear (wg_context_get_selection (self->context));
  wg_case_detail_read_number (self, number);
}

void
wg_case_detail_read_number (WgCaseDetail *self, const char *number)
{
  leave (self);
  read_file (self, number);
}

void
wg_case_detail_show_refusal (WgCaseDetail *self, const char *number, const char *text)
{
  wg_case_detail_show_number (self, number);
  wg_case_detail_say (self, text);
}

void
wg_case_detail_open_ledger (WgCaseDetail *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->why)))
    gtk_menu_button_popup (self->why);
}

WgCaseRecord *
wg_case_detail_get_record (WgCaseDetail *self)
{
  return self->record;
}

GActionGroup *
wg_case_detail_get_actions (WgCaseDetail *self)
{
  return G_ACTION_GROUP (self->actions);
}

void
wg_case_detail_open_evidence (WgCaseDetail *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->evidence)))
    gtk_menu_button_popup (self->evidence);
}
