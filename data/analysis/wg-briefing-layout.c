/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what stands where on a page is decided once, for the wall, the window and the picture that is sent around, and never
 * by hand: the same tiles make the same page at every size.
 */

#include "wg-briefing-layout.h"

#include <glib/gi18n-lib.h>

#define MAP_SHARE 0.58
#define MOST_IN_ROW 6
#define NUMBER_HEIGHT 0.165

static const char *const kinds[WG_N_TILE_KINDS] = { "map", "number", "trend", "ranking", "table", "text" };

const char *
wg_tile_kind_to_nick (WgTileKind kind)
{
  return kinds[MIN ((guint) kind, WG_N_TILE_KINDS - 1)];
}

gboolean
wg_tile_kind_from_nick (const char *nick, WgTileKind *kind)
{
  for (guint i = 0; nick != NULL && i < WG_N_TILE_KINDS; i++)
    {
      if (g_str_equal (nick, kinds[i]))
        {
          *kind = (WgTileKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
tile_free (gpointer data)
{
  g_free (((WgBriefingTile *) data)->about);
  g_free (data);
}

WgBriefingLeaf *
wg_briefing_leaf_new (const char *title)
{
  WgBriefingLeaf *leaf = g_new0 (WgBriefingLeaf, 1);

  leaf->title = g_strdup (title);
  leaf->tiles = g_ptr_array_new_with_free_func (tile_free);
  return leaf;
}

void
wg_briefing_leaf_free (WgBriefingLeaf *leaf)
{
  g_free (leaf->title);
  g_ptr_array_unref (leaf->tiles);
  g_free (leaf);
}

void
wg_briefing_leaf_add (WgBriefingLeaf *leaf, WgTileKind kind, const char *about)
{
  WgBriefingTile *tile = g_new0 (WgBriefingTile, 1);

  *tile = (WgBriefingTile){ kind, g_strdup (about) };
  g_ptr_array_add (leaf->tiles, tile);
}

/* --- The pages that ship --- */

typedef struct
{
  guint page;
  WgTileKind kind;
  const char *about;
} StandardTile;

static const StandardTile standard[] = {
  { 0, WG_TILE_NUMBER, "due_to_close" },
  { 0, WG_TILE_NUMBER, "close_rate" },
  { 0, WG_TILE_NUMBER, "close_on_time_rate" },
  { 0, WG_TILE_NUMBER, "satisfaction_rate" },
  { 0, WG_TILE_NUMBER, "backlog_open" },
  { 0, WG_TILE_NUMBER, "backlog_overdue" },
  { 0, WG_TILE_TREND, "received" },
  { 0, WG_TILE_RANKING, "grids" },
  { 0, WG_TILE_TEXT, "attention" },
  { 1, WG_TILE_MAP, "hotspots" },
  { 1, WG_TILE_NUMBER, "close_rate" },
  { 1, WG_TILE_NUMBER, "close_on_time_rate" },
  { 1, WG_TILE_TABLE, "clusters" },
  { 1, WG_TILE_RANKING, "grids" },
  { 2, WG_TILE_TREND, "received" },
  { 2, WG_TILE_TABLE, "rising" },
  { 3, WG_TILE_NUMBER, "backlog_open" },
  { 3, WG_TILE_NUMBER, "backlog_overdue" },
  { 3, WG_TILE_NUMBER, "backlog_suspended" },
  { 3, WG_TILE_NUMBER, "undispatched" },
  { 3, WG_TILE_NUMBER, "third_bounce" },
  { 3, WG_TILE_TABLE, "overdue" },
  { 3, WG_TILE_RANKING, "grids" },
  { 4, WG_TILE_MAP, "unhappy" },
  { 4, WG_TILE_NUMBER, "done_rate" },
  { 4, WG_TILE_NUMBER, "satisfaction_rate" },
  { 4, WG_TILE_NUMBER, "feedback_rate" },
  { 4, WG_TILE_NUMBER, "solved_rate" },
  { 4, WG_TILE_RANKING, "unhappy" },
  { 5, WG_TILE_TABLE, "figures" },
  { 5, WG_TILE_TABLE, "grids" },
};

GPtrArray *
wg_briefing_layout_new_standard (void)
{
  static const char *const titles[] = { NC_ ("briefing page", "Overview"), NC_ ("briefing page", "Hotspots"), NC_ ("briefing page", "Rising"),
                                        NC_ ("briefing page", "Handling overdue"), NC_ ("briefing page", "Satisfaction"), NC_ ("briefing page", "All figures") };
  GPtrArray *leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_briefing_leaf_free);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_ptr_array_add (leaves, wg_briefing_leaf_new (g_dpgettext2 (GETTEXT_PACKAGE, "briefing page", titles[i])));
  for (guint i = 0; i < G_N_ELEMENTS (standard); i++)
    wg_briefing_leaf_add (g_ptr_array_index (leaves, standard[i].page), standard[i].kind, standard[i].about);
  return leaves;
}

/* --- Where they stand --- */

static WgTileKind
get_kind (const WgBriefingLeaf *leaf, guint i)
{
  return ((const WgBriefingTile *) g_ptr_array_index (leaf->tiles, i))->kind;
}

static guint
count (const WgBriefingLeaf *leaf, WgTileKind kind)
{
  guint n = 0;

  for (guint i = 0; i < leaf->tiles->len; i++)
    n += get_kind (leaf, i) == kind;
  return n;
}

/* How much of a column a tile wants beside others. */
static double
get_weight (WgTileKind kind)
{
  return kind == WG_TILE_TEXT ? 0.6 : 1.0;
}

/* Numbers in rows of @in_row, then the others in @n_columns, each in the lower one. */
static void
arrange_column (const WgBriefingLeaf *leaf, WgTilePlace area, guint in_row, guint n_columns, WgTilePlace *places)
{
  guint n_numbers = count (leaf, WG_TILE_NUMBER), n_rows = in_row > 0 ? (n_numbers + in_row - 1) / in_row : 0, number = 0, other = 0;
  guint n_others = leaf->tiles->len - n_numbers - count (leaf, WG_TILE_MAP);
  double row_height = n_others > 0 ? NUMBER_HEIGHT : area.height / MAX (n_rows, 1), top = area.y + n_rows * row_height;
  double weights[2] = { 0.0, 0.0 }, used[2] = { 0.0, 0.0 };

  n_columns = MIN (n_columns, MAX (n_others, 1));
  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      if (get_kind (leaf, i) != WG_TILE_NUMBER && get_kind (leaf, i) != WG_TILE_MAP)
        weights[other++ % n_columns] += get_weight (get_kind (leaf, i));
    }
  other = 0;
  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      guint column = other % n_columns;

      if (get_kind (leaf, i) == WG_TILE_MAP)
        continue;
      if (get_kind (leaf, i) == WG_TILE_NUMBER)
        {
          places[i] = (WgTilePlace){ area.x + number % in_row * area.width / in_row, area.y + number / in_row * row_height, area.width / in_row, row_height };
          number++;
          continue;
        }
      places[i] = (WgTilePlace){ area.x + column * area.width / n_columns, top + used[column], area.width / n_columns,
                                 (area.y + area.height - top) * get_weight (get_kind (leaf, i)) / weights[column] };
      used[column] += places[i].height;
      other++;
    }
}

void
wg_briefing_leaf_arrange (const WgBriefingLeaf *leaf, WgTilePlace *places)
{
  guint n_maps = count (leaf, WG_TILE_MAP), map = 0;
  double share = n_maps == leaf->tiles->len ? 1.0 : MAP_SHARE;

  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      if (get_kind (leaf, i) != WG_TILE_MAP)
        continue;
      places[i] = (WgTilePlace){ 0.0, (double) map / n_maps, share, 1.0 / n_maps };
      map++;
    }
  if (n_maps > 0)
    arrange_column (leaf, (WgTilePlace){ share, 0.0, 1.0 - share, 1.0 }, 2, 1, places);
  else
    arrange_column (leaf, (WgTilePlace){ 0.0, 0.0, 1.0, 1.0 }, CLAMP (count (leaf, WG_TILE_NUMBER), 1, MOST_IN_ROW), 2, places);
}
