/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district to try everything on, made by the program itself, on a machine without network or data. */

#include "wg-command-keys.h"

#include "wg-demo-maker.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-store-finder.h"
#include "wg-time.h"

#include <glib/gi18n.h>

static gboolean
get_size (WgCommandCall *call, WgDemoSize *size, GError **error)
{
  const char *nick = wg_command_call_get_text (call, "size");

  if (nick == NULL)
    nick = "district";
  if (wg_demo_size_from_nick (nick, size))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no demo of the size “%s”: community, district or huairou."), nick);
  return FALSE;
}

static gboolean
print_made (WgCommandCall *call, const WgDemoMade *made, gint64 event_id, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("%s: %u grids, %u buildings, %u cases, %u people, in %.1f s. Base map: %s\n"), made->database,
                             made->grids, made->buildings, made->cases, made->persons, made->seconds, made->basemap);

      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "database", made->database);
  wg_json_writer_text (out, "basemap", made->basemap);
  wg_json_writer_int (out, "grids", made->grids);
  wg_json_writer_int (out, "buildings", made->buildings);
  wg_json_writer_int (out, "cases", made->cases);
  wg_json_writer_int (out, "persons", made->persons);
  wg_json_writer_double (out, "seconds", made->seconds);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_command_keys_write_end (out, "created", G_MININT64, event_id);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static void
show_progress (guint done, guint total, gpointer call)
{
  g_autofree char *counts = g_strdup_printf ("%u / %u", done, total);
  g_autofree char *line = g_strdup_printf (_ ("Moves written: %s"), counts);

  wg_command_call_progress (call, line);
}

/* The same seed gives the same bytes to whoever asks again soon: the present is that of the last full ten minutes. */
static gint64
get_present (void)
{
  gint64 now_ms = g_get_real_time () / 1000;

  return now_ms - now_ms % (10 * WG_MS_PER_MINUTE);
}

/* Under a key the answer is that of the event. */
static gboolean
print_event (WgCommandCall *call, const WgDemoMade *made, GError **error)
{
  g_autoptr (WgEvent) event = NULL;
  WgDemoMade then = { .database = made->database, .basemap = made->basemap };

  if (!wg_command_keys_find_event (call, "database", &event, error))
    return FALSE;
  then.grids = (guint) wg_event_get_number (event, "grids", G_MININT64);
  then.buildings = (guint) wg_event_get_number (event, "buildings", G_MININT64);
  then.cases = (guint) wg_event_get_number (event, "cases", G_MININT64);
  then.persons = (guint) wg_event_get_number (event, "persons", G_MININT64);
  then.seconds = (double) wg_event_get_number (event, "took_ms", G_MININT64) / 1000.0;
  return print_made (call, &then, event->id, error);
}

static WgDemoMade *
make (WgCommandCall *call, const char *path, WgDemoSize size, GError **error)
{
  WgDemoMade *made;

  wg_demo_make_async (path, size, (guint64) wg_command_call_get_integer (call, "seed", 1),
                      wg_command_call_get_time (call, "until", get_present ()),
                      wg_command_call_has (call, "replace"), wg_command_call_get_text (call, "key"), show_progress, call, call->cancellable,
                      wg_command_call_ready, call);
  made = wg_demo_make_finish (wg_command_call_wait (call), error);
  wg_command_call_progress (call, NULL);
  return made;
}

static gboolean
run_demo (WgCommandCall *call, GError **error)
{
  g_autofree char *path = wg_store_finder_get_path (call->uri, error);
  g_autofree char *whole_path = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  g_autofree char *basemap = path != NULL ? wg_basemap_path_for (whole_path) : NULL;
  g_autoptr (WgDemoMade) made = NULL;
  gboolean told = FALSE;
  WgDemoSize size;

  if (path == NULL || !get_size (call, &size, error) || !wg_command_keys_is_done (call, path, "demo", &told, error))
    return FALSE;
  if (told)
    return print_event (call, &(WgDemoMade){ .database = whole_path, .basemap = basemap }, error);
  made = make (call, path, size, error);
  if (made == NULL || !wg_command_call_has (call, "key"))
    return made != NULL && print_made (call, made, G_MININT64, error);
  return wg_command_call_open (call, FALSE, error) && print_event (call, made, error);
}

static const WgOption demo_options[] = {
  { "size", WG_OPTION_CHOICE, "community|district|huairou", N_ ("how large; else district") },
  { "seed", WG_OPTION_INTEGER, "N", N_ ("which district; the same number gives the same one; else 1") },
  { "replace", WG_OPTION_FLAG, NULL, N_ ("put it in the place of the database that is there, once it is whole") },
  { "until", WG_OPTION_TIME, "TIME", N_ ("the present of the district; else the last full ten minutes") },
  { NULL },
};

const WgCommand wg_commands_demo[] = {
  { "demo", NULL, NULL, 0, 0, WG_COMMAND_CREATES | WG_COMMAND_WRITES | WG_COMMAND_KEYED, 0, -1,
    "{database,basemap,grids,buildings,cases,persons,seconds,ok,state,version,event,warnings:[]}",
    N_ ("Make a demo district with its own base map"), run_demo, demo_options },
  { NULL },
};
