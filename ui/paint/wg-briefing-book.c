/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what stands on the paper is asked for again as numbers the same afternoon; the spreadsheet has all of them, from the
 * same stored figures, with nothing cut off for want of room.
 */

#include "wg-briefing-book.h"

#include "wg-briefing-private.h"
#include "wg-workbook.h"

#include <glib/gi18n-lib.h>

/* What a member of a row becomes. */
typedef enum
{
  CELL_TEXT,
  CELL_COUNT,
  CELL_NUMBER,
  CELL_PERCENT,
  CELL_TIME,
} CellKind;

typedef struct
{
  const char *title; /* in the context "briefing" */
  const char *member;
  CellKind kind;
} Cell;

#define MOST_CELLS 9

typedef struct
{
  const char *name; /* of the sheet, in the context "sheet" */
  const char *list;
  const char *parent; /* (nullable): the object that holds the list */
  Cell cells[MOST_CELLS];
} Table;

static const Table tables[] = {
  { NC_ ("sheet", "Grids"), "table", NULL,
    { { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT }, { NC_ ("briefing", "due"), "due", CELL_COUNT },
      { NC_ ("briefing", "in time"), "in_time", CELL_COUNT }, { NC_ ("briefing", "share"), "value", CELL_PERCENT },
      { NC_ ("briefing", "change"), "change", CELL_PERCENT } } },
  { NC_ ("sheet", "Clusters"), "clusters", "hotspots",
    { { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT }, { NC_ ("briefing", "cases"), "cases", CELL_COUNT },
      { NC_ ("briefing", "grids"), "grids", CELL_COUNT }, { "q", "q", CELL_NUMBER } } },
  { NC_ ("sheet", "Hotspot grids"), "grids", "hotspots",
    { { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "finding"), "class", CELL_TEXT }, { "p", "p", CELL_NUMBER }, { "q", "q", CELL_NUMBER } } },
  { NC_ ("sheet", "Rising"), "rising", NULL,
    { { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT }, { NC_ ("briefing", "last week"), "cases", CELL_COUNT },
      { NC_ ("briefing", "a week before"), "before", CELL_NUMBER }, { "q", "q", CELL_NUMBER } } },
  { NC_ ("sheet", "Handling overdue"), "overdue", NULL,
    { { NC_ ("briefing", "case"), "number", CELL_TEXT }, { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT },
      { NC_ ("briefing", "due at"), "due_ms", CELL_TIME } } },
  { NC_ ("sheet", "Not dispatched"), "undispatched", NULL,
    { { NC_ ("briefing", "case"), "number", CELL_TEXT }, { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT },
      { NC_ ("briefing", "reported at"), "reported_ms", CELL_TIME } } },
  { NC_ ("sheet", "Supervised"), "supervised", NULL,
    { { NC_ ("briefing", "case"), "number", CELL_TEXT }, { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT },
      { NC_ ("briefing", "what"), "kind", CELL_TEXT }, { NC_ ("briefing", "asked at"), "asked_ms", CELL_TIME },
      { NC_ ("briefing", "reply by"), "reply_by_ms", CELL_TIME }, { NC_ ("briefing", "replied at"), "answered_ms", CELL_TIME } } },
  { NC_ ("sheet", "Level of closing"), "levels", NULL,
    { { NC_ ("briefing", "level"), "level", CELL_COUNT }, { NC_ ("briefing", "name"), "name", CELL_TEXT }, { NC_ ("briefing", "closed"), "closed_n", CELL_COUNT },
      { NC_ ("briefing", "of all closed"), "closed_d", CELL_COUNT }, { NC_ ("briefing", "share"), "closed", CELL_PERCENT } } },
  { NC_ ("sheet", "Closed but not happy"), "unhappy", NULL,
    { { NC_ ("briefing", "code"), "code", CELL_TEXT }, { NC_ ("briefing", "Grid"), "name", CELL_TEXT }, { NC_ ("briefing", "closed"), "done_n", CELL_COUNT },
      { NC_ ("briefing", "received"), "done_d", CELL_COUNT }, { NC_ ("briefing", "closed share"), "done", CELL_PERCENT },
      { NC_ ("briefing", "satisfied"), "satisfied_n", CELL_COUNT }, { NC_ ("briefing", "answered"), "satisfied_d", CELL_COUNT },
      { NC_ ("briefing", "satisfied share"), "satisfied", CELL_PERCENT }, { NC_ ("briefing", "gap"), "gap", CELL_PERCENT } } },
  { NC_ ("sheet", "Received"), "series", NULL,
    { { NC_ ("briefing", "from"), "from_ms", CELL_TIME }, { NC_ ("briefing", "received"), "received", CELL_COUNT },
      { NC_ ("briefing", "a year ago"), "year_ago", CELL_COUNT } } },
};

static void
write_cell (WgWorkbook *book, JsonObject *row, const Cell *cell)
{
  gboolean there = json_object_has_member (row, cell->member) && !json_object_get_null_member (row, cell->member);

  switch (cell->kind)
    {
    case CELL_COUNT:
      wg_workbook_int (book, there ? json_object_get_int_member (row, cell->member) : G_MININT64);
      break;
    case CELL_NUMBER:
      wg_workbook_double (book, there ? json_object_get_double_member (row, cell->member) : NAN);
      break;
    case CELL_PERCENT:
      wg_workbook_percent (book, there ? json_object_get_int_member (row, cell->member) : G_MININT64);
      break;
    case CELL_TIME:
      wg_workbook_time (book, there ? json_object_get_int_member (row, cell->member) : G_MININT64);
      break;
    case CELL_TEXT:
    default:
      wg_workbook_text (book, there ? json_object_get_string_member (row, cell->member) : NULL);
      break;
    }
}

static const char *
translate (const char *context, const char *word)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, context, word);
}

static void
write_table (WgWorkbook *book, JsonObject *figures, const Table *table)
{
  JsonObject *parent = table->parent != NULL ? json_object_get_object_member (figures, table->parent) : figures;
  JsonArray *list = json_object_has_member (parent, table->list) ? json_object_get_array_member (parent, table->list) : NULL;
  const char *titles[MOST_CELLS + 1] = { NULL };

  if (list == NULL)
    return;
  for (guint i = 0; i < MOST_CELLS && table->cells[i].title != NULL; i++)
    titles[i] = translate ("briefing", table->cells[i].title);
  wg_workbook_begin_sheet (book, translate ("sheet", table->name), titles);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      for (guint k = 0; titles[k] != NULL; k++)
        write_cell (book, json_array_get_object_element (list, i), &table->cells[k]);
      wg_workbook_end_row (book);
    }
}

/* --- The figures, and what they are about --- */

static void
write_figure (WgWorkbook *book, const char *title, JsonObject *figure)
{
  gint64 value = wg_briefing_get_int (figure, "value"), pop = wg_briefing_get_int (figure, "pop"), yoy = wg_briefing_get_int (figure, "yoy");
  gboolean is_rate = !json_object_get_null_member (figure, "denominator");

  wg_workbook_text (book, title);
  wg_workbook_int (book, wg_briefing_get_int (figure, "numerator"));
  wg_workbook_int (book, wg_briefing_get_int (figure, "denominator"));
  if (is_rate)
    {
      wg_workbook_percent (book, value);
      wg_workbook_percent (book, pop);
      wg_workbook_percent (book, yoy);
    }
  else
    {
      wg_workbook_int (book, value);
      wg_workbook_int (book, pop);
      wg_workbook_int (book, yoy);
    }
  wg_workbook_end_row (book);
}

static void
write_figures (WgWorkbook *book, JsonObject *figures)
{
  const char *const titles[] = { C_ ("briefing", "Figure"), C_ ("briefing", "numerator"), C_ ("briefing", "denominator"), C_ ("briefing", "value"),
                                 C_ ("briefing", "change from before"), C_ ("briefing", "change from a year ago"), NULL };
  JsonArray *list = json_object_get_array_member (figures, "figures");
  JsonArray *own = json_object_has_member (figures, "expressions") ? json_object_get_array_member (figures, "expressions") : NULL;

  wg_workbook_begin_sheet (book, C_ ("sheet", "Figures"), titles);
  for (guint i = 0; i < json_array_get_length (list); i++)
    write_figure (book, wg_briefing_get_label (json_array_get_object_element (list, i)), json_array_get_object_element (list, i));
  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    write_figure (book, wg_briefing_get_label (json_array_get_object_element (own, i)), json_array_get_object_element (own, i));
}

static void
write_line (WgWorkbook *book, const char *name, const char *text)
{
  wg_workbook_text (book, name);
  wg_workbook_text (book, text);
  wg_workbook_end_row (book);
}

static void
write_time (WgWorkbook *book, const char *name, gint64 ms)
{
  wg_workbook_text (book, name);
  wg_workbook_time (book, ms);
  wg_workbook_end_row (book);
}

static void
write_about (WgWorkbook *book, const WgBriefingPaper *paper)
{
  const char *const titles[] = { C_ ("briefing", "what"), C_ ("briefing", "value"), NULL };
  JsonObject *figures = paper->figures;
  JsonObject *boundary = json_object_has_member (figures, "boundary") ? json_object_get_object_member (figures, "boundary") : NULL;

  wg_workbook_begin_sheet (book, C_ ("sheet", "About"), titles);
  write_line (book, C_ ("briefing", "report"), wg_briefing_get_title (figures));
  write_line (book, C_ ("briefing", "district"), json_object_get_string_member (figures, "district"));
  write_time (book, C_ ("briefing", "from"), json_object_get_int_member (figures, "from_ms"));
  write_time (book, C_ ("briefing", "to, not included"), json_object_get_int_member (figures, "to_ms"));
  write_time (book, C_ ("briefing", "data as of"), json_object_get_int_member (figures, "as_of_ms"));
  write_time (book, C_ ("briefing", "data since"), wg_briefing_get_int (figures, "begin_ms"));
  if (boundary != NULL)
    {
      gint64 version = wg_briefing_get_int (boundary, "version");

      write_time (book, C_ ("briefing", "boundaries since"), wg_briefing_get_int (boundary, version != G_MININT64 ? "version_ms" : "since_ms"));
      wg_workbook_text (book, C_ ("briefing", "boundary version"));
      wg_workbook_int (book, version);
      wg_workbook_end_row (book);
    }
  write_line (book, C_ ("briefing", "percentages"),
              g_str_equal (json_object_get_string_member (figures, "rounding"), "rounded") ? C_ ("briefing", "rounded") : C_ ("briefing", "cut off"));
  wg_workbook_text (book, C_ ("briefing", "last event"));
  wg_workbook_int (book, json_object_get_int_member (figures, "last_event"));
  wg_workbook_end_row (book);
  wg_workbook_text (book, C_ ("briefing", "briefing"));
  wg_workbook_int (book, paper->id > 0 ? paper->id : G_MININT64);
  wg_workbook_end_row (book);
  write_line (book, C_ ("briefing", "drafted by"), json_object_get_string_member_with_default (figures, "drafter", NULL));
  write_line (book, C_ ("briefing", "reviewed by"), C_ ("briefing", "nobody"));
}

gboolean
wg_briefing_book_write (const WgBriefingPaper *paper, const char *file, GError **error)
{
  g_autoptr (WgWorkbook) book = wg_workbook_new (file, wg_briefing_get_title (paper->figures), wg_briefing_get_made (paper), paper->zone);

  write_about (book, paper);
  write_figures (book, paper->figures);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    write_table (book, paper->figures, &tables[i]);
  return wg_workbook_close (book, error);
}
