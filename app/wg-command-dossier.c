/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what lies beside a case (hands, asks, signatures, calls, files) is shown with it, for scripts and for people. */

#include "wg-command-dossier.h"

#include "wg-time.h"

#include <glib/gi18n.h>

/* JSON. */

static void
begin_list (WgJsonWriter *out, const char *name)
{
  wg_json_writer_key (out, name);
  wg_json_writer_begin_array (out);
}

static void
write_hands (WgJsonWriter *out, const WgCaseDossier *dossier)
{
  begin_list (out, "hands");
  for (guint i = 0; i < dossier->hands->len; i++)
    {
      const WgCaseHand *hand = g_ptr_array_index (dossier->hands, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "kind", hand->kind);
      wg_json_writer_text (out, "name", hand->name);
      wg_json_writer_int (out, "run", hand->run);
      wg_json_writer_bool (out, "present", hand->present);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

/* yes, no, or null for no answer */
static void
write_answer (WgJsonWriter *out, const char *name, int answer)
{
  wg_json_writer_text (out, name, answer < 0 ? NULL : answer > 0 ? "yes" : "no");
}

static void
write_asks (WgJsonWriter *out, const WgCaseDossier *dossier)
{
  begin_list (out, "asks");
  for (guint i = 0; i < dossier->asks->len; i++)
    {
      const WgCaseAsk *ask = g_ptr_array_index (dossier->asks, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "kind", ask->kind);
      wg_json_writer_time (out, "at", ask->asked_ms);
      wg_json_writer_text (out, "by", ask->by);
      wg_json_writer_text (out, "to", ask->to);
      wg_json_writer_text (out, "text", ask->text);
      wg_json_writer_time (out, "reply_by", ask->reply_by_ms);
      wg_json_writer_time (out, "answered", ask->answered_ms);
      wg_json_writer_text (out, "answered_by", ask->answered_by);
      write_answer (out, "granted", ask->granted);
      wg_json_writer_text (out, "answer", ask->answer);
      wg_json_writer_time (out, "settled", ask->settled_ms);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_signs (WgJsonWriter *out, const WgCaseDossier *dossier)
{
  begin_list (out, "signatures");
  for (guint i = 0; i < dossier->signs->len; i++)
    {
      const WgCaseSign *sign = g_ptr_array_index (dossier->signs, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_int (out, "run", sign->run);
      wg_json_writer_int (out, "stage", sign->stage);
      wg_json_writer_text (out, "result", sign->result);
      wg_json_writer_text (out, "by", sign->signer);
      wg_json_writer_time (out, "at", sign->at_ms);
      wg_json_writer_text (out, "opinion", sign->opinion);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_calls (WgJsonWriter *out, const WgCaseDossier *dossier)
{
  begin_list (out, "calls");
  for (guint i = 0; i < dossier->calls->len; i++)
    {
      const WgCaseCall *call = g_ptr_array_index (dossier->calls, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "kind", call->kind);
      if (call->reporter > 0)
        wg_json_writer_int (out, "reporter", call->reporter);
      else
        wg_json_writer_text (out, "reporter", NULL);
      wg_json_writer_text (out, "level", call->level);
      wg_json_writer_time (out, "at", call->at_ms);
      wg_json_writer_text (out, "by", call->by);
      write_answer (out, "reached", call->reached);
      write_answer (out, "solved", call->solved);
      write_answer (out, "satisfied", call->satisfied);
      wg_json_writer_text (out, "text", call->text);
      wg_json_writer_time (out, "until", call->until_ms);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_attachments (WgJsonWriter *out, const WgCaseDossier *dossier)
{
  begin_list (out, "attachments");
  for (guint i = 0; i < dossier->attachments->len; i++)
    {
      const WgCaseAttachment *attachment = g_ptr_array_index (dossier->attachments, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_int (out, "id", attachment->id);
      wg_json_writer_text (out, "name", attachment->name);
      wg_json_writer_text (out, "mime", attachment->mime);
      wg_json_writer_int (out, "bytes", attachment->bytes);
      wg_json_writer_text (out, "sha256", attachment->sha256);
      wg_json_writer_time (out, "at", attachment->at_ms);
      wg_json_writer_text (out, "by", attachment->by);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

void
wg_command_dossier_write (WgJsonWriter *out, const WgCaseFile *file)
{
  const WgCaseDossier *dossier = file->dossier;

  wg_json_writer_text (out, "master", dossier->master);
  begin_list (out, "merged");
  for (guint i = 0; i < dossier->children->len; i++)
    wg_json_writer_add_text (out, g_ptr_array_index (dossier->children, i));
  wg_json_writer_end_array (out);
  write_hands (out, dossier);
  write_asks (out, dossier);
  write_signs (out, dossier);
  write_calls (out, dossier);
  write_attachments (out, dossier);
}

/* Lines. */

static void
append (GString *out, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (out, "%s: %s\n", label, value);
}

static void
append_time (GString *out, const char *label, gint64 ms, GTimeZone *zone, gint64 now_ms)
{
  g_autofree char *text = ms != WG_NO_TIME ? wg_time_format_local (ms, zone, now_ms, WG_TIME_SHORT) : NULL;

  append (out, label, text);
}

static void
append_attachments (GString *out, const WgCaseDossier *dossier)
{
  for (guint i = 0; i < dossier->attachments->len; i++)
    {
      const WgCaseAttachment *attachment = g_ptr_array_index (dossier->attachments, i);
      g_autofree char *size = g_format_size ((guint64) attachment->bytes);
      g_autofree char *text = g_strdup_printf (C_ ("file and size", "%s (%s)"), attachment->name, size);

      append (out, C_ ("column", "File"), text);
    }
}

void
wg_command_dossier_append (GString *out, const WgCaseFile *file, GTimeZone *zone, gint64 now_ms)
{
  const WgCaseDossier *dossier = file->dossier;

  append_time (out, C_ ("column", "Suspended until"), file->record->suspended_until_ms, zone, now_ms);
  append (out, C_ ("column", "Merged into"), dossier->master);
  for (guint i = 0; i < dossier->children->len; i++)
    append (out, C_ ("column", "Merged"), g_ptr_array_index (dossier->children, i));
  for (guint i = 0; i < dossier->asks->len; i++)
    {
      const WgCaseAsk *ask = g_ptr_array_index (dossier->asks, i);

      append (out, ask->by != NULL ? ask->by : "–", ask->text);
      append (out, ask->answered_by != NULL ? ask->answered_by : "–", ask->answer);
    }
  append_attachments (out, dossier);
}
