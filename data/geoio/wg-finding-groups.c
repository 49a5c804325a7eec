/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two offices that drew the same border bring thousands of slivers. Whoever has to decide reads kinds and neighbours with
 * their numbers, in the window and in the terminal alike, and opens what is worth a look.
 */

#include "wg-finding-groups.h"

#include <glib/gi18n-lib.h>

/* Of one kind, in text: up to so many findings are told one by one; of more, so many, and so many neighbours. */
#define ALL_TOLD 10
#define SOME_TOLD 5
#define NEIGHBOURS_TOLD 20

/* --- Order --- */

typedef struct
{
  const WgImportFinding *finding;
  guint gravity;
  guint kind;
  guint between;
  guint position;
} Place;

static guint
get_gravity (const char *outcome)
{
  if (g_str_equal (outcome, "refused"))
    return 0;
  return g_str_equal (outcome, "repaired") || g_str_equal (outcome, "merged") ? 1 : 2;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;
  const guint keys[][2] = { { one->gravity, other->gravity },
                            { one->kind, other->kind },
                            { one->between, other->between },
                            { one->position, other->position } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i][0] != keys[i][1])
        return keys[i][0] < keys[i][1] ? -1 : 1;
    }
  return 0;
}

/* The how manieth different word this is. */
static guint
number_word (GHashTable *words, char *word)
{
  gpointer number;

  if (g_hash_table_lookup_extended (words, word, NULL, &number))
    {
      g_free (word);
      return GPOINTER_TO_UINT (number);
    }
  number = GUINT_TO_POINTER (g_hash_table_size (words));
  g_hash_table_insert (words, word, number);
  return GPOINTER_TO_UINT (number);
}

GPtrArray *
wg_finding_groups_sort (const GPtrArray *findings)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree Place *places = g_new0 (Place, MAX (findings->len, 1));
  GPtrArray *sorted = g_ptr_array_new_full (findings->len, (GDestroyNotify) wg_import_finding_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      places[i] = (Place){ .finding = finding, .gravity = get_gravity (finding->outcome), .position = i };
      places[i].kind = number_word (words, g_strconcat (finding->rule, "\n", finding->outcome, NULL));
      if (finding->grids != NULL)
        places[i].between = number_word (words, g_strconcat (finding->rule, "\n", finding->outcome, "\n", finding->grids, NULL));
      else
        places[i].between = places[i].kind;
    }
  qsort (places, findings->len, sizeof (Place), compare_places);
  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (sorted, wg_import_finding_copy (places[i].finding));
  return sorted;
}

/* --- Groups --- */

static gboolean
is_one_kind (const WgImportFinding *one, const WgImportFinding *other)
{
  return g_str_equal (one->rule, other->rule) && g_str_equal (one->outcome, other->outcome);
}

static gboolean
is_between_the_same (const WgImportFinding *one, const WgImportFinding *other)
{
  return one->grids != NULL && g_strcmp0 (one->grids, other->grids) == 0;
}

static GArray *
list (const GPtrArray *sorted, WgFindingGroup within, gboolean (*belongs) (const WgImportFinding *, const WgImportFinding *))
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (WgFindingGroup));

  for (guint i = within.first; i < within.first + within.n;)
    {
      WgFindingGroup group = { i, 1 };

      while (i + group.n < within.first + within.n
             && belongs (g_ptr_array_index (sorted, i), g_ptr_array_index (sorted, i + group.n)))
        group.n++;
      g_array_append_val (groups, group);
      i += group.n;
    }
  return groups;
}

GArray *
wg_finding_groups_list (const GPtrArray *sorted)
{
  return list (sorted, (WgFindingGroup){ 0, sorted->len }, is_one_kind);
}

GArray *
wg_finding_groups_list_between (const GPtrArray *sorted, WgFindingGroup group)
{
  return list (sorted, group, is_between_the_same);
}

/* --- Words --- */

const char *
wg_finding_outcome_get_label (const char *outcome)
{
  static const char *const words[][2] = {
    { "kept", NC_ ("outcome", "kept") },       { "repaired", NC_ ("outcome", "repaired") },
    { "merged", NC_ ("outcome", "merged") },   { "refused", NC_ ("outcome", "refused") },
    { "ignored", NC_ ("outcome", "ignored") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], outcome) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "outcome", words[i][1]);
  return outcome;
}

/* --- As text --- */

static void
append_finding (GString *text, const WgImportFinding *finding)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, finding->feature);
  const char *outcome = wg_finding_outcome_get_label (finding->outcome);

  if (finding->feature > 0)
    /* Translators: %s is a number of a feature in a file, then what became of it, then a sentence */
    g_string_append_printf (text, _ ("Feature %s, %s: %s"), number, outcome, finding->text);
  else
    /* Translators: what became of a whole file, then a sentence */
    g_string_append_printf (text, _ ("Whole file, %s: %s"), outcome, finding->text);
  g_string_append_printf (text, " [%s]", finding->rule);
  if (finding->has_place)
    g_string_append_printf (text, " (%.6f, %.6f)", finding->lon, finding->lat);
  if (finding->ignored != NULL)
    /* Translators: the reason that a person gave */
    g_string_append_printf (text, _ (" - ignored: %s"), finding->ignored);
  g_string_append_c (text, '\n');
}

static void
append_some (GString *text, const GPtrArray *sorted, WgFindingGroup group)
{
  for (guint i = 0; i < MIN (group.n, SOME_TOLD); i++)
    {
      g_string_append (text, "  ");
      append_finding (text, g_ptr_array_index (sorted, group.first + i));
    }
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const WgFindingGroup *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return one->first < other->first ? -1 : 1;
}

/* Between whom most of them lie. FALSE when they lie between nobody. */
static gboolean
append_neighbours (GString *text, const GPtrArray *sorted, WgFindingGroup group)
{
  g_autoptr (GArray) neighbours = wg_finding_groups_list_between (sorted, group);
  guint n_told = MIN (neighbours->len, NEIGHBOURS_TOLD), n_rest = neighbours->len - n_told;

  if (neighbours->len == group.n)
    return FALSE;
  g_array_sort (neighbours, compare_sizes);
  for (guint i = 0; i < n_told; i++)
    {
      const WgFindingGroup *one = &g_array_index (neighbours, WgFindingGroup, i);
      const WgImportFinding *first = g_ptr_array_index (sorted, one->first);

      /* Translators: the codes of grids, how many findings lie between them, one of them as a sentence */
      g_string_append_printf (text, _ ("  %s: %'u, for example: %s"), first->grids != NULL ? first->grids : "", one->n, first->text);
      if (first->has_place)
        g_string_append_printf (text, " (%.6f, %.6f)", first->lon, first->lat);
      g_string_append_c (text, '\n');
    }
  if (n_rest == 0)
    return TRUE;
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "  and between %u other group of neighbours", "  and between %u other groups of neighbours", n_rest),
                          n_rest);
  g_string_append_c (text, '\n');
  return TRUE;
}

static void
append_group (GString *text, const GPtrArray *sorted, WgFindingGroup group)
{
  const WgImportFinding *first = g_ptr_array_index (sorted, group.first);

  if (group.n <= ALL_TOLD)
    {
      for (guint i = 0; i < group.n; i++)
        append_finding (text, g_ptr_array_index (sorted, group.first + i));
      return;
    }
  /* Translators: what kind of finding, what became of them, how many there are */
  g_string_append_printf (text, _ ("%s, %s: %'u"), wg_finding_rule_get_label (first->rule),
                          wg_finding_outcome_get_label (first->outcome), group.n);
  g_string_append_printf (text, " [%s]\n", first->rule);
  if (append_neighbours (text, sorted, group))
    return;
  append_some (text, sorted, group);
  g_string_append_printf (text, _ ("  and %'u more of this kind"), group.n - SOME_TOLD);
  g_string_append_c (text, '\n');
}

char *
wg_finding_groups_to_text (const GPtrArray *findings)
{
  g_autoptr (GPtrArray) sorted = wg_finding_groups_sort (findings);
  g_autoptr (GArray) groups = wg_finding_groups_list (sorted);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    append_group (text, sorted, g_array_index (groups, WgFindingGroup, i));
  return g_string_free (text, FALSE);
}
