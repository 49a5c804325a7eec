/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what hangs on the wall must be read from four metres, so a tile has one thing to say: a number with what it is
 * divided by and how it changed, a line, a row of bars. The same code draws the window, the wall and the picture.
 */

#include "wg-briefing-tile.h"

#include "wg-briefing-private.h"
#include "wg-briefing-table.h"
#include "wg-indicators.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PADDING 0.75 /* em */
#define RADIUS 0.5
#define NUMBER_SIZE 2.7
#define TITLE_SIZE 1.0
#define ROW 1.9

typedef struct
{
  const WgBriefingCanvas *canvas;
  cairo_t *cr;
  double em;
  double x; /* inside the card */
  double y;
  double width;
  double height;
} Card;

double
wg_briefing_canvas_get_em (double width, double height)
{
  return MAX (9.0, 17.0 * MIN (width / 1920.0, height / 1080.0));
}

static guint32
ink_of (const WgBriefingCanvas *canvas, WgToken token)
{
  return wg_palette_get (canvas->theme, token);
}

static guint32
rule_of (const WgBriefingCanvas *canvas)
{
  return wg_palette_mix (ink_of (canvas, WG_TOKEN_PAPER), ink_of (canvas, WG_TOKEN_INK), 0.16);
}

static WgSheetText
style_of (const Card *card, double size, int weight, WgToken token, double width, WgSheetAlign align)
{
  return (WgSheetText){ size * card->em, weight, ink_of (card->canvas, token), width, 1, align };
}

static double
write_text (Card *card, double x, double y, WgSheetText style, const char *text)
{
  return wg_sheet_text (card->cr, x, y, &style, text);
}

static Card
begin_card (const WgBriefingCanvas *canvas, double x, double y, double width, double height)
{
  double pad = PADDING * canvas->em;

  wg_sheet_box (canvas->cr, x, y, width, height, RADIUS * canvas->em, ink_of (canvas, WG_TOKEN_PAPER), rule_of (canvas));
  return (Card){ canvas, canvas->cr, canvas->em, x + pad, y + pad * 0.7, width - 2.0 * pad, height - 1.4 * pad };
}

/* The title of a card; what is below it is left. */
static void
put_title (Card *card, const char *title, const char *aside)
{
  double aside_width = 0.0, used;
  WgSheetText style = style_of (card, 0.85, 400, WG_TOKEN_DIM, 0.0, WG_SHEET_RIGHT);

  if (aside != NULL)
    {
      aside_width = wg_sheet_measure (card->cr, &style, aside) + card->em;
      write_text (card, card->x + card->width, card->y + 0.15 * card->em, style, aside);
    }
  used = write_text (card, card->x, card->y, style_of (card, TITLE_SIZE, 700, WG_TOKEN_INK, card->width - aside_width, WG_SHEET_LEFT), title) + 0.35 * card->em;
  card->y += used;
  card->height -= used;
}

static void
put_empty (Card *card, const char *sentence)
{
  WgSheetText style = style_of (card, 1.0, 400, WG_TOKEN_DIM, card->width, WG_SHEET_LEFT);

  style.lines = 3;
  write_text (card, card->x, card->y + 0.4 * card->em, style, sentence);
}

/* --- A number --- */

/* Whether more is better (1), worse (-1), or neither. */
static int
get_direction (const char *key)
{
  static const char *const worse[] = { "backlog_open", "backlog_suspended", "backlog_overdue", "undispatched", "third_bounce", "bounces",
                                       "reopened", "rework_times", "rework_rate", "closed_but_unhappy", NULL };

  if (g_strv_contains (worse, key))
    return -1;
  return g_str_has_suffix (key, "_rate") ? 1 : 0;
}

static WgToken
get_change_token (const char *key, gint64 change)
{
  int direction = get_direction (key);

  if (change == 0 || change == G_MININT64 || direction == 0)
    return WG_TOKEN_DIM;
  return (change > 0) == (direction > 0) ? WG_TOKEN_OK : WG_TOKEN_WARN;
}

static void
draw_number (Card *card, const char *key)
{
  JsonObject *figure = wg_briefing_find_figure (card->canvas->paper->figures, key);
  double em = card->em, line, size;
  g_autofree char *value = NULL, *change = NULL, *ground = NULL;
  WgSheetText style;

  if (figure == NULL)
    {
      put_empty (card, _ ("This briefing does not have that figure."));
      return;
    }
  value = wg_briefing_format_value (figure);
  change = wg_briefing_format_change (wg_briefing_get_int (figure, "pop"), !json_object_get_null_member (figure, "denominator"));
  ground = wg_briefing_is_rate (figure) ? wg_briefing_format_ground (card->canvas->paper->figures, figure) : NULL;
  line = write_text (card, card->x, card->y, style_of (card, 1.0, 400, WG_TOKEN_DIM, card->width, WG_SHEET_LEFT), wg_briefing_get_label (figure));
  size = CLAMP ((card->height / em - 2.0 * line / em) / 1.45, 1.0, NUMBER_SIZE);
  style = style_of (card, size, 800, WG_TOKEN_INK, 0.0, WG_SHEET_LEFT);
  while (style.size > em && wg_sheet_measure (card->cr, &style, value) > card->width)
    style.size *= 0.92; /* a number is never cut */
  write_text (card, card->x, card->y + line, style, value);
  write_text (card, card->x + card->width, card->y + card->height - line,
              style_of (card, 1.0, 700, get_change_token (key, wg_briefing_get_int (figure, "pop")), 0.0, WG_SHEET_RIGHT), change);
  if (ground != NULL)
    write_text (card, card->x, card->y + card->height - line, style_of (card, 1.0, 400, WG_TOKEN_DIM, 0.0, WG_SHEET_LEFT), ground);
}

/* --- A line --- */

static void
draw_trend (Card *card)
{
  const WgBriefingCanvas *canvas = card->canvas;
  WgBriefingPens pens = { ink_of (canvas, WG_TOKEN_INK), ink_of (canvas, WG_TOKEN_DIM), rule_of (canvas), ink_of (canvas, WG_TOKEN_ACCENT), card->em / 8.6 };

  put_title (card, _ ("Cases received"), wg_briefing_has_year_ago (canvas->paper->figures) ? _ ("solid: now, dashed: a year ago") : NULL);
  wg_briefing_chart_draw (canvas->paper, card->cr, &pens, card->x, card->y, card->width, card->height);
}

/* --- Bars --- */

static const char *
get_name (JsonObject *row)
{
  return json_object_get_null_member (row, "name") ? "–" : json_object_get_string_member (row, "name");
}

/* One bar with its name, value and ground. */
static void
draw_bar (Card *card, double y, const char *name, double share, const char *value, const char *ground, const char *change, gboolean first)
{
  const WgBriefingCanvas *canvas = card->canvas;
  double em = card->em, name_width = MIN (8.5 * em, 0.3 * card->width), figures = 14.5 * em, right = card->x + card->width;
  double left = card->x + name_width + 0.5 * em, track = MAX (0.0, card->width - name_width - figures - em);
  guint32 accent = ink_of (canvas, WG_TOKEN_ACCENT);

  write_text (card, card->x, y, style_of (card, 1.0, first ? 700 : 400, WG_TOKEN_INK, name_width, WG_SHEET_LEFT), name);
  wg_sheet_box (card->cr, left, y + 0.35 * em, track, 0.8 * em, 0.15 * em, rule_of (canvas), -1);
  if (share > 0.005)
    wg_sheet_box (card->cr, left, y + 0.35 * em, track * MIN (share, 1.0), 0.8 * em, 0.15 * em,
                  first ? wg_palette_mix (accent, ink_of (canvas, WG_TOKEN_INK), 0.35) : accent, -1);
  write_text (card, right - figures + 4.6 * em, y, style_of (card, 1.0, 700, WG_TOKEN_INK, 0.0, WG_SHEET_RIGHT), value);
  write_text (card, right - 4.2 * em, y, style_of (card, 0.9, 400, WG_TOKEN_DIM, 0.0, WG_SHEET_RIGHT), ground);
  write_text (card, right, y, style_of (card, 0.9, 400, WG_TOKEN_DIM, 0.0, WG_SHEET_RIGHT), change);
}

static gint64
get_number (JsonObject *row, const char *member)
{
  return json_object_has_member (row, member) ? wg_briefing_get_int (row, member) : G_MININT64;
}

static int
compare_unhappy (gconstpointer a, gconstpointer b)
{
  gint64 p = get_number (*(JsonObject *const *) a, "gap"), q = get_number (*(JsonObject *const *) b, "gap");

  return p != q ? (p > q ? -1 : 1) : 0;
}

static GPtrArray *
list_bars (JsonArray *rows, gboolean unhappy)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    g_ptr_array_add (list, json_array_get_object_element (rows, i));
  if (unhappy)
    g_ptr_array_sort (list, compare_unhappy);
  return list;
}

/* A gap is no change: it has no arrow. */
static char *
format_gap (gint64 gap)
{
  g_autofree char *size = gap != G_MININT64 ? wg_percent_format (ABS (gap)) : NULL;

  return size != NULL ? g_strconcat (gap < 0 ? "−" : "", size, NULL) : g_strdup ("–");
}

static void
draw_bar_of (Card *card, double y, JsonObject *row, gboolean unhappy, gboolean first)
{
  gint64 share = get_number (row, unhappy ? "satisfied" : "value"), n = get_number (row, unhappy ? "satisfied_n" : "in_time");
  g_autofree char *percent = wg_percent_format (share), *value = percent != NULL ? g_strdup_printf ("%s %%", percent) : g_strdup ("–");
  g_autofree char *ground = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, n, get_number (row, unhappy ? "satisfied_d" : "due"));
  g_autofree char *change = unhappy ? format_gap (get_number (row, "gap")) : wg_briefing_format_change (get_number (row, "change"), TRUE);

  draw_bar (card, y, get_name (row), share != G_MININT64 ? (double) share / 10000.0 : 0.0, value, ground, change, first);
}

/* What the last column is, and how many of all there is room for; where both have none, the latter. */
static char *
describe_bars (Card *card, const char *title, const char *last, guint n, guint n_all)
{
  const WgSheetText bold = style_of (card, TITLE_SIZE, 700, WG_TOKEN_INK, 0.0, WG_SHEET_LEFT), dim = style_of (card, 0.85, 400, WG_TOKEN_DIM, 0.0, WG_SHEET_LEFT);
  g_autofree char *cut = wg_briefing_describe_cut (card->canvas->theme, n, n_all), *both = NULL;

  if (cut == NULL)
    return g_strdup (last);
  both = g_strjoin (" · ", cut, last, NULL);
  return g_strdup (wg_sheet_measure (card->cr, &bold, title) + wg_sheet_measure (card->cr, &dim, both) + card->em <= card->width ? both : cut);
}

static void
draw_ranking (Card *card, const char *about)
{
  gboolean unhappy = g_str_equal (about, "unhappy");
  JsonObject *figures = card->canvas->paper->figures;
  const char *member = unhappy ? "unhappy" : "table";
  g_autoptr (GPtrArray) rows = list_bars (json_object_has_member (figures, member) ? json_object_get_array_member (figures, member) : NULL, unhappy);
  const char *title = unhappy ? _ ("Satisfied of those who answered") : _ ("Closed in time of those due, lowest first");
  guint n = (guint) MIN ((double) rows->len, MAX (1.0, (card->height - 1.8 * card->em) / (ROW * card->em)));
  g_autofree char *aside = describe_bars (card, title, unhappy ? _ ("right: how far below closed") : _ ("right: against the period before"), n, rows->len);
  double row_height;

  put_title (card, title, aside);
  if (rows->len == 0)
    {
      put_empty (card, _ ("No grids to compare."));
      return;
    }
  row_height = MIN (card->height / n, 2.4 * card->em);
  for (guint i = 0; i < n; i++)
    draw_bar_of (card, card->y + i * row_height, g_ptr_array_index (rows, i), unhappy, i == 0);
}

/* --- A table --- */

static double
measure_column (Card *card, const WgBriefingTable *table, guint column, guint first, guint n_rows)
{
  WgSheetText style = style_of (card, 0.95, 700, WG_TOKEN_INK, 0.0, WG_SHEET_LEFT);
  double width = wg_sheet_measure (card->cr, &style, table->columns[column]);

  for (guint i = 0; i < n_rows; i++)
    width = MAX (width, wg_sheet_measure (card->cr, &style, ((WgBriefingRow *) g_ptr_array_index (table->rows, first + i))->cells[column]));
  return width;
}

static void
draw_cells (Card *card, const WgBriefingTable *table, char **cells, const double *widths, double gap, double y, gboolean head)
{
  double x = card->x;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      WgSheetText style = style_of (card, head ? 0.85 : 0.95, i == 0 && !head ? 700 : 400, head ? WG_TOKEN_DIM : WG_TOKEN_INK, widths[i],
                                    table->numeric[i] ? WG_SHEET_RIGHT : WG_SHEET_LEFT);

      write_text (card, table->numeric[i] ? x + widths[i] : x, y, style, cells[i]);
      x += widths[i] + gap;
    }
}

/* Where no cluster is believed, those to be watched are on the map all the same. */
static char *
describe_nothing (const WgBriefingPaper *paper, const WgBriefingTile *tile)
{
  guint n = (guint) json_object_get_int_member (json_object_get_object_member (paper->figures, "hotspots"), "watched");
  g_autofree char *watched = g_strdup_printf (ngettext ("%u grid to be watched", "%u grids to be watched", n), n);

  if (!g_str_equal (tile->about, "clusters"))
    return g_strdup (_ ("Nothing to tell."));
  return n == 0 ? g_strdup (_ ("none that chance does not explain")) : g_strconcat (_ ("none that chance does not explain"), _ ("; "), watched, NULL);
}

char *
wg_briefing_describe_cut (WgTheme theme, guint n, guint n_all)
{
  return n < n_all ? g_strdup_printf (theme == WG_THEME_PRINT ? _ ("%u of %u") : _ ("%u of %u, all with D"), n, n_all) : NULL;
}

static void
draw_table (Card *card, const WgBriefingTile *tile)
{
  g_autoptr (WgBriefingTable) table = wg_briefing_table_new (card->canvas->paper, tile);
  guint n_columns = g_strv_length (table->columns), n_rows, first;
  double widths[10], sum = 0.0, gap = 1.2 * card->em, y;
  g_autofree char *aside = NULL;

  n_rows = (guint) CLAMP (card->height / (ROW * card->em) - 2.0, 1.0, table->rows->len > 0 ? (double) table->rows->len : 1.0);
  /* Of what goes on in time the latest is wanted. */
  first = g_str_equal (tile->about, "received") ? table->rows->len - MIN (n_rows, table->rows->len) : 0;
  aside = wg_briefing_describe_cut (card->canvas->theme, n_rows, table->rows->len);
  put_title (card, table->title, aside);
  if (table->rows->len == 0)
    {
      g_autofree char *sentence = describe_nothing (card->canvas->paper, tile);

      put_empty (card, sentence);
      return;
    }
  for (guint i = 0; i < n_columns; i++)
    {
      widths[i] = measure_column (card, table, i, first, n_rows) + 2.0;
      sum += i > 0 ? widths[i] + gap : 0.0;
    }
  widths[0] = MIN (MAX (widths[0], card->width - sum), MAX (card->width - sum, 4.0 * card->em));
  draw_cells (card, table, table->columns, widths, gap, card->y, TRUE);
  for (guint i = 0; i < n_rows; i++)
    {
      y = card->y + (i + 0.85) * ROW * card->em;
      wg_sheet_line (card->cr, card->x, y, card->x + card->width, y, 0.06 * card->em, rule_of (card->canvas));
      draw_cells (card, table, ((WgBriefingRow *) g_ptr_array_index (table->rows, first + i))->cells, widths, gap, y + 0.2 * card->em, FALSE);
    }
}

/* --- Text --- */

static void
draw_text (Card *card, const WgBriefingTile *tile)
{
  g_autoptr (WgBriefingTable) table = wg_briefing_table_new (card->canvas->paper, tile);
  WgSheetText style = style_of (card, 1.05, 400, WG_TOKEN_INK, card->width, WG_SHEET_LEFT);

  style.lines = 3;
  put_title (card, table->title, NULL);
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1, ((WgBriefingRow *) g_ptr_array_index (table->rows, i))->cells[0]);

      card->y += write_text (card, card->x, card->y, style, table->rows->len > 1 ? line : line + 3) + 0.4 * card->em;
    }
}

void
wg_briefing_tile_draw (const WgBriefingCanvas *canvas, const WgBriefingTile *tile, double x, double y, double width, double height)
{
  Card card;

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, x, y, width, height);
  cairo_clip (canvas->cr);
  card = begin_card (canvas, x, y, width, height);
  switch (tile->kind)
    {
    case WG_TILE_NUMBER:
      draw_number (&card, tile->about);
      break;
    case WG_TILE_TREND:
      draw_trend (&card);
      break;
    case WG_TILE_RANKING:
      draw_ranking (&card, tile->about);
      break;
    case WG_TILE_TABLE:
      draw_table (&card, tile);
      break;
    case WG_TILE_TEXT:
      draw_text (&card, tile);
      break;
    case WG_TILE_MAP:
    default:
      break;
    }
  cairo_restore (canvas->cr);
}

/* --- Words --- */

char *
wg_briefing_tile_get_title (const WgBriefingPaper *paper, const WgBriefingTile *tile)
{
  g_autoptr (WgBriefingTable) table = NULL;
  JsonObject *figure = tile->kind == WG_TILE_NUMBER ? wg_briefing_find_figure (paper->figures, tile->about) : NULL;

  if (figure != NULL)
    return g_strdup (wg_briefing_get_label (figure));
  table = wg_briefing_table_new (paper, tile);
  return g_steal_pointer (&table->title);
}

char *
wg_briefing_tile_describe (const WgBriefingPaper *paper, const WgBriefingTile *tile)
{
  g_autoptr (WgBriefingTable) table = wg_briefing_table_new (paper, tile);
  g_autofree char *title = wg_briefing_tile_get_title (paper, tile);
  GString *text = g_string_new (title);

  for (guint i = 0; i < MIN (table->rows->len, 6); i++)
    {
      g_autofree char *line = g_strjoinv (", ", ((WgBriefingRow *) g_ptr_array_index (table->rows, i))->cells);

      g_string_append_printf (text, "; %s", line);
    }
  return g_string_free (text, FALSE);
}

/* --- The whole page --- */

void
wg_briefing_head_draw (const WgBriefingCanvas *canvas, double x, double y, double width)
{
  JsonObject *figures = canvas->paper->figures;
  Card card = { canvas, canvas->cr, canvas->em, x, y, width, 0.0 };
  g_autofree char *from = wg_briefing_format_time (canvas->paper, json_object_get_int_member (figures, "from_ms"), "%Y-%m-%d");
  g_autofree char *to = wg_briefing_format_time (canvas->paper, json_object_get_int_member (figures, "to_ms") - 1, "%Y-%m-%d");
  g_autofree char *as_of = wg_briefing_format_time (canvas->paper, json_object_get_int_member (figures, "as_of_ms"), "%Y-%m-%d %H:%M");
  g_autofree char *when = g_strdup_printf (_ ("%s to %s"), from, to), *known = g_strdup_printf (_ ("data as of %s"), as_of);
  g_autofree char *issued = canvas->paper->id > 0 ? g_strdup_printf (_ ("Briefing %d"), (int) canvas->paper->id) : g_strdup (_ ("not issued"));
  const char *district = json_object_get_string_member (figures, "district");
  const char *whose = *district == '\0' && canvas->theme != WG_THEME_PRINT ? _ ("district without a name (Preferences, Desk)") : district;
  g_autofree char *line = *whose != '\0' ? g_strjoin (" · ", whose, when, known, issued, NULL) : g_strjoin (" · ", when, known, issued, NULL);

  write_text (&card, x, y, style_of (&card, 2.0, 800, WG_TOKEN_INK, width, WG_SHEET_LEFT), wg_briefing_get_title (figures));
  write_text (&card, x, y + 2.8 * canvas->em, style_of (&card, 1.0, 400, WG_TOKEN_DIM, width, WG_SHEET_LEFT), line);
}

static void
draw_map_tile (const WgBriefingCanvas *canvas, const WgBriefingTile *tile, double x, double y, double width, double height, WgBriefingMapFunc map, gpointer data)
{
  cairo_surface_t *picture = map != NULL ? map (tile, (int) width, (int) height, data) : NULL;

  wg_sheet_box (canvas->cr, x, y, width, height, 0.0, ink_of (canvas, WG_TOKEN_LAND), rule_of (canvas));
  if (picture == NULL)
    return;
  cairo_set_source_surface (canvas->cr, picture, round (x), round (y));
  cairo_paint (canvas->cr);
  cairo_surface_destroy (picture);
}

cairo_surface_t *
wg_briefing_leaf_draw (const WgBriefingPaper *paper, const WgBriefingLeaf *leaf, WgTheme theme, int width, int height, WgBriefingMapFunc map, gpointer user_data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  WgBriefingCanvas canvas = { paper, cr, theme, wg_briefing_canvas_get_em (width, height) };
  double em = canvas.em, edge = 1.4 * em, top = 5.2 * em, gap = 0.7 * em;
  g_autofree WgTilePlace *places = g_new0 (WgTilePlace, MAX (leaf->tiles->len, 1));

  wg_sheet_box (cr, 0.0, 0.0, width, height, 0.0, ink_of (&canvas, WG_TOKEN_LAND), -1);
  wg_briefing_head_draw (&canvas, edge, 0.8 * em, width - 2.0 * edge);
  wg_briefing_leaf_arrange (leaf, places);
  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      const WgBriefingTile *tile = g_ptr_array_index (leaf->tiles, i);
      double w = width - 2.0 * edge + gap, h = height - top - edge + gap;
      double x = edge + places[i].x * w, y = top + places[i].y * h;

      if (tile->kind == WG_TILE_MAP)
        draw_map_tile (&canvas, tile, x, y, places[i].width * w - gap, places[i].height * h - gap, map, user_data);
      else
        wg_briefing_tile_draw (&canvas, tile, x, y, places[i].width * w - gap, places[i].height * h - gap);
    }
  cairo_destroy (cr);
  return surface;
}
