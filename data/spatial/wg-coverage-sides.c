/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every edit of boundaries is a change of directed sides. Twins cancel, what is left is an outline; and whether an
 * outline is sound is asked of its sides, in whole numbers.
 */

#include "wg-coverage-private.h"

#include <stdlib.h>

GArray *
wg_sides_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (WgSide));
}

void
wg_sides_add_shape (GArray *sides, const WgShape *shape)
{
  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 0; i < shape->rings[r].n_points; i++)
        {
          WgSide side = { corners[i], corners[i + 1] };

          g_array_append_val (sides, side);
        }
    }
}

void
wg_sides_add_piece (GArray *sides, const WgPiece *piece)
{
  for (guint r = 0; r < piece->rings->len; r++)
    {
      const WgRing *ring = g_ptr_array_index (piece->rings, r);

      for (guint i = 0; i < ring->n_corners; i++)
        {
          WgSide side = { ring->corners[i], ring->corners[(i + 1) % ring->n_corners] };

          g_array_append_val (sides, side);
        }
    }
}

int
wg_side_compare (gconstpointer a, gconstpointer b)
{
  const WgSide *one = a, *two = b;
  int order = wg_corner_compare (one->from, two->from);

  return order != 0 ? order : wg_corner_compare (one->to, two->to);
}

static gboolean
runs_back (const WgSide *side)
{
  return wg_corner_compare (side->from, side->to) > 0;
}

/* The same whichever way it runs. */
WgSide
wg_side_forward (const WgSide *side)
{
  return runs_back (side) ? (WgSide){ side->to, side->from } : *side;
}

int
wg_side_compare_twins (const WgSide *a, const WgSide *b)
{
  WgSide one = wg_side_forward (a), two = wg_side_forward (b);

  return wg_side_compare (&one, &two);
}

/* Both directions of a side stand together, the forward ones first. */
static int
compare_twins (gconstpointer a, gconstpointer b)
{
  int order = wg_side_compare_twins (a, b);

  return order != 0 ? order : runs_back (a) - runs_back (b);
}

static gboolean
are_twins (const WgSide *a, const WgSide *b)
{
  return (wg_corner_equal (a->from, b->from) && wg_corner_equal (a->to, b->to))
         || (wg_corner_equal (a->from, b->to) && wg_corner_equal (a->to, b->from));
}

/* Takes out each pair of a side and its reverse. */
void
wg_sides_cancel (GArray *sides)
{
  WgSide *all = (WgSide *) (void *) sides->data;
  guint n_kept = 0, i = 0;

  g_array_sort (sides, compare_twins);
  while (i < sides->len)
    {
      WgSide first = all[i];
      guint end = i, forward = 0, n_same;

      while (end < sides->len && are_twins (&first, &all[end]))
        {
          forward += wg_corner_compare (all[end].from, all[end].to) < 0;
          end++;
        }
      n_same = end - i;
      if (2 * forward > n_same)
        {
          for (guint k = 0; k < 2 * forward - n_same; k++)
            all[n_kept++] = first;
        }
      else
        {
          WgSide last = all[end - 1];

          for (guint k = 0; k < n_same - 2 * forward; k++)
            all[n_kept++] = last;
        }
      i = end;
    }
  g_array_set_size (sides, n_kept);
}

int
wg_sides_find (const GArray *sides, WgCorner from, WgCorner to)
{
  const WgSide *all = (const WgSide *) (const void *) sides->data;

  for (guint i = 0; i < sides->len; i++)
    {
      if (wg_corner_equal (all[i].from, from) && wg_corner_equal (all[i].to, to))
        return i;
    }
  return -1;
}

/* Puts the corners of @way between the two ends of a side, in their order or backwards. */
void
wg_sides_replace (GArray *sides, guint index, const GArray *way, gboolean backwards)
{
  WgSide old = g_array_index (sides, WgSide, index);
  WgCorner at = old.from;

  for (guint i = 0; i < way->len; i++)
    {
      WgSide side = { at, g_array_index (way, WgCorner, backwards ? way->len - 1 - i : i) };

      if (i == 0)
        g_array_index (sides, WgSide, index) = side;
      else
        g_array_append_val (sides, side);
      at = side.to;
    }
  if (way->len > 0)
    {
      WgSide last = { at, old.to };

      g_array_append_val (sides, last);
    }
}

/* @doubled has twice the coordinates, so that the middle of a side is a whole number too. */
WgPlace
wg_sides_locate (const GArray *sides, WgCorner doubled)
{
  const WgSide *all = (const WgSide *) (const void *) sides->data;
  gboolean inside = FALSE;

  for (guint i = 0; i < sides->len; i++)
    {
      WgCorner a = { 2 * all[i].from.lon, 2 * all[i].from.lat }, b = { 2 * all[i].to.lon, 2 * all[i].to.lat };
      gboolean crosses = (a.lat > doubled.lat) != (b.lat > doubled.lat);

      if (!crosses && a.lat != doubled.lat && b.lat != doubled.lat)
        continue;
      if (wg_exact_on (a, b, doubled))
        return WG_PLACE_BORDER;
      if (crosses && (b.lat > a.lat) == (wg_exact_turn (a, b, doubled) > 0))
        inside = !inside;
    }
  return inside ? WG_PLACE_INSIDE : WG_PLACE_OUTSIDE;
}

/* Two sides of one grid may share ends, and nothing else. */
static gboolean
clash (const WgSide *a, const WgSide *b, WgCorner *where)
{
  gboolean fits;

  if (!wg_exact_boxes_meet (a->from, a->to, b->from, b->to))
    return FALSE;
  if (are_twins (a, b))
    {
      *where = a->from;
      return TRUE;
    }
  fits = !((wg_exact_on (a->from, a->to, b->from) && !wg_corner_equal (b->from, a->from) && !wg_corner_equal (b->from, a->to))
           || (wg_exact_on (b->from, b->to, a->from) && !wg_corner_equal (a->from, b->from) && !wg_corner_equal (a->from, b->to)));
  if (!fits)
    {
      *where = wg_exact_on (a->from, a->to, b->from) ? b->from : a->from;
      return TRUE;
    }
  if (!wg_exact_cross (a->from, a->to, b->from, b->to))
    return FALSE;
  *where = wg_exact_meeting (a->from, a->to, b->from, b->to);
  return TRUE;
}

static gboolean
is_known (const GArray *known, const WgSide *side)
{
  return known->len > 0 && bsearch (side, known->data, known->len, sizeof (WgSide), wg_side_compare) != NULL;
}

/* Whether the side's end is the end of another side too: then the ring touches itself there. */
static gboolean
touches (const GArray *sides, const WgSide *side)
{
  guint n_ends = 0;

  for (guint i = 0; i < sides->len; i++)
    n_ends += wg_corner_equal (g_array_index (sides, WgSide, i).to, side->to);
  return n_ends > 1;
}

/* Looks for a place where a side that is not in @known (sorted) crosses another one, lies on it, or, when @strict,
 * touches in a corner. Sides known before were sound among themselves.
 */
gboolean
wg_sides_find_clash (const GArray *sides, const GArray *known, gboolean strict, WgCorner *where)
{
  const WgSide *all = (const WgSide *) (const void *) sides->data;

  for (guint i = 0; i < sides->len; i++)
    {
      if (is_known (known, &all[i]))
        continue;
      for (guint k = 0; k < sides->len; k++)
        {
          if (k != i && clash (&all[i], &all[k], where))
            return TRUE;
        }
      if (strict && touches (sides, &all[i]))
        {
          *where = all[i].to;
          return TRUE;
        }
    }
  return FALSE;
}
