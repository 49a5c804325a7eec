/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the paper that makes a new border binding, and the card on the wall that says whose house this is, come from the same
 * figures as the map.
 */

#include "wg-command-drafts.h"

#include "wg-command-keys.h"
#include "wg-error.h"
#include "wg-notice-paper.h"
#include "wg-store-as-of.h"
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

static WgGridTree *
load_at (WgCommandCall *call, gint64 at_ms, GError **error)
{
  wg_store_load_grids_at_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
}

/* When a draft took effect: the grids that it changed have their boundary versions from then on, or up to then. */
static gboolean
find_effect (WgCommandCall *call, const WgDraft *draft, gint64 *at_ms, GError **error)
{
  for (guint i = 0; i < draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, i);
      g_autoptr (GPtrArray) past = NULL;

      if (g_str_equal (row->op, "retire"))
        continue;
      wg_store_list_past_async (call->store, row->code, G_MAXINT64, call->cancellable, wg_command_call_ready, call);
      past = wg_store_list_past_finish (call->store, wg_command_call_wait (call), error);
      if (past == NULL)
        return FALSE;
      for (guint k = 0; k < past->len; k++)
        {
          if (((const WgGridPast *) g_ptr_array_index (past, k))->draft_id != draft->id)
            continue;
          *at_ms = ((const WgGridPast *) g_ptr_array_index (past, k))->from_ms;
          return TRUE;
        }
    }
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("Draft “%s” left no grid."), draft->name);
  return FALSE;
}

static WgPaper *
make_notice (WgCommandCall *call, const WgDraft *draft, WgGridTree *before, WgGridTree *after)
{
  const WgDistrict *district = wg_store_get_district (call->store);
  WgNotice notice = { draft, before, after, district != NULL ? district->name : NULL, call->zone };

  return wg_notice_paper_new (&notice);
}

static WgPaper *
draw_notice (WgCommandCall *call, const WgDraft *draft, GError **error)
{
  g_autoptr (WgDraftPlan) plan = NULL;
  g_autoptr (WgGridTree) before = NULL;
  g_autoptr (WgGridTree) after = NULL;
  gint64 at_ms = 0;

  if (g_str_equal (draft->state, "applied"))
    {
      if (!find_effect (call, draft, &at_ms, error))
        return NULL;
      before = load_at (call, at_ms - 1, error);
      after = before != NULL ? load_at (call, at_ms, error) : NULL;
      return after != NULL ? make_notice (call, draft, before, after) : NULL;
    }
  wg_store_weigh_draft_async (call->store, draft->id, call->cancellable, wg_command_call_ready, call);
  plan = wg_store_weigh_draft_finish (call->store, wg_command_call_wait (call), error);
  return plan != NULL ? make_notice (call, draft, plan->before, plan->after) : NULL;
}

static gboolean
run_notice (WgCommandCall *call, GError **error)
{
  const char *out = get_out (call, error);
  g_autoptr (WgDraft) draft = NULL;
  g_autoptr (WgPaper) paper = NULL;
  gint64 id;
  guint n_pages;

  if (out == NULL || !wg_command_drafts_take_id (wg_command_call_get_argument (call, 0), &id, error))
    return FALSE;
  draft = wg_command_drafts_load (call, id, error);
  if (draft == NULL)
    return FALSE;
  if (draft->grids->len == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Draft “%s” changes nothing. Draw something first."), draft->name);
      return FALSE;
    }
  paper = draw_notice (call, draft, error);
  if (paper == NULL)
    return FALSE;
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
