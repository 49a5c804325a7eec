/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how large and how bold a label is written is one table: what is drawn and what is prepared for drawing must not
 * differ.
 */

#include "wg-label-parts.h"

#include <glib/gi18n-lib.h>

#define MANY 3 /* from this class on numbers are larger */
#define COARSE 1.3 /* times as large is a number where grids have others in them */
#define MAX_SMALL_FACTOR 1.5 /* of pills and names */
#define HALO 1.5
#define WIDE_HALO 3.5
#define OVERHANGING 0.85 /* of the size of a number, when it is larger than its grid */

typedef enum
{
  STYLE_NUMBER,
  STYLE_LARGE_NUMBER,
  STYLE_POINTING,
  STYLE_PILL,
  STYLE_NAME,
  STYLE_BOLD_NAME,
  N_STYLES
} Style;

static const struct
{
  double size; /* logical pixels at text size 100 % */
  int weight;
} styles[N_STYLES] = { { 14.0, 700 }, { 16.0, 800 }, { 13.0, 800 }, { 11.0, 800 }, { 12.0, 400 }, { 12.0, 700 } };

static void
make_part (const WgLabelPen *self, WgLabelPart *part, WgMapItemKind kind, const char *string, const WgTextStyle *style)
{
  part->kind = kind;
  part->surface = wg_text_painter_get (self->text, string, style);
  wg_surface_get_logical_size (part->surface, &part->width, &part->height);
}

static Style
get_number_style (guint klass)
{
  return klass >= MANY ? STYLE_LARGE_NUMBER : STYLE_NUMBER;
}

double
wg_label_pen_get_number_size (const WgLabelPen *self, guint klass)
{
  return styles[get_number_style (klass)].size * self->view->text_scale * (self->deepest ? 1.0 : COARSE);
}

double
wg_label_pen_get_pill_size (const WgLabelPen *self)
{
  return styles[STYLE_PILL].size * self->view->text_scale;
}

static char *
format_figure (const WgLabelWish *wish)
{
  if (wish->figure == WG_FIGURE_UNDEFINED)
    return g_strdup ("–");
  if (wish->figure == WG_FIGURE_TENTHS)
    return g_strdup_printf ("%u.%u", wish->value / 10, wish->value % 10);
  return g_strdup_printf ("%u", wish->value);
}

static void
make_number (const WgLabelPen *self, WgLabelPart *part, const WgLabelWish *wish, double factor)
{
  const WgClassColour *colour = wg_palette_get_class (self->view->theme, wish->klass);
  WgTextStyle style = { .size = wg_label_pen_get_number_size (self, wish->klass) * factor,
                        .weight = styles[self->deepest ? get_number_style (wish->klass) : STYLE_LARGE_NUMBER].weight,
                        .ink = colour->ink,
                        .halo = colour->halo,
                        .halo_radius = HALO * self->view->text_scale * factor,
                        .pill = -1 };
  g_autofree char *number = format_figure (wish);

  make_part (self, part, WG_MAP_ITEM_NUMBER, number, &style);
}

static void
make_overdue (const WgLabelPen *self, WgLabelPart *part, guint overdue, double factor)
{
  WgTextStyle style = { .size = wg_label_pen_get_pill_size (self) * MIN (factor, MAX_SMALL_FACTOR),
                        .weight = styles[STYLE_PILL].weight,
                        .ink = wg_palette_get (self->view->theme, WG_TOKEN_ON_OVERDUE_BG),
                        .pill = (gint64) wg_palette_get (self->view->theme, WG_TOKEN_OVERDUE_BG) };
  /* Translators: a red pill on the map under the backlog of a grid: so many of its cases are overdue. Keep it as short.
   */
  g_autofree char *number = g_strdup_printf (C_ ("overdue pill", "! %u"), overdue);

  make_part (self, part, WG_MAP_ITEM_OVERDUE, number, &style);
}

static void
make_name (const WgLabelPen *self, WgLabelPart *part, guint klass, const char *name, double factor)
{
  const WgClassColour *colour = wg_palette_get_class (self->view->theme, klass);
  Style name_style = self->deepest ? STYLE_NAME : STYLE_BOLD_NAME;
  WgTextStyle style = { .size = styles[name_style].size * self->view->text_scale * MIN (factor, MAX_SMALL_FACTOR),
                        .weight = styles[name_style].weight,
                        .ink = colour->ink,
                        .halo = colour->halo,
                        .halo_radius = HALO * self->view->text_scale,
                        .pill = -1 };

  make_part (self, part, WG_MAP_ITEM_NAME, name, &style);
}

guint
wg_label_pen_make (const WgLabelPen *self,
                   const WgLabelWish *wish,
                   const char *name,
                   double factor,
                   WgLabelPart parts[WG_MAX_LABEL_PARTS])
{
  guint n = 0;

  if (wish->value > 0 || wish->figure == WG_FIGURE_UNDEFINED)
    make_number (self, &parts[n++], wish, factor);
  if (wish->overdue > 0 && wish->figure != WG_FIGURE_OVERDUE)
    make_overdue (self, &parts[n++], wish->overdue, factor);
  if (*name != '\0')
    make_name (self, &parts[n++], wish->klass, name, factor);
  return n;
}

/* The colour of the class as it is seen on the land. */
static guint32
get_ground (const WgLabelPen *self, guint klass)
{
  const WgClassColour *colour = wg_palette_get_class (self->view->theme, klass);

  return wg_palette_mix (wg_palette_get (self->view->theme, WG_TOKEN_LAND), colour->hue, klass > 0 ? colour->opacity : 0.0);
}

/* In a wide halo of the colour of the class, and in its own on that: under a number that is larger than its grid there are
 * others, and the hatch, which a pill would hide together with the border.
 */
void
wg_label_pen_make_overhanging (const WgLabelPen *self, const WgLabelWish *wish, WgLabelPart *part)
{
  const WgClassColour *colour = wg_palette_get_class (self->view->theme, wish->klass);
  WgTextStyle style = { .size = OVERHANGING * wg_label_pen_get_number_size (self, wish->klass),
                        .weight = styles[STYLE_LARGE_NUMBER].weight,
                        .ink = colour->ink,
                        .halo = colour->halo,
                        .halo_radius = HALO * self->view->text_scale,
                        .ground = get_ground (self, wish->klass),
                        .ground_radius = WIDE_HALO * self->view->text_scale,
                        .pill = -1 };
  g_autofree char *number = format_figure (wish);

  make_part (self, part, WG_MAP_ITEM_NUMBER, number, &style);
}

double
wg_label_pen_make_pointing (
    const WgLabelPen *self, const WgLabelWish *wish, const char *name, int tail, double tail_at, WgLabelPart *part)
{
  WgTextStyle style = { .size = styles[STYLE_POINTING].size * self->view->text_scale,
                        .weight = styles[STYLE_POINTING].weight,
                        .ink = wg_palette_get_class (self->view->theme, wish->klass)->ink,
                        .pill = get_ground (self, wish->klass),
                        .tail = tail,
                        .tail_at = tail_at };
  g_autofree char *number = format_figure (wish);
  g_autofree char *words = *name != '\0' ? g_strdup_printf ("%s · %s", name, number) : g_strdup (number);

  make_part (self, part, WG_MAP_ITEM_NUMBER, words, &style);
  return WG_TEXT_TAIL * style.size;
}

void
wg_label_parts_measure (const WgLabelPart *parts, guint n, double *width, double *height)
{
  *width = 0.0;
  *height = -WG_LABEL_GAP;
  for (guint i = 0; i < n; i++)
    {
      *width = MAX (*width, parts[i].width);
      *height += parts[i].height + (parts[i].kind == WG_MAP_ITEM_NAME ? 0.0 : WG_LABEL_GAP);
    }
  *height += WG_LABEL_GAP;
}

void
wg_label_parts_clear (WgLabelPart *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&parts[i].surface, cairo_surface_destroy);
}

void
wg_label_parts_prepare (WgTextPainter *text, double text_scale)
{
  for (guint i = 0; i < N_STYLES; i++)
    {
      WgTextStyle style = { .size = styles[i].size * text_scale, .weight = styles[i].weight, .pill = -1 };

      cairo_surface_destroy (wg_text_painter_get (text, "0 网", &style));
    }
}
