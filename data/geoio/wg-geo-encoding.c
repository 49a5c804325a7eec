/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a boundary file without a word about its encoding is the ordinary case, and one with a wrong word is not rare.
 * Reading names as mojibake is worse than asking, so the bytes decide: valid UTF-8 first, then GB18030 and Big5 told
 * apart by how many of their characters would be common ones, then a claim, and at last the person.
 */

#include "wg-geo-encoding.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "wg-error.h"

#define MAX_KEPT 4000
#define GOOD_SHARE 0.7
#define CLEAR_LEAD 0.15

typedef struct
{
  gboolean valid;
  gint64 n;
  gint64 good;
  gint64 high; /* characters of which both bytes are above 127 */
} Reading;

void
wg_geo_sample_init (WgGeoSample *sample)
{
  *sample = (WgGeoSample){ 0 };
  sample->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

void
wg_geo_sample_clear (WgGeoSample *sample)
{
  g_clear_pointer (&sample->kept, g_ptr_array_unref);
}

/* The first level of GB 2312 (rows 16-55) is its 3,755 frequent characters; rows 1-9 are signs. */
static gboolean
is_frequent_gb (guint8 lead, guint8 trail)
{
  return trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || lead <= 0xA3) && lead >= 0xA1;
}

/* The first level of Big5 is its 5,401 frequent characters from A440 to C67E; before it are signs. */
static gboolean
is_frequent_big5 (guint8 lead, guint8 trail)
{
  return (lead >= 0xA1 && lead <= 0xC5) || (lead == 0xC6 && trail <= 0x7E);
}

static Reading
read_as_gb (const guint8 *text, gsize length, gboolean may_be_cut)
{
  Reading reading = { TRUE, 0, 0, 0 };

  for (gsize i = 0; i < length;)
    {
      gsize left = length - i;

      if (text[i] < 0x80)
        i++;
      else if (left < 2 || (left < 4 && text[i + 1] >= 0x30 && text[i + 1] <= 0x39))
        return (Reading){ may_be_cut && text[i] > 0x80 && text[i] < 0xFF, reading.n, reading.good, reading.high };
      else if (text[i] == 0x80 || text[i] == 0xFF)
        return (Reading){ 0 };
      else if (text[i + 1] >= 0x30 && text[i + 1] <= 0x39)
        {
          if (text[i + 2] < 0x81 || text[i + 2] == 0xFF || text[i + 3] < 0x30 || text[i + 3] > 0x39)
            return (Reading){ 0 };
          reading.n++;
          i += 4;
        }
      else if (text[i + 1] >= 0x40 && text[i + 1] != 0x7F && text[i + 1] != 0xFF)
        {
          reading.n++;
          reading.good += is_frequent_gb (text[i], text[i + 1]);
          i += 2;
        }
      else
        return (Reading){ 0 };
    }
  return reading;
}

static Reading
read_as_big5 (const guint8 *text, gsize length, gboolean may_be_cut)
{
  Reading reading = { TRUE, 0, 0, 0 };

  for (gsize i = 0; i < length;)
    {
      if (text[i] < 0x80)
        {
          i++;
          continue;
        }
      if (text[i] < 0x81 || text[i] == 0xFF)
        return (Reading){ 0 };
      if (i + 1 == length)
        return (Reading){ may_be_cut, reading.n, reading.good, reading.high };
      if (text[i + 1] < 0x40 || (text[i + 1] > 0x7E && text[i + 1] < 0xA1) || text[i + 1] == 0xFF)
        return (Reading){ 0 };
      reading.n++;
      reading.good += is_frequent_big5 (text[i], text[i + 1]);
      reading.high += text[i + 1] > 0x80;
      i += 2;
    }
  return reading;
}

/* How many bytes at the end of @text are the beginning of a UTF-8 character that goes on no further. */
static gsize
count_cut_utf8 (const guint8 *text, gsize length)
{
  for (gsize back = 1; back <= 3 && back <= length; back++)
    {
      guint8 byte = text[length - back];
      gsize wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0;

      if (byte >= 0xC0)
        return back < wanted ? back : 0;
      if (byte < 0x80)
        return 0;
    }
  return 0;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guint8) text[i] >= 0x80)
        return FALSE;
    }
  return TRUE;
}

void
wg_geo_sample_add (WgGeoSample *sample, const char *text, gsize length, gboolean may_be_cut)
{
  Reading gb;
  Reading big5;
  gsize cut;

  if (is_ascii (text, length))
    return;
  sample->n_texts++;
  cut = may_be_cut ? count_cut_utf8 ((const guint8 *) text, length) : 0;
  if (!g_utf8_validate_len (text, length - cut, NULL))
    sample->bad_utf8++;
  gb = read_as_gb ((const guint8 *) text, length, may_be_cut);
  big5 = read_as_big5 ((const guint8 *) text, length, may_be_cut);
  sample->bad_gb += !gb.valid;
  sample->n_gb += gb.n;
  sample->good_gb += gb.good;
  sample->bad_big5 += !big5.valid;
  sample->n_big5 += big5.n;
  sample->good_big5 += big5.good;
  sample->high_big5 += big5.high;
  if (sample->kept->len < MAX_KEPT)
    g_ptr_array_add (sample->kept, g_bytes_new (text, length - cut));
}

void
wg_geo_encoding_clear (WgGeoEncoding *encoding)
{
  g_clear_pointer (&encoding->name, g_free);
  g_clear_pointer (&encoding->evidence, g_free);
}

/* Numbers of code pages as Windows and ArcGIS write them: 936, 1252, 65001, 88591. */
static char *
name_code_page (const char *digits)
{
  gint64 page = g_ascii_strtoll (digits, NULL, 10);

  if (page == 65001)
    return g_strdup ("UTF-8");
  if (page == 936 || page == 54936)
    return g_strdup ("GB18030");
  if (page == 950)
    return g_strdup ("Big5");
  if (page >= 1250 && page <= 1258)
    return g_strdup_printf ("windows-%d", (int) page);
  if (page >= 88591 && page <= 88599)
    return g_strdup_printf ("ISO-8859-%d", (int) page - 88590);
  return g_strdup_printf ("CP%d", (int) page);
}

static char *
name_word (const char *word)
{
  static const char *const gb[] = { "gbk", "gb2312", "cp936", "euc-cn", "gb-2312", "gb18030", "ms936", NULL };
  static const char *const big5[] = { "big5", "big-5", "cp950", "big5-hkscs", "ms950", NULL };
  static const char *const utf8[] = { "utf8", "utf-8", "utf_8", NULL };
  g_autofree char *lower = g_ascii_strdown (word, -1);

  if (g_strv_contains (gb, lower))
    return g_strdup ("GB18030");
  if (g_strv_contains (big5, lower))
    return g_strdup ("Big5");
  if (g_strv_contains (utf8, lower))
    return g_strdup ("UTF-8");
  return g_str_has_prefix (lower, "iso 8859-") ? g_strdup_printf ("ISO-8859-%s", lower + 9) : g_ascii_strup (word, -1);
}

char *
wg_geo_encoding_from_claim (const char *claim)
{
  g_autofree char *word = claim != NULL ? g_strstrip (g_strdup (claim)) : NULL;
  g_autofree char *name = NULL;
  const char *rest = word;
  GIConv converter;

  if (word == NULL || *word == '\0' || strlen (word) > 40)
    return NULL;
  if (g_ascii_strncasecmp (rest, "ANSI ", 5) == 0)
    rest += 5;
  else if (g_ascii_strncasecmp (rest, "OEM ", 4) == 0)
    rest += 4;
  name = rest[strspn (rest, "0123456789")] == '\0' ? name_code_page (rest) : name_word (rest);
  converter = g_iconv_open ("UTF-8", g_str_equal (name, "Big5") ? "CP950" : name);
  if (converter == (GIConv) -1)
    return NULL;
  g_iconv_close (converter);
  return g_steal_pointer (&name);
}

const char *
wg_geo_encoding_from_language (guint8 language, gboolean *weak)
{
  static const struct
  {
    guint8 byte;
    gboolean weak;
    const char *name;
  } languages[] = {
    { 0x01, TRUE, "CP437" },         { 0x02, TRUE, "CP850" },         { 0x03, TRUE, "windows-1252" },
    { 0x08, FALSE, "CP865" },        { 0x13, FALSE, "CP932" },        { 0x26, FALSE, "CP866" },
    { 0x4D, FALSE, "GB18030" },      { 0x4E, FALSE, "CP949" },        { 0x4F, FALSE, "Big5" },
    { 0x50, FALSE, "CP874" },        { 0x57, TRUE, "windows-1252" },  { 0x58, TRUE, "windows-1252" },
    { 0x59, TRUE, "windows-1252" },  { 0x64, FALSE, "CP852" },        { 0x65, FALSE, "CP866" },
    { 0x78, FALSE, "Big5" },         { 0x79, FALSE, "CP949" },        { 0x7A, FALSE, "GB18030" },
    { 0x7B, FALSE, "CP932" },        { 0xC8, FALSE, "windows-1250" }, { 0xC9, FALSE, "windows-1251" },
    { 0xCA, FALSE, "windows-1254" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (languages[i].byte != language)
        continue;
      *weak = languages[i].weak;
      return languages[i].name;
    }
  return NULL;
}

static double
share (gint64 part, gint64 whole)
{
  return whole > 0 ? (double) part / (double) whole : 0.0;
}

static gint64
count_bad_under (const WgGeoSample *sample, const char *encoding)
{
  g_autoptr (WgGeoDecoder) decoder = NULL;
  gint64 n_bad = 0;

  if (g_str_equal (encoding, "UTF-8"))
    return sample->bad_utf8;
  if (g_str_equal (encoding, "GB18030"))
    return sample->bad_gb;
  if (g_str_equal (encoding, "Big5"))
    return sample->bad_big5;
  decoder = wg_geo_decoder_new (encoding);
  for (guint i = 0; decoder != NULL && i < sample->kept->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (sample->kept->pdata[i], &length);
      g_autofree char *text = g_strndup (bytes, length);
      gboolean cut = FALSE;
      gboolean bad = FALSE;

      wg_geo_decoder_decode (decoder, text, &cut, &bad);
      n_bad += bad;
    }
  return decoder != NULL ? n_bad : sample->n_texts;
}

static void
settle (WgGeoEncoding *encoding, const char *name, double confidence, char *evidence)
{
  wg_geo_encoding_clear (encoding);
  encoding->name = g_strdup (name);
  encoding->confidence = CLAMP (confidence, 0.0, 1.0);
  encoding->evidence = evidence;
}

static gboolean
take_asked (const WgGeoSample *sample, const char *asked, WgGeoEncoding *encoding, GError **error)
{
  g_autofree char *name = wg_geo_encoding_from_claim (asked);
  g_autofree char *bad = NULL;
  g_autofree char *all = NULL;

  if (name == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                   _ ("“%s” is not the name of an encoding. Nothing was read. Use UTF-8, GB18030 or Big5, for "
                      "example."),
                   asked);
      return FALSE;
    }
  bad = g_strdup_printf ("%" G_GINT64_FORMAT, count_bad_under (sample, name));
  all = g_strdup_printf ("%" G_GINT64_FORMAT, sample->n_texts);
  settle (encoding, name, 1.0,
          g_strdup_printf (_ ("%s was asked for; %s of %s texts cannot be read with it."), name, bad, all));
  return TRUE;
}

static gboolean
is_multibyte (const char *name)
{
  static const char *const multibyte[] = { "UTF-8", "GB18030", "Big5", "CP932", "CP949", NULL };

  return g_strv_contains (multibyte, name);
}

static void
tell_lie (WgGeoReport *report, const char *claimed, const char *found, gint64 n_bad, gint64 n_texts)
{
  g_autofree char *bad = g_strdup_printf ("%" G_GINT64_FORMAT, n_bad);
  g_autofree char *all = g_strdup_printf ("%" G_GINT64_FORMAT, n_texts);

  wg_geo_report_finding (report, 0, "encoding_lies", "ignored", NULL,
                         _ ("The file says that its text is %s, but it is %s: %s of %s texts are wrong as it says."),
                         claimed, found, bad, all);
}

/* A claim that the bytes do not contradict. A single-byte code page contradicts nothing, and nearly all Big5 has the
 * form of GB18030; so what reads well as Chinese (then @encoding holds it) beats any other claim.
 */
static gboolean
take_claim (const WgGeoSample *sample, const char *claim, gboolean chinese, WgGeoEncoding *encoding)
{
  if (claim == NULL || count_bad_under (sample, claim) > 0)
    return FALSE;
  if (chinese && !g_str_equal (claim, encoding->name))
    return FALSE;
  settle (encoding, claim, is_multibyte (claim) ? 0.95 : 0.6,
          g_strdup_printf (_ ("The file says that its text is %s, and all of it can be read so."), claim));
  return TRUE;
}

/* In Big5 three second bytes of five are above 127. Western text, where every accent stands before a letter, has none,
 * and GB 2312 has nothing else: few characters of it are all common ones in Big5, too.
 */
static double
score_big5 (const WgGeoSample *sample)
{
  double score = share (sample->good_big5, sample->n_big5);

  if (sample->bad_big5 > 0 || share (sample->high_big5, sample->n_big5) < 0.25)
    return 0.0;
  if (sample->high_big5 == sample->n_big5)
    score *= pow (0.75, (double) MIN (sample->n_big5, 20));
  return score;
}

static gboolean
decide_chinese (const WgGeoSample *sample, WgGeoEncoding *encoding)
{
  double gb = sample->bad_gb == 0 ? share (sample->good_gb, sample->n_gb) : 0.0;
  double big5 = score_big5 (sample);
  gboolean is_gb = gb >= big5;

  if (MAX (gb, big5) < GOOD_SHARE || ABS (gb - big5) < CLEAR_LEAD)
    return FALSE;
  settle (encoding, is_gb ? "GB18030" : "Big5", 0.5 + ABS (gb - big5) / 2.0,
          g_strdup_printf (_ ("As GB18030 %.0f %% of the characters are common ones, as Big5 %.0f %%."), gb * 100.0,
                           big5 * 100.0));
  return TRUE;
}

static gboolean
ask (const WgGeoSample *sample, WgGeoReport *report, GError **error)
{
  static const char *const choices[] = { "GB18030", "Big5", "windows-1252", "UTF-8", NULL };
  g_autofree char *bad = g_strdup_printf ("%" G_GINT64_FORMAT, sample->bad_utf8);
  g_autofree char *all = g_strdup_printf ("%" G_GINT64_FORMAT, sample->n_texts);
  g_autofree char *text
      = g_strdup_printf (_ ("It cannot be told how the text is encoded: %s of %s texts are not UTF-8, and they read "
                            "neither well as GB18030 nor as Big5. Nothing was imported. Say it with --encoding."),
                         bad, all);

  return wg_geo_report_ask (report, "--encoding", choices, text, error);
}

static gboolean
decide_by_bytes (const WgGeoSample *sample, const char *claim, const char *language_claim, WgGeoReport *report,
                 WgGeoEncoding *encoding, GError **error)
{
  gboolean chinese = decide_chinese (sample, encoding);

  if (take_claim (sample, claim, chinese, encoding) || take_claim (sample, language_claim, chinese, encoding))
    return TRUE;
  if (!chinese)
    return ask (sample, report, error);
  wg_geo_report_finding (report, 0, "encoding_guessed", "kept", NULL, _ ("The text was taken for %s. %s"),
                         encoding->name, encoding->evidence);
  return TRUE;
}

gboolean
wg_geo_encoding_decide (const WgGeoSample *sample, const char *asked, const char *claim, const char *language_claim,
                        WgGeoReport *report, WgGeoEncoding *encoding, GError **error)
{
  const char *said = claim != NULL ? claim : language_claim;

  if (asked != NULL && *asked != '\0')
    return take_asked (sample, asked, encoding, error);
  if (sample->n_texts == 0)
    settle (encoding, claim != NULL ? claim : "UTF-8", 1.0, g_strdup (_ ("There are only ASCII characters.")));
  else if (sample->bad_utf8 == 0)
    settle (encoding, "UTF-8", 1.0, g_strdup (_ ("All of the text is valid UTF-8.")));
  else if (!decide_by_bytes (sample, claim, language_claim, report, encoding, error))
    return FALSE;
  if (sample->n_texts > 0 && claim != NULL && !g_str_equal (said, encoding->name))
    tell_lie (report, said, encoding->name, count_bad_under (sample, said), sample->n_texts);
  return TRUE;
}
