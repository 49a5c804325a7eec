/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everybody who serves tiles writes their addresses in another way. All of them are text with gaps, so one reader
 * of gaps serves XYZ, TMS, WMTS and folders.
 */

#include "wg-tile-template.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CHOICES 64

typedef enum
{
  TEXT,
  ZOOM,
  COLUMN,
  ROW,
  SOUTH_ROW,
  TOKEN,
  CHOICE,
} PieceKind;

typedef struct
{
  PieceKind kind;
  char *text;
  GStrv choices;
} Piece;

struct _WgTileTemplate
{
  GArray *pieces; /* Piece */
  guint kinds;    /* bits of the kinds there are */
  gboolean address;
  char *host;
};

static const struct
{
  const char *name;
  PieceKind kind;
} gaps[] = {
  { "z", ZOOM },         { "zoom", ZOOM },   { "tilematrix", ZOOM }, { "x", COLUMN },
  { "tilecol", COLUMN }, { "y", ROW },       { "tilerow", ROW },     { "-y", SOUTH_ROW },
  { "tmsy", SOUTH_ROW }, { "token", TOKEN }, { "tk", TOKEN },
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_free (piece->text);
  g_strfreev (piece->choices);
}

void
wg_tile_template_free (WgTileTemplate *self)
{
  g_array_unref (self->pieces);
  g_free (self->host);
  g_free (self);
}

/* --- Reading --- */

static GStrv
list_range (char first, char last)
{
  GStrv choices;

  if (last < first || last - first >= MAX_CHOICES)
    return NULL;
  choices = g_new0 (char *, (gsize)(last - first) + 2);
  for (char c = first; c <= last; c++)
    choices[c - first] = g_strndup (&c, 1);
  return choices;
}

/* Names of servers go into the address as they are, so nothing but such names is taken. */
static gboolean
are_labels (const char *text)
{
  return *text != '\0' && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-,") == strlen (text);
}

static GStrv
read_choices (const char *name)
{
  const char *list = strchr (name, ':');

  if (g_str_equal (name, "s"))
    return list_range ('a', 'c');
  if (strlen (name) == 3 && name[1] == '-' && g_ascii_isalnum (name[0]) && g_ascii_isalnum (name[2]))
    return list_range (name[0], name[2]);
  if (list != NULL && (g_str_has_prefix (name, "s:") || g_str_has_prefix (name, "switch:")) && are_labels (list + 1))
    return g_strsplit (list + 1, ",", MAX_CHOICES);
  if (strchr (name, ',') != NULL && are_labels (name))
    return g_strsplit (name, ",", MAX_CHOICES);
  return NULL;
}

static gboolean
add_gap (WgTileTemplate *self, const char *written, GError **error)
{
  g_autofree char *name = g_ascii_strdown (written, -1);
  Piece piece = { CHOICE, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      if (g_str_equal (gaps[i].name, name))
        piece.kind = gaps[i].kind;
    }
  if (piece.kind == CHOICE)
    piece.choices = read_choices (name);
  if (piece.kind == CHOICE && piece.choices == NULL)
    {
      g_set_error (
          error, WG_ERROR, WG_ERROR_USAGE,
          _ ("The address has a {%s} in it, which is none of {z}, {x}, {y}, {-y}, {s}, {0-7} and {token}. Nothing "
             "was changed."),
          written);
      return FALSE;
    }
  self->kinds |= 1u << piece.kind;
  g_array_append_val (self->pieces, piece);
  return TRUE;
}

static void
add_text (WgTileTemplate *self, const char *text, gsize length)
{
  Piece piece = { TEXT, g_strndup (text, length), NULL };

  if (length > 0)
    g_array_append_val (self->pieces, piece);
  else
    g_free (piece.text);
}

static gboolean
read_pieces (WgTileTemplate *self, const char *text, GError **error)
{
  while (*text != '\0')
    {
      const char *open = strchr (text, '{'), *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;

      if (close == NULL)
        break;
      add_text (self, text, (gsize)(open - text));
      name = g_strndup (open + 1, (gsize)(close - open - 1));
      if (!add_gap (self, name, error))
        return FALSE;
      text = close + 1;
    }
  add_text (self, text, strlen (text));
  return TRUE;
}

static gboolean
check_gaps (WgTileTemplate *self, GError **error)
{
  gboolean row = (self->kinds & (1u << ROW | 1u << SOUTH_ROW)) != 0;

  if (row && (self->kinds & 1u << ZOOM) && (self->kinds & 1u << COLUMN))
    return TRUE;
  g_set_error_literal (
      error, WG_ERROR, WG_ERROR_USAGE,
      _ ("The address of a tile server has {z}, {x} and {y} in it, for example https://host/{z}/{x}/{y}.png. "
         "The base map was left as it is."));
  return FALSE;
}

/* The labels in front of the first dot that are not the same for two tiles are left out: t0.tianditu.gov.cn and
 * t7.tianditu.gov.cn are one provider.
 */
static char *
find_host (WgTileTemplate *self, GUri *uri)
{
  const char *host = g_uri_get_host (uri), *dot = host != NULL ? strchr (host, '.') : NULL;
  g_autofree char *other_text = NULL;
  g_autoptr (GUri) other = NULL;

  if (!(self->kinds & 1u << CHOICE) || dot == NULL || strchr (dot + 1, '.') == NULL)
    return g_strdup (host);
  other_text = wg_tile_template_expand (self, 1, 1, 0, "");
  other = g_uri_parse (other_text, G_URI_FLAGS_PARSE_RELAXED, NULL);
  return g_strdup (other != NULL && g_strcmp0 (g_uri_get_host (other), host) != 0 ? dot + 1 : host);
}

static gboolean
check_address (WgTileTemplate *self, GError **error)
{
  g_autofree char *example = wg_tile_template_expand (self, 1, 0, 0, "");
  g_autoptr (GUri) uri = g_uri_parse (example, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri != NULL && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https")) && g_uri_get_host (uri) != NULL
      && *g_uri_get_host (uri) != '\0')
    {
      self->host = find_host (self, uri);
      return TRUE;
    }
  g_set_error_literal (
      error, WG_ERROR, WG_ERROR_USAGE,
      _ ("The address of the tile server cannot be read. It begins with https:// or http:// and a host; "
         "the base map was left as it is."));
  return FALSE;
}

WgTileTemplate *
wg_tile_template_new (const char *text, GError **error)
{
  g_autoptr (WgTileTemplate) self = g_new0 (WgTileTemplate, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->address = strstr (text, "://") != NULL;
  if (!read_pieces (self, text, error) || !check_gaps (self, error) || (self->address && !check_address (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- Asking --- */

static void
append_token (const WgTileTemplate *self, GString *out, const char *token)
{
  g_autofree char *escaped = token != NULL && self->address ? g_uri_escape_string (token, NULL, FALSE) : NULL;

  if (token != NULL)
    g_string_append (out, escaped != NULL ? escaped : token);
}

char *
wg_tile_template_expand (const WgTileTemplate *self, guint zoom, guint x, guint y, const char *token)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->kind == TEXT)
        g_string_append (out, piece->text);
      else if (piece->kind == ZOOM)
        g_string_append_printf (out, "%u", zoom);
      else if (piece->kind == COLUMN)
        g_string_append_printf (out, "%u", x);
      else if (piece->kind == ROW)
        g_string_append_printf (out, "%u", y);
      else if (piece->kind == SOUTH_ROW)
        g_string_append_printf (out, "%u", (1u << zoom) - 1 - y);
      else if (piece->kind == TOKEN)
        append_token (self, out, token);
      else
        g_string_append (out, piece->choices[(x + y) % g_strv_length (piece->choices)]);
    }
  return g_string_free (out, FALSE);
}

gboolean
wg_tile_template_needs_token (const WgTileTemplate *self)
{
  return (self->kinds & 1u << TOKEN) != 0;
}

gboolean
wg_tile_template_counts_from_south (const WgTileTemplate *self)
{
  return (self->kinds & 1u << SOUTH_ROW) != 0;
}

const char *
wg_tile_template_get_host (const WgTileTemplate *self)
{
  return self->host;
}
