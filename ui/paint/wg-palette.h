/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgTheme:
 * @WG_THEME_LIGHT: a lit desk.
 * @WG_THEME_DARK: a dark room or a wall.
 * @WG_THEME_PRINT: paper: no large dark areas, shapes instead of hues where it matters.
 */
typedef enum
{
  WG_THEME_LIGHT,
  WG_THEME_DARK,
  WG_THEME_PRINT,
} WgTheme;
#define WG_N_THEMES 3

/**
 * WgToken:
 *
 * Every named colour of the program. The names of wg_palette_get_token_name() are the ones of the style sheets.
 */
typedef enum
{
  WG_TOKEN_INK,
  WG_TOKEN_DIM,
  WG_TOKEN_ACCENT,
  WG_TOKEN_SELECT,
  WG_TOKEN_OVERDUE,
  WG_TOKEN_OVERDUE_BG,
  WG_TOKEN_ON_OVERDUE_BG,
  WG_TOKEN_WARN,
  WG_TOKEN_WARN_RING,
  WG_TOKEN_OK,
  WG_TOKEN_EMERGENCY,
  WG_TOKEN_ON_EMERGENCY,
  WG_TOKEN_SNAP,
  WG_TOKEN_SIDE_A,
  WG_TOKEN_SIDE_B,
  WG_TOKEN_PAPER,         /* the disc under a glyph, the casing of the select ring, cards */
  WG_TOKEN_LAND,          /* the ground of the map where nothing else is */
  WG_TOKEN_BLOCK,         /* a built-up block of our own base map */
  WG_TOKEN_PARK,          /* a park of our own base map */
  WG_TOKEN_BORDER,        /* the core of a grid border */
  WG_TOKEN_CASING,        /* the casing around it */
  WG_TOKEN_BUILDING,      /* a building's fill */
  WG_TOKEN_BUILDING_LINE, /* a building's outline */
  WG_TOKEN_HEM_PAPER,     /* the underlay of the overdue hem */
} WgToken;
#define WG_N_TOKENS (WG_TOKEN_HEM_PAPER + 1)

/**
 * WG_N_CLASSES:
 *
 * Backlog classes 0 .. 4; class 0 means nothing waits and has no fill.
 */
#define WG_N_CLASSES 5

/**
 * WgClassColour:
 * @hue: the colour of the fill, 0xRRGGBB
 * @opacity: of the fill over the land, 0 .. 1
 * @ink: the colour of a number on it, 0xRRGGBB
 * @halo: the colour of the halo around that number, 0xRRGGBB
 */
typedef struct
{
  guint32 hue;
  double opacity;
  guint32 ink;
  guint32 halo;
} WgClassColour;

const char *wg_theme_to_nick (WgTheme theme);
gboolean wg_theme_from_nick (const char *nick, WgTheme *theme);

/**
 * wg_palette_get:
 *
 * Returns: the colour of @token in @theme as 0xRRGGBB.
 */
guint32 wg_palette_get (WgTheme theme, WgToken token);

/**
 * wg_palette_get_token_name:
 *
 * Returns: the name of @token in the style sheets, `wg_ink` for %WG_TOKEN_INK.
 */
const char *wg_palette_get_token_name (WgToken token);

/**
 * wg_palette_get_class:
 * @klass: 0 .. %WG_N_CLASSES - 1
 *
 * Returns: (transfer none): how class @klass is drawn in @theme.
 */
const WgClassColour *wg_palette_get_class (WgTheme theme, guint klass);

/**
 * wg_palette_mix:
 *
 * Returns: what is seen when @over is laid over @under with @opacity (source over, rounded per channel).
 */
guint32 wg_palette_mix (guint32 under, guint32 over, double opacity);

/**
 * wg_palette_get_chosen:
 * @rgb: a colour that somebody chose on white, 0xRRGGBB
 *
 * Returns: that colour as it is seen in @theme: lighter in the dark.
 */
guint32 wg_palette_get_chosen (WgTheme theme, guint32 rgb);

/**
 * WG_MARK_OPACITY:
 *
 * Of the fill of a marked building.
 */
#define WG_MARK_OPACITY 0.8

#define WG_RED(rgb) ((((rgb) >> 16) & 0xff) / 255.0)
#define WG_GREEN(rgb) ((((rgb) >> 8) & 0xff) / 255.0)
#define WG_BLUE(rgb) (((rgb) &0xff) / 255.0)

G_END_DECLS
