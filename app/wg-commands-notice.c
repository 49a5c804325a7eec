/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the paper that makes a new border binding, and the card on the wall that says whose house this is, come from the same
 * figures as the map.
 */

#include "wg-command-drafts.h"

#include "wg-command-keys.h"
#include "wg-draft-sides.h"
#include "wg-error.h"
#include "wg-notice-paper.h"
#include "wg-store-card.h"

#include <glib/gi18n.h>

static const char *
get_out (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");

  if (out != NULL && g_str_has_suffix (out, ".pdf"))
    return out;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Where to? --out takes the name of a .pdf file."));
  return NULL;
}

static gboolean
print_paper (WgCommandCall *call, const char *out, guint n_pages, gint64 event_id, GError **error)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("%s: %u page.\n", "%s: %u pages.\n", n_pages), out, n_pages);

  if (!call->json)
    return wg_command_call_print (call, sentence, error);
  wg_json_writer_begin_object (call->writer);
  if (event_id > 0)
    {
      wg_json_writer_bool (call->writer, "ok", TRUE);
      wg_json_writer_int (call->writer, "id", event_id);
    }
  wg_json_writer_text (call->writer, "out", out);
  wg_json_writer_int (call->writer, "pages", n_pages);
  if (event_id > 0)
    wg_command_keys_write_end (call->writer, NULL, G_MININT64, event_id);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

/* --- The notice --- */

static gboolean
run_notice (WgCommandCall *call, GError **error)
{
  const char *out = get_out (call, error);
  const WgDistrict *district = wg_store_get_district (call->store);
  g_autoptr (WgDraftSides) sides = NULL;
  g_autoptr (WgPaper) paper = NULL;
  gint64 id;
  guint n_pages;

  if (out == NULL || !wg_command_drafts_take_id (wg_command_call_get_argument (call, 0), &id, error))
    return FALSE;
  wg_store_load_draft_sides_async (call->store, id, call->cancellable, wg_command_call_ready, call);
  sides = wg_store_load_draft_sides_finish (call->store, wg_command_call_wait (call), error);
  if (sides == NULL)
    return FALSE;
  paper = wg_notice_paper_new (&(WgNotice){ sides, district != NULL ? district->name : NULL, call->zone });
  n_pages = wg_paper_get_n_pages (paper);
  return wg_paper_write_pdf (paper, out, error) && print_paper (call, out, n_pages, 0, error);
}

/* --- The card --- */

static gboolean
run_card (WgCommandCall *call, GError **error)
{
  const char *out = get_out (call, error);
  const WgDistrict *district = wg_store_get_district (call->store);
  g_autoptr (WgEvent) before = NULL;
  g_autoptr (WgGridCard) card = NULL;
  g_autoptr (WgPaper) paper = NULL;
  gint64 operator_id = out != NULL ? wg_command_call_find_operator (call, error) : -1;
  guint n_pages;

  if (operator_id < 0 || (wg_command_call_has (call, "key") && !wg_command_keys_find_event (call, "export", &before, error)))
    return FALSE;
  wg_store_issue_card_async (call->store, operator_id, wg_command_keys_get (call), wg_command_call_get_argument (call, 0), call->cancellable,
                             wg_command_call_ready, call);
  card = wg_store_issue_card_finish (call->store, wg_command_call_wait (call), error);
  if (card == NULL)
    return FALSE;
  paper = wg_card_paper_new (card, district != NULL ? district->name : NULL);
  n_pages = wg_paper_get_n_pages (paper);
  return wg_paper_write_pdf (paper, out, error) && print_paper (call, out, n_pages, card->event_id, error);
}

static const WgOption options[] = {
  { "out", WG_OPTION_TEXT, "FILE", N_ ("the .pdf file to write") },
  { NULL },
};

const WgCommand wg_commands_notice[] = {
  { "notice", "draft", "ID", 1, 1, WG_COMMAND_OPENS, 0, -1, "{out,pages}", N_ ("Print the public notice of a draft, with the map before and after"),
    run_notice, options },
  { "card", NULL, "CODE", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_CARD_ROLES, -1,
    "{ok,id,out,pages,state,version,event,warnings:[]}", N_ ("Print the card of a grid for the stairwell: its map and its keepers"), run_card,
    options },
  { NULL },
};
