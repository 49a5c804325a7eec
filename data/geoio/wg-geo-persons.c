/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a roster is kept by people for people: posts and kinds stand in it in words, a telephone with brackets and the
 * name of whoever answers. What is known of those words becomes ours here; what is not is told with its row.
 */

#include "wg-geo-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEAST_DIGITS 3
#define BETWEEN_DIGITS "()（）./－"
#define MOST_NAME_CHARACTERS 200

typedef struct
{
  const char *ours;
  const char *words; /* in lower case, with | around each */
} Words;

static const Words posts[] = {
  { "A", "|a|a岗|a角|a post|主岗|网格员|专职网格员|专职|主责|" },
  { "B", "|b|b岗|b角|b post|副岗|替岗|网格长|网格组长|" },
  { "chief", "|chief|街巷长|街长|巷长|路长|河长|河段长|段长|楼长|" },
  { "supervisor", "|supervisor|督导员|督导|监督员|" },
  { "assistant", "|assistant|协管员|协管|网格助理|助理|" },
  { "police", "|police|民警|社区民警|辅警|警员|" },
};

static const Words kinds[] = {
  { "keeper", "|keeper|grid worker|网格员|专职网格员|兼职网格员|专职|兼职|" },
  { "chief", "|chief|grid head|网格长|网格组长|街巷长|街长|路长|河长|河段长|" },
  { "supervisor", "|supervisor|督导员|督导|监督员|" },
  { "assistant", "|assistant|协管员|协管|网格助理|助理|" },
  { "police", "|police|民警|社区民警|辅警|警员|" },
  { "department", "|department|部门|部门人员|职能部门|执法人员|城管队员|" },
  { "company", "|company|企业|公司|物业|物业人员|作业单位|" },
  { "volunteer", "|volunteer|volunteers|志愿者|楼门长|" },
};

static const char *
find_word (const Words *words, gsize n_words, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *wanted = g_strconcat ("|", lower, "|", NULL);

  for (gsize i = 0; i < n_words; i++)
    {
      if (strstr (words[i].words, wanted) != NULL)
        return words[i].ours;
    }
  return NULL;
}

/* A kind that is not ours is its own word. */
static const char *
get_kind (WgGeoReader *reader)
{
  const char *text = wg_geo_reader_get_text (reader, WG_GEO_PERSON_KIND);
  const char *kind = text != NULL ? find_word (kinds, G_N_ELEMENTS (kinds), text) : NULL;

  return kind != NULL ? kind : text;
}

static const char *
get_post (WgGeoReader *reader)
{
  const char *text = wg_geo_reader_get_text (reader, WG_GEO_PERSON_POST);
  const char *post = text != NULL ? find_word (posts, G_N_ELEMENTS (posts), text) : NULL;

  if (text != NULL && post == NULL)
    wg_geo_reader_tell (reader, "post_unknown", "kept",
                        _ ("Its post “%s” is none of ours; what the person is decides instead."), text);
  return post;
}

/* Digits and what stands between digits; one with letters in it, or with stars over some of it, is none. */
static char *
get_phone (WgGeoReader *reader)
{
  const char *text = wg_geo_reader_get_text (reader, WG_GEO_PERSON_PHONE);
  g_autoptr (GString) phone = g_string_new (NULL);
  gboolean good = TRUE;
  guint n_digits = 0;

  for (const char *at = text; text != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      n_digits += g_unichar_isdigit (c);
      if (g_unichar_isdigit (c))
        g_string_append_c (phone, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == '+' || c == '-')
        g_string_append_c (phone, (char) c);
      else
        good = good && (g_unichar_isspace (c) || g_utf8_strchr (BETWEEN_DIGITS, -1, c) != NULL);
    }
  if (text == NULL || (good && n_digits >= LEAST_DIGITS))
    return text != NULL ? g_strdup (phone->str) : NULL;
  wg_geo_reader_tell (reader, "phone_unreadable", "kept", _ ("“%s” is no telephone; it was left empty."), text);
  return NULL;
}

static gboolean
bind_dates (WgGeoReader *reader)
{
  gint64 from_ms = G_MININT64;
  gint64 to_ms = G_MININT64;
  gboolean begins = wg_geo_reader_get_time (reader, WG_GEO_PERSON_FROM, &from_ms);
  gboolean ends = wg_geo_reader_get_time (reader, WG_GEO_PERSON_TO, &to_ms);

  if (begins && ends && to_ms <= from_ms)
    return wg_geo_reader_refuse (reader, "dates_reversed", NULL, _ ("It ends (%s) before it begins (%s)."),
                                 wg_geo_reader_get_text (reader, WG_GEO_PERSON_TO),
                                 wg_geo_reader_get_text (reader, WG_GEO_PERSON_FROM))
           != WG_GEO_REFUSED;
  if (begins)
    wg_geo_staging_bind_number (reader->staging, 8, from_ms);
  if (ends)
    wg_geo_staging_bind_number (reader->staging, 9, to_ms);
  return TRUE;
}

static gboolean
check_name (WgGeoReader *reader, const char *name)
{
  if (name == NULL)
    wg_geo_reader_refuse (reader, "name_missing", NULL, _ ("It has no name."));
  else if (g_utf8_strlen (name, -1) > MOST_NAME_CHARACTERS)
    wg_geo_reader_refuse (reader, "name_too_long", NULL, _ ("Its name is longer than %d characters."), MOST_NAME_CHARACTERS);
  else
    return TRUE;
  return FALSE;
}

WgGeoOutcome
wg_geo_store_person (WgGeoReader *reader)
{
  const char *name = wg_geo_reader_get_text (reader, WG_GEO_PERSON_NAME);
  g_autofree char *phone = NULL;

  if (!wg_geo_reader_check_texts (reader) || !check_name (reader, name) || !bind_dates (reader))
    return WG_GEO_REFUSED;
  phone = get_phone (reader);
  wg_geo_staging_bind_number (reader->staging, 1, reader->seq);
  wg_geo_staging_bind_text (reader->staging, 2, wg_geo_reader_get_text (reader, WG_GEO_PERSON_CODE));
  wg_geo_staging_bind_text (reader->staging, 3, name);
  wg_geo_staging_bind_text (reader->staging, 4, get_kind (reader));
  wg_geo_staging_bind_text (reader->staging, 5, wg_geo_reader_get_text (reader, WG_GEO_PERSON_UNIT));
  wg_geo_staging_bind_text (reader->staging, 6, get_post (reader));
  wg_geo_staging_bind_text (reader->staging, 7, wg_geo_reader_get_text (reader, WG_GEO_PERSON_GRIDS));
  wg_geo_staging_bind_text (reader->staging, 10, phone);
  wg_geo_staging_bind_text (reader->staging, 11, wg_geo_reader_get_text (reader, WG_GEO_PERSON_SKILLS));
  wg_geo_staging_bind_text (reader->staging, 12, wg_geo_reader_get_text (reader, WG_GEO_PERSON_SECTIONS));
  wg_geo_staging_write_row (reader->staging);
  return WG_GEO_STORED;
}
