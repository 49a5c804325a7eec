/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a key that does one thing in the window and another in the shortcuts window is worse than none. There is one
 * table; whoever binds, shows or tests keys reads it.
 */

#include "wg-accelerators.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgAcceleratorPlace place;
  const char *action;
  const char *keys;
  const char *title;
} Row;

static const Row rows[] = {
  { WG_ACCELERATOR_EVERYWHERE, "app.shortcuts", "F1 <Control>question", NC_ ("shortcut", "Keyboard shortcuts") },
  { WG_ACCELERATOR_EVERYWHERE, "app.preferences", "<Control>comma", NC_ ("shortcut", "Preferences") },
  { WG_ACCELERATOR_EVERYWHERE, "app.quit", "<Control>q", NC_ ("shortcut", "Quit") },
  { WG_ACCELERATOR_EVERYWHERE, "window.close", "<Control>w", NC_ ("shortcut", "Close the window") },
  { WG_ACCELERATOR_EVERYWHERE, "win.fullscreen", "F11", NC_ ("shortcut", "Full screen") },
  { WG_ACCELERATOR_EVERYWHERE, "app.wall", "<Control>F11", NC_ ("shortcut", "The wall, in a window of its own") },
  { WG_ACCELERATOR_EVERYWHERE, "win.view::dispatch", "<Alt>1", NC_ ("shortcut", "Dispatch view") },
  { WG_ACCELERATOR_EVERYWHERE, "win.view::boundaries", "<Alt>2", NC_ ("shortcut", "Boundaries view") },
  { WG_ACCELERATOR_EVERYWHERE, "win.view::briefing", "<Alt>3", NC_ ("shortcut", "Briefing view") },
  { WG_ACCELERATOR_EVERYWHERE, "win.briefing", "<Control><Shift>b", NC_ ("shortcut", "The briefing, full screen") },
  { WG_ACCELERATOR_EVERYWHERE, "win.as-of('')", "<Control>t", NC_ ("shortcut", "Boundaries, numbers and keepers of a past day") },
  { WG_ACCELERATOR_EVERYWHERE, "win.next-pane", "F6", NC_ ("shortcut", "Next pane") },
  { WG_ACCELERATOR_EVERYWHERE, "win.previous-pane", "<Shift>F6", NC_ ("shortcut", "Previous pane") },
  { WG_ACCELERATOR_EVERYWHERE, "win.acknowledge", "F8", NC_ ("shortcut", "Acknowledge and show the oldest emergency") },
  { WG_ACCELERATOR_EVERYWHERE, "win.show-queue", "F9", NC_ ("shortcut", "Show or hide the queue") },
  { WG_ACCELERATOR_EVERYWHERE, "win.show-detail", "<Shift>F9", NC_ ("shortcut", "Show or hide the case detail") },
  { WG_ACCELERATOR_EVERYWHERE, "win.filter", "<Control>f", NC_ ("shortcut", "Filter the queue") },
  { WG_ACCELERATOR_EVERYWHERE, "win.search", "<Control>k", NC_ ("shortcut", "Search everything") },
  { WG_ACCELERATOR_EVERYWHERE, "win.command-line", "<Control>l", NC_ ("shortcut", "Command line, from everywhere") },
  { WG_ACCELERATOR_EVERYWHERE, "win.new-case", "<Control>n", NC_ ("shortcut", "New case") },
  { WG_ACCELERATOR_EVERYWHERE, "app.open", "<Control>o", NC_ ("shortcut", "Open a database") },
  { WG_ACCELERATOR_EVERYWHERE, "win.import-file", "<Control>i", NC_ ("shortcut", "Import a file") },
  { WG_ACCELERATOR_EVERYWHERE, "win.print", "<Control>p", NC_ ("shortcut", "Write the case, the card of the grid, or the notice of a draft, as PDF") },
  { WG_ACCELERATOR_EVERYWHERE, "win.undo", "<Control>z", NC_ ("shortcut", "Undo the own last move") },
  { WG_ACCELERATOR_EVERYWHERE, "win.redo", "<Shift><Control>z", NC_ ("shortcut", "Do again what was undone") },
  { WG_ACCELERATOR_EVERYWHERE, "win.step-back", "Escape", NC_ ("shortcut", "One step back") },
  { WG_ACCELERATOR_QUEUE, NULL, "Up Down Page_Up Page_Down Home End", NC_ ("shortcut", "Move in the queue") },
  { WG_ACCELERATOR_QUEUE, NULL, "space", NC_ ("shortcut", "Mark the row, or not") },
  { WG_ACCELERATOR_QUEUE, NULL, "<Shift>Up <Shift>Down", NC_ ("shortcut", "Mark more rows") },
  { WG_ACCELERATOR_QUEUE, NULL, "<Control>a", NC_ ("shortcut", "Mark all") },
  { WG_ACCELERATOR_QUEUE, NULL, "Return", NC_ ("shortcut", "Into the detail") },
  { WG_ACCELERATOR_QUEUE, "win.previous-queue", "Left", NC_ ("shortcut", "Previous queue") },
  { WG_ACCELERATOR_QUEUE, "win.next-queue", "Right", NC_ ("shortcut", "Next queue") },
  { WG_ACCELERATOR_QUEUE, "win.show-on-map", "z", NC_ ("shortcut", "Show on the map") },
  { WG_ACCELERATOR_QUEUE, "win.copy-rows", "<Control>c", NC_ ("shortcut", "Copy the row") },
  { WG_ACCELERATOR_QUEUE, "win.row-menu", "Menu <Shift>F10", NC_ ("shortcut", "Menu of the case") },
  { WG_ACCELERATOR_MAP, NULL, "Left Right Up Down", NC_ ("shortcut", "Pan, with Shift a whole screen") },
  { WG_ACCELERATOR_MAP, NULL, "plus minus", NC_ ("shortcut", "Zoom in and out") },
  { WG_ACCELERATOR_MAP, NULL, "Home", NC_ ("shortcut", "The whole district") },
  { WG_ACCELERATOR_MAP, NULL, "bracketleft bracketright", NC_ ("shortcut", "Coarser, finer level") },
  { WG_ACCELERATOR_MAP, NULL, "backslash", NC_ ("shortcut", "Level by zoom") },
  { WG_ACCELERATOR_MAP, NULL, "Tab <Shift>Tab", NC_ ("shortcut", "Next, previous case in view") },
  { WG_ACCELERATOR_MAP, NULL, "Return", NC_ ("shortcut", "Select it") },
  { WG_ACCELERATOR_MAP, NULL, "l", NC_ ("shortcut", "Layers") },
  { WG_ACCELERATOR_MAP, NULL, "<Shift>l", NC_ ("shortcut", "Draw a line round cases; Shift and drag does it, too") },
  { WG_ACCELERATOR_MAP, NULL, "g", NC_ ("shortcut", "Take the selected case up: arrows carry it, Enter moves it; a pull with the pointer does it, too") },
  { WG_ACCELERATOR_MAP, NULL, "j", NC_ ("shortcut", "Measure length and area, and end it") },
  { WG_ACCELERATOR_MAP, NULL, "F7", NC_ ("shortcut", "The grids as a table, and back") },
  { WG_ACCELERATOR_BRIEFING, NULL, "Left Right space", NC_ ("shortcut", "Previous, next page") },
  { WG_ACCELERATOR_BRIEFING, NULL, "1 2 3 4 5 6 7 8 9", NC_ ("shortcut", "This page") },
  { WG_ACCELERATOR_BRIEFING, NULL, "m", NC_ ("shortcut", "The map alone, and back") },
  { WG_ACCELERATOR_BRIEFING, NULL, "d", NC_ ("shortcut", "The table behind the tile, and back") },
  { WG_ACCELERATOR_BRIEFING, NULL, "t", NC_ ("shortcut", "All cases on the line of time, and back") },
  { WG_ACCELERATOR_BRIEFING, NULL, "e", NC_ ("shortcut", "Compose the pages, and back") },
  { WG_ACCELERATOR_BRIEFING, NULL, "w", NC_ ("shortcut", "The colours of paper, and back") },
  { WG_ACCELERATOR_BRIEFING, NULL, "Return", NC_ ("shortcut", "The cases behind the number") },
  { WG_ACCELERATOR_BRIEFING, NULL, "p", NC_ ("shortcut", "Print, or PDF by the print dialog") },
  { WG_ACCELERATOR_BRIEFING, NULL, "f", NC_ ("shortcut", "Write a PDF file") },
  { WG_ACCELERATOR_BRIEFING, NULL, "g", NC_ ("shortcut", "Write a picture of the page for a wall") },
  { WG_ACCELERATOR_BRIEFING, NULL, "c", NC_ ("shortcut", "Write the table as CSV") },
  { WG_ACCELERATOR_START, "win.start-with('demo')", "1", NC_ ("shortcut", "See the demo district") },
  { WG_ACCELERATOR_START, "win.start-with('import')", "2", NC_ ("shortcut", "Start with grid boundaries") },
  { WG_ACCELERATOR_START, "win.start-with('open')", "3", NC_ ("shortcut", "Open a database") },
  { WG_ACCELERATOR_START, "win.start-with('connect')", "4", NC_ ("shortcut", "Connect to a server") },
  { WG_ACCELERATOR_WALL, NULL, "space", NC_ ("shortcut", "Pause the tour, go on") },
  { WG_ACCELERATOR_WALL, NULL, "Left Right", NC_ ("shortcut", "Previous, next stop of the tour") },
  { WG_ACCELERATOR_WALL, NULL, "Home", NC_ ("shortcut", "The whole district") },
  { WG_ACCELERATOR_WALL, NULL, "Escape", NC_ ("shortcut", "Leave the wall") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "v", NC_ ("shortcut", "Move a corner") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "r", NC_ ("shortcut", "Reshape by a line") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "s", NC_ ("shortcut", "Split by a line") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "m", NC_ ("shortcut", "Merge neighbours") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "h", NC_ ("shortcut", "Hand over") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "n", NC_ ("shortcut", "New special grid") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "f", NC_ ("shortcut", "Fill a gap") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "g", NC_ ("shortcut", "Snap on, off") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "t", NC_ ("shortcut", "Trace: along what both points lie on") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "b", NC_ ("shortcut", "Round houses on, off") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "Tab <Shift>Tab", NC_ ("shortcut", "Next, previous corner") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "Left Right Up Down", NC_ ("shortcut", "Move by 0.1 m, with Shift 1 m, with Ctrl 10 m") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "space", NC_ ("shortcut", "Add a point, choose a grid") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "BackSpace", NC_ ("shortcut", "Take the last point back") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "Insert Delete", NC_ ("shortcut", "Add, remove a corner") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "Return", NC_ ("shortcut", "Keep the step") },
  { WG_ACCELERATOR_BOUNDARIES, NULL, "w", NC_ ("shortcut", "Only what is in force, also as long as it is held") },
  { WG_ACCELERATOR_IMPORT, NULL, "Up Down", NC_ ("shortcut", "Previous, next finding") },
  { WG_ACCELERATOR_IMPORT, NULL, "z", NC_ ("shortcut", "Show the finding on the map") },
  { WG_ACCELERATOR_IMPORT, NULL, "x", NC_ ("shortcut", "Put the finding right") },
  { WG_ACCELERATOR_IMPORT, NULL, "i", NC_ ("shortcut", "Let the finding be, and say why") },
  { WG_ACCELERATOR_IMPORT, NULL, "Delete", NC_ ("shortcut", "Leave the feature out") },
  { WG_ACCELERATOR_IMPORT, NULL, "BackSpace", NC_ ("shortcut", "Take the answer back") },
};

static const Row verb_rows[] = {
  { WG_ACCELERATOR_VERBS, "win.assign-nth(1)", "1", NC_ ("shortcut", "Assign to the first person") },
  { WG_ACCELERATOR_VERBS, "win.assign-nth(2)", "2", NC_ ("shortcut", "Assign to the second person") },
  { WG_ACCELERATOR_VERBS, "win.assign-nth(3)", "3", NC_ ("shortcut", "Assign to the third person") },
  { WG_ACCELERATOR_VERBS, "win.assign-nth(4)", "4", NC_ ("shortcut", "Assign to the fourth person") },
  { WG_ACCELERATOR_VERBS, "win.assign-nth(5)", "5", NC_ ("shortcut", "Assign to the fifth person") },
  { WG_ACCELERATOR_VERBS, "win.command-line", "slash colon", NC_ ("shortcut", "Command line") },
  { WG_ACCELERATOR_VERBS, "win.ledger", "t", NC_ ("shortcut", "Where the time of the case went") },
  { WG_ACCELERATOR_VERBS, "win.evidence", "i", NC_ ("shortcut", "Evidence sheet") },
  { WG_ACCELERATOR_VERBS, "win.reveal", "v", NC_ ("shortcut", "Show the reporter") },
  { WG_ACCELERATOR_VERBS, "win.confirm", "<Control>Return <Control>KP_Enter", NC_ ("shortcut", "Confirm the form or the selected cases") },
};

static const char *const places[WG_N_ACCELERATOR_PLACES] = {
  [WG_ACCELERATOR_EVERYWHERE] = NC_ ("shortcuts", "Everywhere"),
  [WG_ACCELERATOR_QUEUE] = NC_ ("shortcuts", "Queue"),
  [WG_ACCELERATOR_VERBS] = NC_ ("shortcuts", "Steps of a case"),
  [WG_ACCELERATOR_MAP] = NC_ ("shortcuts", "Map"),
  [WG_ACCELERATOR_BRIEFING] = NC_ ("shortcuts", "Briefing"),
  [WG_ACCELERATOR_START] = NC_ ("shortcuts", "Start page"),
  [WG_ACCELERATOR_WALL] = NC_ ("shortcuts", "Wall"),
  [WG_ACCELERATOR_BOUNDARIES] = NC_ ("shortcuts", "A draft of boundaries"),
  [WG_ACCELERATOR_IMPORT] = NC_ ("shortcuts", "Findings of an import"),
};

const char *
wg_accelerator_place_get_label (WgAcceleratorPlace place)
{
  g_return_val_if_fail (place < WG_N_ACCELERATOR_PLACES, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "shortcuts", places[place]);
}

static void
accelerator_free (gpointer data)
{
  WgAccelerator *accelerator = data;

  g_free (accelerator->action);
  g_free (accelerator->keys);
  g_free (accelerator->title);
  g_free (accelerator);
}

static void
append (GPtrArray *list, WgAcceleratorPlace place, const char *action, const char *keys, const char *title)
{
  WgAccelerator *accelerator = g_new0 (WgAccelerator, 1);

  accelerator->place = place;
  accelerator->action = g_strdup (action);
  accelerator->keys = g_strdup (keys);
  accelerator->title = g_strdup (title);
  g_ptr_array_add (list, accelerator);
}

static void
append_rows (GPtrArray *list, const Row *some, gsize n, WgAcceleratorPlace place)
{
  for (gsize i = 0; i < n; i++)
    {
      if (some[i].place == place)
        append (list, place, some[i].action, some[i].keys, g_dpgettext2 (GETTEXT_PACKAGE, "shortcut", some[i].title));
    }
}

/* A letter stands once, for the first verb that has it: the detail knows which of them the state of the case means. */
static void
append_verbs (GPtrArray *list, WgWorkflow *workflow)
{
  gsize n;
  const WgMove *moves = wg_workflow_get_moves (workflow, &n);
  gboolean seen[256] = { FALSE };

  for (gsize i = 0; i < n; i++)
    {
      guint8 key = (guint8) moves[i].key;
      const char keys[] = { moves[i].key, '\0' };
      g_autofree char *action = g_strdup_printf ("win.verb::%s", wg_verb_to_nick (moves[i].verb));

      if (key == 0 || seen[key])
        continue;
      seen[key] = TRUE;
      append (list, WG_ACCELERATOR_VERBS, action, keys, wg_verb_get_label (moves[i].verb));
    }
}

GPtrArray *
wg_accelerators_list (WgWorkflow *workflow)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (accelerator_free);

  for (guint place = 0; place < WG_N_ACCELERATOR_PLACES; place++)
    {
      if (place == WG_ACCELERATOR_VERBS)
        append_verbs (list, workflow);
      append_rows (list, rows, G_N_ELEMENTS (rows), place);
      append_rows (list, verb_rows, G_N_ELEMENTS (verb_rows), place);
    }
  return list;
}
