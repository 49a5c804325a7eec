/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the map, the sprites, the legend and the style sheets must show the same colours, and their contrast is a
 * promise that can be computed; so every colour stands once, here, and a test recomputes the promise.
 */

#include "wg-palette.h"

typedef struct
{
  const char *name;
  guint32 colours[WG_N_THEMES];
} Token;

/* clang-format off */
static const Token tokens[WG_N_TOKENS] = {
  /*                             name                  light     dark      print */
  [WG_TOKEN_INK] =           { "wg_ink",           { 0x1c1c1f, 0xffffff, 0x000000 } },
  [WG_TOKEN_DIM] =           { "wg_dim",           { 0x5e5c64, 0xb5b3bd, 0x444444 } },
  [WG_TOKEN_ACCENT] =        { "wg_accent",        { 0x1c71d8, 0x78aeed, 0x1a5fb4 } },
  [WG_TOKEN_SELECT] =        { "wg_select",        { 0x3584e4, 0x3584e4, 0x000000 } },
  [WG_TOKEN_OVERDUE] =       { "wg_overdue",       { 0xc01c28, 0xff7b63, 0xc01c28 } },
  [WG_TOKEN_OVERDUE_BG] =    { "wg_overdue_bg",    { 0xc01c28, 0xc01c28, 0xc01c28 } },
  [WG_TOKEN_ON_OVERDUE_BG] = { "wg_on_overdue_bg", { 0xffffff, 0xffffff, 0xffffff } },
  [WG_TOKEN_WARN] =          { "wg_warn",          { 0x905000, 0xf8c84a, 0x905000 } },
  [WG_TOKEN_WARN_RING] =     { "wg_warn_ring",     { 0xb86e00, 0xf8c84a, 0x000000 } },
  [WG_TOKEN_OK] =            { "wg_ok",            { 0x1a7037, 0x8ff0a4, 0x1a7037 } },
  [WG_TOKEN_EMERGENCY] =     { "wg_emergency",     { 0x1c1c1f, 0xffffff, 0x000000 } },
  [WG_TOKEN_ON_EMERGENCY] =  { "wg_on_emergency",  { 0xffffff, 0x1c1c1f, 0xffffff } },
  [WG_TOKEN_SNAP] =          { "wg_snap",          { 0xc64600, 0xffa348, 0xc64600 } },
  [WG_TOKEN_SIDE_A] =        { "wg_side_a",        { 0x1a5fb4, 0x99c1f1, 0x1a5fb4 } },
  [WG_TOKEN_SIDE_B] =        { "wg_side_b",        { 0x613583, 0xdc8add, 0x613583 } },
  [WG_TOKEN_PAPER] =         { "wg_paper",         { 0xffffff, 0x26262a, 0xffffff } },
  [WG_TOKEN_LAND] =          { "wg_land",          { 0xf4f2ee, 0x232326, 0xffffff } },
  [WG_TOKEN_BLOCK] =         { "wg_block",         { 0xebe8e2, 0x2a2a2e, 0xf6f6f6 } },
  [WG_TOKEN_PARK] =          { "wg_park",          { 0xd3e6cc, 0x23302a, 0xeeeeee } },
  [WG_TOKEN_BORDER] =        { "wg_border",        { 0x232028, 0xffffff, 0x000000 } },
  [WG_TOKEN_CASING] =        { "wg_casing",        { 0xffffff, 0x0d0d10, 0xffffff } },
  [WG_TOKEN_BUILDING] =      { "wg_building",      { 0x4a4036, 0xffffff, 0x000000 } },
  [WG_TOKEN_BUILDING_LINE] = { "wg_building_line", { 0x4a4036, 0xffffff, 0x000000 } },
  [WG_TOKEN_HEM_PAPER] =     { "wg_hem_paper",     { 0xffffff, 0x101012, 0xffffff } },
};

/* viridis hues (CC0, S. van der Walt and N. Smith), the two light and dark ends moved until every number on them reads. */
static const WgClassColour classes[WG_N_THEMES][WG_N_CLASSES] = {
  [WG_THEME_LIGHT] = {
    { 0xf4f2ee, 0.00, 0x5e5c64, 0xffffff },
    { 0xfde725, 0.40, 0x1b1720, 0xffffff },
    { 0x5ec962, 0.46, 0x1b1720, 0xffffff },
    { 0x21918c, 0.56, 0x1b1720, 0xffffff },
    { 0x3b2a78, 0.68, 0xffffff, 0x1b1238 },
  },
  [WG_THEME_DARK] = {
    { 0x232326, 0.00, 0xb5b3bd, 0x0d0d10 },
    { 0x5b3f8f, 0.55, 0xffffff, 0x0d0d10 },
    { 0x2f7d9c, 0.60, 0xffffff, 0x0d0d10 },
    { 0x4fc07a, 0.64, 0x0d0d10, 0xd9f2e2 },
    { 0xfde725, 0.74, 0x0d0d10, 0xfdf7c3 },
  },
  [WG_THEME_PRINT] = {
    { 0xffffff, 0.00, 0x444444, 0xffffff },
    { 0xfde725, 0.40, 0x1b1720, 0xffffff },
    { 0x5ec962, 0.46, 0x1b1720, 0xffffff },
    { 0x21918c, 0.56, 0x1b1720, 0xffffff },
    { 0x3b2a78, 0.68, 0xffffff, 0x1b1238 },
  },
};
/* clang-format on */

static const char *const theme_nicks[WG_N_THEMES] = { "light", "dark", "print" };

const char *
wg_theme_to_nick (WgTheme theme)
{
  g_return_val_if_fail ((guint) theme < WG_N_THEMES, NULL);

  return theme_nicks[theme];
}

gboolean
wg_theme_from_nick (const char *nick, WgTheme *theme)
{
  for (guint i = 0; nick != NULL && i < WG_N_THEMES; i++)
    {
      if (g_str_equal (nick, theme_nicks[i]))
        {
          if (theme != NULL)
            *theme = (WgTheme) i;
          return TRUE;
        }
    }
  return FALSE;
}

guint32
wg_palette_get (WgTheme theme, WgToken token)
{
  g_return_val_if_fail ((guint) theme < WG_N_THEMES, 0);
  g_return_val_if_fail ((guint) token < WG_N_TOKENS, 0);

  return tokens[token].colours[theme];
}

const char *
wg_palette_get_token_name (WgToken token)
{
  g_return_val_if_fail ((guint) token < WG_N_TOKENS, NULL);

  return tokens[token].name;
}

const WgClassColour *
wg_palette_get_class (WgTheme theme, guint klass)
{
  g_return_val_if_fail ((guint) theme < WG_N_THEMES, NULL);

  return &classes[theme][MIN (klass, WG_N_CLASSES - 1)];
}

static guint32
mix_channel (guint32 under, guint32 over, double opacity, guint shift)
{
  double a = (under >> shift) & 0xff;
  double b = (over >> shift) & 0xff;

  return (guint32) (a + (b - a) * opacity + 0.5) << shift;
}

guint32
wg_palette_mix (guint32 under, guint32 over, double opacity)
{
  return mix_channel (under, over, opacity, 16) | mix_channel (under, over, opacity, 8)
         | mix_channel (under, over, opacity, 0);
}

guint32
wg_palette_get_chosen (WgTheme theme, guint32 rgb)
{
  return theme == WG_THEME_DARK ? wg_palette_mix (rgb, 0xffffff, 0.4) : rgb;
}
