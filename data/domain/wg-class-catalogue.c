/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an operator on the phone has seconds to find the right one of two hundred filing conditions, and a verb must
 * know at once whether a code may be filed; the tree is small, so it lives in memory with an index by code.
 */

#include "wg-class-catalogue.h"

#include "wg-csv.h"
#include "wg-person-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _WgClassCatalogue
{
  GObject parent_instance;

  GPtrArray *classes;    /* owned WgCaseClass, in order */
  GHashTable *by_code;   /* code -> WgCaseClass of `classes` */
  GHashTable *n_children; /* code -> how many classes name it as their parent */
};

G_DEFINE_FINAL_TYPE (WgClassCatalogue, wg_class_catalogue, G_TYPE_OBJECT)

static void
wg_class_catalogue_finalize (GObject *object)
{
  WgClassCatalogue *self = WG_CLASS_CATALOGUE (object);

  g_clear_pointer (&self->n_children, g_hash_table_unref);
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_class_catalogue_parent_class)->finalize (object);
}

static void
wg_class_catalogue_class_init (WgClassCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_class_catalogue_finalize;
}

static void
wg_class_catalogue_init (WgClassCatalogue *self)
{
  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_class_free);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

WgClassCatalogue *
wg_class_catalogue_new (void)
{
  return g_object_new (WG_TYPE_CLASS_CATALOGUE, NULL);
}

/* Columns of classes.csv. */
enum
{
  KIND,
  CODE,
  PARENT,
  NAME,
  NAME_EN,
  ROUTE,
  LIMIT,
  UNIT,
  NEED_PHOTO
};

/* English names of the shipped catalogue, by code and Chinese name. */
static const char *
find_shipped_english (const char *code, const char *name)
{
  static gsize table = 0;
  g_autofree char *key = g_strconcat (code, "\n", name, NULL);

  if (g_once_init_enter (&table))
    {
      g_autoptr (GPtrArray) rows = wg_csv_load ("classes.csv");
      GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < rows->len; i++)
        {
          const char *const *row = g_ptr_array_index (rows, i);

          g_hash_table_insert (names, g_strconcat (row[CODE], "\n", row[NAME], NULL), g_strdup (row[NAME_EN]));
        }
      g_once_init_leave (&table, (gsize) names);
    }
  return g_hash_table_lookup ((GHashTable *) table, key);
}

WgClassCatalogue *
wg_class_catalogue_new_shipped (void)
{
  WgClassCatalogue *self = wg_class_catalogue_new ();
  g_autoptr (GPtrArray) rows = wg_csv_load ("classes.csv");

  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      WgCaseClass item = { .code = row[CODE],
                           .parent_code = row[PARENT][0] != '\0' ? row[PARENT] : NULL,
                           .name = row[NAME],
                           .name_en = row[NAME_EN],
                           .limit_n = g_ascii_strtod (row[LIMIT], NULL),
                           .need_photo = g_str_equal (row[NEED_PHOTO], "1") };

      if (!wg_class_kind_from_nick (row[KIND], &item.kind) || !wg_route_from_nick (row[ROUTE], &item.route)
          || (row[UNIT][0] != '\0' && !wg_limit_unit_from_nick (row[UNIT], &item.limit_unit)))
        g_error ("The class %s shipped with this program cannot be read", row[CODE]);
      wg_class_catalogue_add (self, &item);
    }
  return self;
}

static guint
count_children (WgClassCatalogue *self, const char *code)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_children, code));
}

/* One child more or less; the parent may not be there yet. */
static void
change_children (WgClassCatalogue *self, const char *parent_code, int by)
{
  WgCaseClass *parent;
  guint n_children;

  if (parent_code == NULL)
    return;
  n_children = (guint) ((int) count_children (self, parent_code) + by);
  g_hash_table_insert (self->n_children, g_strdup (parent_code), GUINT_TO_POINTER (n_children));
  parent = g_hash_table_lookup (self->by_code, parent_code);
  if (parent != NULL)
    parent->is_leaf = n_children == 0;
}

void
wg_class_catalogue_add (WgClassCatalogue *self, const WgCaseClass *item)
{
  WgCaseClass *copy, *old;
  guint index;

  g_return_if_fail (WG_IS_CLASS_CATALOGUE (self));
  g_return_if_fail (item != NULL && item->code != NULL && item->name != NULL);

  copy = wg_case_class_copy (item);
  if (copy->name_en == NULL)
    copy->name_en = g_strdup (find_shipped_english (copy->code, copy->name));
  copy->is_leaf = count_children (self, copy->code) == 0;

  old = g_hash_table_lookup (self->by_code, copy->code);
  g_hash_table_replace (self->by_code, copy->code, copy);
  change_children (self, copy->parent_code, 1);
  if (old == NULL)
    {
      g_ptr_array_add (self->classes, copy);
      return;
    }
  change_children (self, old->parent_code, -1);
  if (g_ptr_array_find (self->classes, old, &index))
    g_ptr_array_index (self->classes, index) = copy;
  wg_case_class_free (old);
}

const WgCaseClass *
wg_class_catalogue_find (WgClassCatalogue *self, const char *code)
{
  g_return_val_if_fail (WG_IS_CLASS_CATALOGUE (self), NULL);

  return code != NULL ? g_hash_table_lookup (self->by_code, code) : NULL;
}

gboolean
wg_class_catalogue_is_leaf (WgClassCatalogue *self, const char *code)
{
  const WgCaseClass *found = wg_class_catalogue_find (self, code);

  return found != NULL && found->is_leaf;
}

const GPtrArray *
wg_class_catalogue_get_all (WgClassCatalogue *self)
{
  g_return_val_if_fail (WG_IS_CLASS_CATALOGUE (self), NULL);

  return self->classes;
}

GPtrArray *
wg_class_catalogue_list_children (WgClassCatalogue *self, const char *parent_code)
{
  GPtrArray *children;

  g_return_val_if_fail (WG_IS_CLASS_CATALOGUE (self), NULL);

  children = g_ptr_array_new ();
  for (guint i = 0; i < self->classes->len; i++)
    {
      WgCaseClass *item = g_ptr_array_index (self->classes, i);

      if (g_strcmp0 (item->parent_code, parent_code) == 0)
        g_ptr_array_add (children, item);
    }
  return children;
}

char *
wg_class_catalogue_format_name (WgClassCatalogue *self, const char *code)
{
  const WgCaseClass *found = wg_class_catalogue_find (self, code);
  const WgCaseClass *parent = found != NULL ? wg_class_catalogue_find (self, found->parent_code) : NULL;

  if (found == NULL)
    return NULL;
  if (!found->is_leaf || parent == NULL)
    return g_strdup (wg_case_class_get_name (found));
  /* Translators: a class and what is wrong: "Sewer cover: hole in the cover over 25 cm2" */
  return g_strdup_printf (C_ ("class", "%s: %s"), wg_case_class_get_name (parent), wg_case_class_get_name (found));
}

/* Everything a leaf can be found by, in small letters: code, and the names from the top down, in both languages. */
static char *
make_haystack (WgClassCatalogue *self, const WgCaseClass *leaf)
{
  g_autoptr (GString) text = g_string_new (leaf->code);
  guint n_levels = 0;

  /* A ring of parents in foreign data must not hold the program. */
  for (const WgCaseClass *item = leaf; item != NULL && n_levels < 8; n_levels++)
    {
      g_string_append_printf (text, "\n%s\n%s", item->name, item->name_en != NULL ? item->name_en : "");
      item = wg_class_catalogue_find (self, item->parent_code);
    }
  return g_utf8_casefold (text->str, -1);
}

static gboolean
begins_folded (const char *text, const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);

  return g_str_has_prefix (folded, needle);
}

static gboolean
names_begin (const WgCaseClass *item, const char *needle)
{
  return item != NULL && (begins_folded (item->name, needle) || begins_folded (item->name_en, needle));
}

#define N_RANKS 4

/* "jg" and "jinggai" for 井盖, of the class and of the one above it. */
static char *
make_pinyin (WgClassCatalogue *self, const WgCaseClass *leaf)
{
  const WgCaseClass *parent = wg_class_catalogue_find (self, leaf->parent_code);
  g_autofree char *names = g_strconcat (parent != NULL ? parent->name : "", leaf->name, NULL);
  g_autofree char *pinyin = wg_pinyin_of_text (names), *initials = wg_pinyin_text_initials (names);

  return g_strconcat (pinyin, "\n", initials, NULL);
}

static void
search_pinyin (WgClassCatalogue *self, char **words, GPtrArray *found)
{
  for (guint i = 0; i < self->classes->len; i++)
    {
      WgCaseClass *item = g_ptr_array_index (self->classes, i);
      g_autofree char *pinyin = item->is_leaf ? make_pinyin (self, item) : NULL;
      gboolean fits = pinyin != NULL;

      for (char **word = words; *word != NULL && fits; word++)
        fits = strstr (pinyin, *word) != NULL;
      if (fits)
        g_ptr_array_add (found, item);
    }
}

/* 0 is the best place; -1 says that it does not match. */
static int
rank_leaf (WgClassCatalogue *self, const WgCaseClass *leaf, const char *needle, char **words)
{
  g_autofree char *haystack = make_haystack (self, leaf);

  for (char **word = words; *word != NULL; word++)
    {
      if (strstr (haystack, *word) == NULL)
        return -1;
    }
  if (begins_folded (leaf->code, needle))
    return strlen (leaf->code) == strlen (needle) ? 0 : 1;
  if (names_begin (leaf, needle) || names_begin (wg_class_catalogue_find (self, leaf->parent_code), needle))
    return 2;
  return 3;
}

GPtrArray *
wg_class_catalogue_search (WgClassCatalogue *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_utf8_make_valid (text != NULL ? text : "", -1));
  g_autofree char *needle = g_utf8_casefold (stripped, -1);
  g_auto (GStrv) words = g_strsplit_set (needle, " \t\n", -1);
  GPtrArray *by_rank[N_RANKS];

  g_return_val_if_fail (WG_IS_CLASS_CATALOGUE (self), NULL);

  for (int rank = 0; rank < N_RANKS; rank++)
    by_rank[rank] = g_ptr_array_new ();
  for (guint i = 0; i < self->classes->len; i++)
    {
      WgCaseClass *item = g_ptr_array_index (self->classes, i);
      int rank = item->is_leaf ? rank_leaf (self, item, needle, words) : -1;

      if (rank >= 0)
        g_ptr_array_add (by_rank[rank], item);
    }
  for (int rank = 1; rank < N_RANKS; rank++)
    g_ptr_array_extend_and_steal (by_rank[0], by_rank[rank]);
  if (by_rank[0]->len == 0)
    search_pinyin (self, words, by_rank[0]);
  return by_rank[0];
}

char *
wg_class_catalogue_format_of_case (const char *code, const char *text)
{
  static WgClassCatalogue *shipped;
  char *name;

  if (g_once_init_enter (&shipped))
    g_once_init_leave (&shipped, wg_class_catalogue_new_shipped ());
  name = code != NULL ? wg_class_catalogue_format_name (shipped, code) : NULL;
  if (name != NULL)
    return name;
  return g_strdup (text != NULL && *text != '\0' ? text : code);
}
