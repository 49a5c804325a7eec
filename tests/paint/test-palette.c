/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The promises of the palette, recomputed: WCAG 2 contrast of every token on its ground, and CIEDE2000 between any two
 * backlog classes as they are seen on the map, in normal, protan, deutan and tritan vision.
 *
 * Sources: contrast: W3C, WCAG 2.2, "relative luminance". CIEDE2000: CIE 142-2001, checked with pairs of Sharma, Wu and
 * Dalal (2005). Dichromats: Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB.
 */

#include "wg-palette.h"

#include <math.h>

typedef struct
{
  double v[3];
} Triple;

static double
to_linear (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static Triple
rgb_to_linear (guint32 rgb)
{
  return (Triple){ { to_linear (WG_RED (rgb)), to_linear (WG_GREEN (rgb)), to_linear (WG_BLUE (rgb)) } };
}

static double
luminance (guint32 rgb)
{
  Triple c = rgb_to_linear (rgb);

  return 0.2126 * c.v[0] + 0.7152 * c.v[1] + 0.0722 * c.v[2];
}

static double
contrast (guint32 a, guint32 b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static Triple
multiply (const double matrix[9], Triple in)
{
  Triple out;

  for (int i = 0; i < 3; i++)
    out.v[i] = matrix[3 * i] * in.v[0] + matrix[3 * i + 1] * in.v[1] + matrix[3 * i + 2] * in.v[2];
  return out;
}

static double
lab_f (double t)
{
  return t > 216.0 / 24389.0 ? cbrt (t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

static Triple
linear_to_lab (Triple linear)
{
  static const double to_xyz[9]
      = { 0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920, 0.9503041 };
  Triple xyz = multiply (to_xyz, linear);
  double x = lab_f (xyz.v[0] / 0.95047), y = lab_f (xyz.v[1]), z = lab_f (xyz.v[2] / 1.08883);

  return (Triple){ { 116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z) } };
}

static double
degrees (double radians)
{
  double d = radians * 180.0 / G_PI;

  return d < 0.0 ? d + 360.0 : d;
}

static double
cos_deg (double d)
{
  return cos (d * G_PI / 180.0);
}

/* The mean hue and the hue difference of CIEDE2000, equations 10 and 14. */
static void
hue_terms (double c1, double c2, double h1, double h2, double *delta, double *mean)
{
  double d = h2 - h1, sum = h1 + h2;

  if (c1 * c2 == 0.0)
    {
      *delta = 0.0;
      *mean = sum;
      return;
    }
  *delta = d > 180.0 ? d - 360.0 : (d < -180.0 ? d + 360.0 : d);
  if (fabs (d) <= 180.0)
    *mean = sum / 2.0;
  else
    *mean = sum < 360.0 ? (sum + 360.0) / 2.0 : (sum - 360.0) / 2.0;
}

static double
ciede2000 (Triple a, Triple b)
{
  double mean_c = (hypot (a.v[1], a.v[2]) + hypot (b.v[1], b.v[2])) / 2.0;
  double g = 0.5 * (1.0 - sqrt (pow (mean_c, 7) / (pow (mean_c, 7) + pow (25.0, 7))));
  double a1 = a.v[1] * (1.0 + g), a2 = b.v[1] * (1.0 + g);
  double c1 = hypot (a1, a.v[2]), c2 = hypot (a2, b.v[2]);
  double delta_h, h, t, l, c, sl, sc, sh, rt, dl, dc, dh;

  hue_terms (c1, c2, degrees (atan2 (a.v[2], a1)), degrees (atan2 (b.v[2], a2)), &delta_h, &h);
  l = (a.v[0] + b.v[0]) / 2.0;
  c = (c1 + c2) / 2.0;
  t = 1.0 - 0.17 * cos_deg (h - 30.0) + 0.24 * cos_deg (2.0 * h) + 0.32 * cos_deg (3.0 * h + 6.0)
      - 0.20 * cos_deg (4.0 * h - 63.0);
  sl = 1.0 + 0.015 * (l - 50.0) * (l - 50.0) / sqrt (20.0 + (l - 50.0) * (l - 50.0));
  sc = 1.0 + 0.045 * c;
  sh = 1.0 + 0.015 * c * t;
  rt = -2.0 * sqrt (pow (c, 7) / (pow (c, 7) + pow (25.0, 7)))
       * sin (60.0 * exp (-pow ((h - 275.0) / 25.0, 2)) * G_PI / 180.0);
  dl = (b.v[0] - a.v[0]) / sl;
  dc = (c2 - c1) / sc;
  dh = 2.0 * sqrt (c1 * c2) * sin (delta_h / 2.0 * G_PI / 180.0) / sh;
  return sqrt (dl * dl + dc * dc + dh * dh + rt * dc * dh);
}

static const double visions[4][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

static Triple
see (guint32 rgb, guint vision)
{
  Triple seen = multiply (visions[vision], rgb_to_linear (rgb));

  for (int i = 0; i < 3; i++)
    seen.v[i] = CLAMP (seen.v[i], 0.0, 1.0);
  return linear_to_lab (seen);
}

static void
test_formulas (void)
{
  /* Rows 1, 7, 13 and 24 of the published test pairs. */
  static const double pairs[][7] = {
    { 50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425 },
    { 50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669 },
    { 50.0, -0.0010, 2.4900, 50.0, 0.0011, -2.4900, 4.7461 },
    { 50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const double *p = pairs[i];
      double de = ciede2000 ((Triple){ { p[0], p[1], p[2] } }, (Triple){ { p[3], p[4], p[5] } });

      g_assert_cmpfloat_with_epsilon (de, p[6], 0.0001);
    }
  g_assert_cmpfloat_with_epsilon (contrast (0xffffff, 0x000000), 21.0, 1e-9);
}

typedef struct
{
  WgTheme theme;
  WgToken token;
  guint32 ground;
  double ratio;
} Row;

static const Row rows[] = {
  { WG_THEME_LIGHT, WG_TOKEN_INK, 0xffffff, 4.5 },      { WG_THEME_LIGHT, WG_TOKEN_DIM, 0xffffff, 4.5 },
  { WG_THEME_LIGHT, WG_TOKEN_DIM, 0xebebeb, 4.5 },      { WG_THEME_LIGHT, WG_TOKEN_ACCENT, 0xffffff, 4.5 },
  { WG_THEME_LIGHT, WG_TOKEN_SELECT, 0xffffff, 3.0 },   { WG_THEME_LIGHT, WG_TOKEN_OVERDUE, 0xffffff, 4.5 },
  { WG_THEME_LIGHT, WG_TOKEN_OVERDUE, 0xebebeb, 4.5 },  { WG_THEME_LIGHT, WG_TOKEN_WARN, 0xffffff, 4.5 },
  { WG_THEME_LIGHT, WG_TOKEN_WARN, 0xfdf3d6, 4.5 },     { WG_THEME_LIGHT, WG_TOKEN_WARN_RING, 0xffffff, 3.0 },
  { WG_THEME_LIGHT, WG_TOKEN_OK, 0xffffff, 4.5 },       { WG_THEME_LIGHT, WG_TOKEN_OK, 0xebebeb, 4.5 },
  { WG_THEME_LIGHT, WG_TOKEN_SNAP, 0xf4f2ee, 3.0 },     { WG_THEME_LIGHT, WG_TOKEN_SIDE_A, 0xffffff, 4.5 },
  { WG_THEME_LIGHT, WG_TOKEN_SIDE_B, 0xffffff, 4.5 },   { WG_THEME_DARK, WG_TOKEN_INK, 0x1e1e1e, 4.5 },
  { WG_THEME_DARK, WG_TOKEN_DIM, 0x1e1e1e, 4.5 },       { WG_THEME_DARK, WG_TOKEN_DIM, 0x303030, 4.5 },
  { WG_THEME_DARK, WG_TOKEN_ACCENT, 0x1e1e1e, 4.5 },    { WG_THEME_DARK, WG_TOKEN_SELECT, 0x1e1e1e, 3.0 },
  { WG_THEME_DARK, WG_TOKEN_OVERDUE, 0x1e1e1e, 4.5 },   { WG_THEME_DARK, WG_TOKEN_OVERDUE, 0x303030, 4.5 },
  { WG_THEME_DARK, WG_TOKEN_WARN, 0x1e1e1e, 4.5 },      { WG_THEME_DARK, WG_TOKEN_WARN, 0x303030, 4.5 },
  { WG_THEME_DARK, WG_TOKEN_WARN_RING, 0x26262a, 3.0 }, { WG_THEME_DARK, WG_TOKEN_OK, 0x1e1e1e, 4.5 },
  { WG_THEME_DARK, WG_TOKEN_SNAP, 0x232326, 3.0 },      { WG_THEME_DARK, WG_TOKEN_SIDE_A, 0x1e1e1e, 4.5 },
  { WG_THEME_DARK, WG_TOKEN_SIDE_B, 0x1e1e1e, 4.5 },    { WG_THEME_PRINT, WG_TOKEN_INK, 0xffffff, 4.5 },
  { WG_THEME_PRINT, WG_TOKEN_DIM, 0xffffff, 4.5 },      { WG_THEME_PRINT, WG_TOKEN_ACCENT, 0xffffff, 4.5 },
  { WG_THEME_PRINT, WG_TOKEN_OVERDUE, 0xffffff, 4.5 },  { WG_THEME_PRINT, WG_TOKEN_WARN, 0xffffff, 4.5 },
  { WG_THEME_PRINT, WG_TOKEN_OK, 0xffffff, 4.5 },       { WG_THEME_PRINT, WG_TOKEN_WARN_RING, 0xffffff, 3.0 },
  { WG_THEME_PRINT, WG_TOKEN_SELECT, 0xffffff, 3.0 },   { WG_THEME_PRINT, WG_TOKEN_SIDE_A, 0xffffff, 4.5 },
  { WG_THEME_PRINT, WG_TOKEN_SIDE_B, 0xffffff, 4.5 },   { WG_THEME_PRINT, WG_TOKEN_SNAP, 0xffffff, 3.0 },
};

static void
test_tokens (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double ratio = contrast (wg_palette_get (rows[i].theme, rows[i].token), rows[i].ground);

      g_test_message ("%s %s on #%06x: %.1f", wg_theme_to_nick (rows[i].theme),
                      wg_palette_get_token_name (rows[i].token), rows[i].ground, ratio);
      g_assert_cmpfloat (ratio, >=, rows[i].ratio);
    }
  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      WgTheme t = (WgTheme) theme;

      g_assert_cmpfloat (contrast (wg_palette_get (t, WG_TOKEN_OVERDUE_BG), wg_palette_get (t, WG_TOKEN_ON_OVERDUE_BG)),
                         >=, 4.5);
      g_assert_cmpfloat (contrast (wg_palette_get (t, WG_TOKEN_EMERGENCY), wg_palette_get (t, WG_TOKEN_ON_EMERGENCY)),
                         >=, 4.5);
      g_assert_cmpfloat (contrast (wg_palette_get (t, WG_TOKEN_INK), wg_palette_get (t, WG_TOKEN_PAPER)), >=, 4.5);
    }
}

static guint32
drawn (WgTheme theme, guint klass, guint32 ground)
{
  const WgClassColour *colour = wg_palette_get_class (theme, klass);

  return wg_palette_mix (ground, colour->hue, colour->opacity);
}

static void
test_numbers (void)
{
  static const guint32 expected[2][WG_N_CLASSES] = {
    { 0xf4f2ee, 0xf8ee9e, 0xafdfae, 0x7ebcb7, 0x766a9e },
    { 0x232326, 0x423260, 0x2a596d, 0x3f875c, 0xc4b425 },
  };

  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      WgTheme t = (WgTheme) theme;

      for (guint k = 0; k < WG_N_CLASSES; k++)
        {
          guint32 seen = drawn (t, k, wg_palette_get (t, WG_TOKEN_LAND));

          g_assert_cmpfloat (contrast (wg_palette_get_class (t, k)->ink, seen), >=, 4.45);
          if (t != WG_THEME_PRINT)
            g_assert_cmphex (seen, ==, expected[theme][k]);
        }
    }
}

static void
test_borders (void)
{
  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      WgTheme t = (WgTheme) theme;

      for (guint k = 0; k < WG_N_CLASSES; k++)
        {
          guint32 seen = drawn (t, k, wg_palette_get (t, WG_TOKEN_LAND));
          double core = contrast (wg_palette_get (t, WG_TOKEN_BORDER), seen);
          double casing = contrast (wg_palette_get (t, WG_TOKEN_CASING), seen);

          g_assert_cmpfloat (MAX (core, casing), >=, 4.4);
        }
    }
}

/* The hem: stripes on a 75 % paper underlay on the two busiest classes. */
static void
test_hem (void)
{
  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      WgTheme t = (WgTheme) theme;

      for (guint k = 3; k < WG_N_CLASSES; k++)
        {
          guint32 seen = drawn (t, k, wg_palette_get (t, WG_TOKEN_LAND));
          guint32 under = wg_palette_mix (seen, wg_palette_get (t, WG_TOKEN_HEM_PAPER), 0.75);

          g_test_message ("%s class %u: %.2f", wg_theme_to_nick (t), k,
                          contrast (wg_palette_get (t, WG_TOKEN_OVERDUE), under));
          g_assert_cmpfloat (contrast (wg_palette_get (t, WG_TOKEN_OVERDUE), under), >=, 4.4);
        }
    }
}

static void
test_classes (void)
{
  static const WgToken grounds[] = { WG_TOKEN_LAND, WG_TOKEN_BLOCK, WG_TOKEN_PARK };

  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      WgTheme t = (WgTheme) theme;
      double least = G_MAXDOUBLE;

      for (guint g = 0; g < G_N_ELEMENTS (grounds) * WG_N_CLASSES * WG_N_CLASSES * 4; g++)
        {
          guint32 ground = wg_palette_get (t, grounds[g / (WG_N_CLASSES * WG_N_CLASSES * 4)]);
          guint a = g / (WG_N_CLASSES * 4) % WG_N_CLASSES, b = g / 4 % WG_N_CLASSES, vision = g % 4;

          if (a < b)
            least = MIN (least, ciede2000 (see (drawn (t, a, ground), vision), see (drawn (t, b, ground), vision)));
        }
      g_test_message ("%s: smallest CIEDE2000 %.1f", wg_theme_to_nick (t), least);
      g_assert_cmpfloat (least, >=, 7.0);
    }
}

static void
test_nicks (void)
{
  WgTheme theme = WG_THEME_LIGHT;

  g_assert_true (wg_theme_from_nick ("print", &theme));
  g_assert_cmpint (theme, ==, WG_THEME_PRINT);
  g_assert_false (wg_theme_from_nick ("blue", NULL));
  g_assert_false (wg_theme_from_nick (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/formulas", test_formulas);
  g_test_add_func ("/palette/tokens", test_tokens);
  g_test_add_func ("/palette/numbers", test_numbers);
  g_test_add_func ("/palette/borders", test_borders);
  g_test_add_func ("/palette/hem", test_hem);
  g_test_add_func ("/palette/classes", test_classes);
  g_test_add_func ("/palette/nicks", test_nicks);
  return g_test_run ();
}
