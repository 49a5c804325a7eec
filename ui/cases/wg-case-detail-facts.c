/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the part of the detail that only shows: head, clock, place, reporter, history. */

#include "wg-case-detail-private.h"

#include "wg-case-text.h"

#include <glib/gi18n-lib.h>

#define REVEAL_SECONDS 30
#define FOLDED_LINES 8
#define FOLDED_CHARACTERS 160 /* so many Chinese ones fill the lines of the narrowest pane */

static void
add_pill (WgCaseDetail *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "pill");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  wg_wrap_box_append (self->pills, label);
}

static void
show_pills (WgCaseDetail *self)
{
  const WgCaseRecord *record = self->record;
  g_autofree char *state = wg_case_text_format_state (record);
  g_autofree char *class_text = wg_case_text_format_class (record);

  wg_wrap_box_clear (self->pills);
  add_pill (self, state, "state");
  add_pill (self, wg_route_get_label (record->route), record->route == WG_ROUTE_EMERGENCY ? "emergency-badge" : NULL);
  add_pill (self, wg_channel_get_label (record->channel), NULL);
  add_pill (self, class_text, NULL);
  if (record->bounces > 0)
    {
      g_autofree char *bounced = g_strdup_printf (ngettext ("bounced once", "bounced %d times", (gulong) record->bounces),
                                                  record->bounces);

      add_pill (self, bounced, "warn");
    }
}

static void
show_holder (WgCaseDetail *self)
{
  const char *name = wg_case_record_get_holder (self->record);
  g_autofree char *text = NULL;

  if (name != NULL)
    text = g_strdup_printf (self->record->holder_gone ? _ ("▲ With %s, who has left: reassign it") : _ ("With %s"), name);
  gtk_widget_set_visible (GTK_WIDGET (self->holder), text != NULL);
  if (text != NULL)
    gtk_label_set_text (self->holder, text);
}

static void
set_clock_style (WgCaseDetail *self, const char *style)
{
  if (g_strcmp0 (self->style, style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->clock_words), self->style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->clock_words), style);
  g_free (self->style);
  self->style = g_strdup (style);
}

static char *
word_clock (WgCaseDetail *self, WgUrgency urgency)
{
  const WgCaseRecord *record = self->record;
  const char *mark = wg_case_text_get_mark (urgency);
  int percent = (int) (MAX (wg_case_record_get_used_share (record, wg_context_get_now (self->context)), 0) * 100);
  g_autofree char *left = wg_case_text_format_left (self->context, record);
  g_autofree char *used = NULL;
  g_autofree char *whole = NULL;

  if (urgency == WG_URGENCY_NONE)
    return g_steal_pointer (&left);
  if (urgency != WG_URGENCY_OVERDUE && wg_case_record_knows_used_share (record, wg_context_get_now (self->context)))
    /* Translators: time left, share of the limit used. */
    used = g_strdup_printf (_ ("%s · %d %% used"), left, percent);
  whole = wg_case_text_keep_whole (used != NULL ? used : left);
  /* Translators: mark, which clock, how long it is over or how long is left. */
  return g_strdup_printf (_ ("%s %s: %s"), mark, wg_case_clock_get_label (record->clock), whole);
}

void
wg_case_detail_show_clock (WgCaseDetail *self)
{
  const WgCaseRecord *record = self->record;
  gint64 now_ms = wg_context_get_now (self->context);
  WgUrgency urgency = wg_case_text_get_urgency (record, now_ms);
  WgCaseLook look = wg_case_texture_look_of (record, now_ms);
  g_autofree char *words = word_clock (self, urgency);
  g_autofree char *due = wg_case_text_format_time (self->context, record->due_ms);
  g_autofree char *full = wg_case_text_format_full_time (self->context, record->due_ms);
  g_autofree char *reported = wg_case_text_format_time (self->context, record->reported_ms);
  g_autofree char *line = *due != '\0' && urgency != WG_URGENCY_NONE
                              ? g_strdup_printf (_ ("Due %s · reported %s"), due, reported)
                              : g_strdup_printf (_ ("Reported %s"), reported);
  g_autofree char *whole = wg_case_text_keep_whole (line);

  wg_case_icon_set_look (self->icon, &look);
  wg_clock_ring_set_record (self->ring, self->record);
  wg_ledger_popover_set_number (WG_LEDGER_POPOVER (gtk_menu_button_get_popover (self->why)), record->number);
  wg_evidence_popover_set_number (WG_EVIDENCE_POPOVER (gtk_menu_button_get_popover (self->evidence)), record->number);
  gtk_label_set_text (self->clock_words, g_strstrip (words));
  set_clock_style (self, wg_case_text_get_css_class (urgency));
  gtk_label_set_text (self->clock_due, whole);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->clock_due), full);
}

static void
set_fact (GtkWidget *name, GtkLabel *label, const char *text)
{
  gboolean visible = text != NULL && *text != '\0';

  gtk_widget_set_visible (GTK_WIDGET (label), visible);
  if (name != NULL)
    gtk_widget_set_visible (name, visible);
  if (visible)
    gtk_label_set_text (label, text);
}

/* A label counts the lines that it may have by the paragraph. */
static char *
join_paragraphs (const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);

  return g_strjoinv ("\xe2\x80\xa8", lines);
}

/* Who should go stands below what somebody told, however long that is. */
static void
fold_body (WgCaseDetail *self, gboolean folded)
{
  const char *body = self->record->body != NULL ? self->record->body : "";
  g_autofree char *joined = join_paragraphs (body);

  gtk_label_set_text (self->body, folded ? joined : body);
  gtk_label_set_lines (self->body, folded ? FOLDED_LINES : -1);
  gtk_label_set_ellipsize (self->body, folded ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_button_set_label (GTK_BUTTON (self->unfold), folded ? _ ("Show all of it") : _ ("Show the beginning"));
}

void
wg_case_detail_unfold (WgCaseDetail *self)
{
  if (self->record != NULL)
    fold_body (self, gtk_label_get_lines (self->body) < 0);
}

/* What was unfolded stays so while it is the same text. */
static void
show_body (WgCaseDetail *self)
{
  const char *body = self->record->body != NULL ? self->record->body : "";
  guint n_lines = 1;

  for (const char *at = body; *at != '\0'; at++)
    n_lines += *at == '\n';
  if (gtk_label_get_lines (self->body) >= 0 || g_strcmp0 (body, gtk_label_get_text (self->body)) != 0)
    fold_body (self, TRUE);
  gtk_widget_set_visible (self->unfold, n_lines > FOLDED_LINES || g_utf8_strlen (body, -1) > FOLDED_CHARACTERS);
  gtk_widget_set_visible (GTK_WIDGET (self->body), *body != '\0');
  gtk_widget_set_visible (self->body_label, *body != '\0');
}

void
wg_case_detail_show_record (WgCaseDetail *self)
{
  const WgCaseRecord *record = self->record;
  g_autofree char *grid = wg_case_text_format_grid (self->context, record);

  gtk_label_set_text (self->title, wg_case_text_get_title (record));
  gtk_label_set_text (self->number, record->number);
  show_pills (self);
  show_holder (self);
  wg_case_detail_show_clock (self);
  gtk_label_set_text (self->address, record->address != NULL && *record->address != '\0' ? record->address : "–");
  gtk_label_set_text (self->grid, grid);
  show_body (self);
}

/* What only the file of the case says. */

static void
show_border (WgCaseDetail *self)
{
  const WgCaseFile *file = self->file;
  g_autofree char *text = NULL;

  if (file != NULL && file->near_grid != NULL && file->near_metres > 0)
    text = g_strdup_printf (_ ("◧ %d m from the border of %s; check before assigning"), (int) file->near_metres,
                            file->near_grid);
  else if (file != NULL && file->near_grid != NULL)
    text = g_strdup_printf (_ ("◧ Lies in %s as well; check before assigning"), file->near_grid);
  set_fact (self->border_label, self->border, text);
}

/* A limit that was promised is kept; why it is not that of the class is said where it is looked at. */
static void
show_limit (WgCaseDetail *self)
{
  const WgCaseFile *file = self->file;
  g_autofree char *text = NULL, *at = NULL;

  if (file != NULL && file->appointed_ms != WG_NO_TIME)
    {
      at = wg_case_text_format_time (self->context, file->appointed_ms);
      text = g_strdup_printf (_ ("Appointed for %s; its limit is counted from then on"), at);
    }
  else if (file != NULL)
    text = wg_case_file_describe_limit (file);
  set_fact (NULL, self->limit_note, text);
}

static void
show_reporters (WgCaseDetail *self)
{
  gboolean masked = self->conceal_timer == 0;
  GPtrArray *reporters = self->file != NULL ? self->file->reporters : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean anybody = FALSE;

  for (guint i = 0; reporters != NULL && i < reporters->len; i++)
    {
      const WgCaseReporter *reporter = g_ptr_array_index (reporters, i);
      g_autofree char *words = wg_case_text_format_reporter (reporter, masked);

      anybody |= !reporter->anonymous && ((reporter->name != NULL && *reporter->name != '\0')
                                          || (reporter->phone != NULL && *reporter->phone != '\0'));
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", words);
    }
  gtk_label_set_text (self->reporter, text->len > 0 ? text->str : "–");
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), anybody);
  gtk_button_set_icon_name (self->reveal, masked ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

void
wg_case_detail_show_file (WgCaseDetail *self)
{
  GPtrArray *events = self->file != NULL ? self->file->events : NULL;
  g_autofree char *count = events != NULL ? g_strdup_printf ("%u", events->len) : g_strdup ("");

  show_border (self);
  show_limit (self);
  show_reporters (self);
  wg_case_dossier_list_show (self->dossier, self->context, self->file);
  gtk_label_set_text (self->history_count, count);
  wg_case_history_set_events (self->history, self->record, events);
}

/* The reporter, unmasked for a while. The looking is written into the history first. */

static gboolean
on_conceal (gpointer user_data)
{
  WgCaseDetail *self = user_data;

  self->conceal_timer = 0;
  show_reporters (self);
  return G_SOURCE_REMOVE;
}

void
wg_case_detail_conceal_reporter (WgCaseDetail *self)
{
  g_clear_handle_id (&self->conceal_timer, g_source_remove);
  g_clear_pointer (&self->reveal_key, g_free);
}

void
wg_case_detail_reveal_reporter (WgCaseDetail *self)
{
  WgAct *act;

  if (self->record == NULL || self->conceal_timer != 0 || !gtk_widget_get_visible (GTK_WIDGET (self->reveal))
      || wg_context_get_operator (self->context) == NULL)
    return;
  act = wg_act_new (WG_VERB_NOTE, self->record->number);
  act->text = g_strdup (_ ("Looked at the reporter’s name and phone"));
  act->key = g_uuid_string_random ();
  g_free (self->reveal_key);
  self->reveal_key = g_strdup (act->key);
  wg_context_perform (self->context, act);
}

void
wg_case_detail_note_revealed (WgCaseDetail *self, const WgAct *act)
{
  if (self->reveal_key == NULL || g_strcmp0 (act->key, self->reveal_key) != 0)
    return;
  g_clear_pointer (&self->reveal_key, g_free);
  self->conceal_timer = g_timeout_add_seconds (REVEAL_SECONDS, on_conceal, self);
  show_reporters (self);
}
