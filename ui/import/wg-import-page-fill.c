/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything that is asked about a file follows from what the reader found, in one pass, so that each answer can be
 * given in any order and the rest of the page stays true.
 */

#include "wg-import-page-private.h"

#include "wg-class-catalogue.h"
#include "wg-error.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define STATE_PREFIX "state:"
#define NUMBERED "={n}"

typedef struct
{
  GPtrArray *values;
  GPtrArray *labels;
} List;

static void
list_begin (List *list)
{
  list->values = g_ptr_array_new_with_free_func (g_free);
  list->labels = g_ptr_array_new_with_free_func (g_free);
}

static void
list_take (List *list, const char *value, char *label)
{
  g_ptr_array_add (list->values, g_strdup (value));
  g_ptr_array_add (list->labels, label);
}

static gboolean
list_has (const List *list, const char *value)
{
  for (guint i = 0; i < list->values->len; i++)
    if (g_strcmp0 (list->values->pdata[i], value) == 0)
      return TRUE;
  return FALSE;
}

/* Asks and frees. */
static void
list_ask (List *list, WgImportChoices *choices, const char *key, const char *title, const char *subtitle,
          const char *chosen)
{
  g_ptr_array_add (list->values, NULL);
  g_ptr_array_add (list->labels, NULL);
  wg_import_choices_ask (choices, key, title, subtitle, (const char *const *) list->values->pdata,
                         (const char *const *) list->labels->pdata, chosen);
  g_ptr_array_unref (list->values);
  g_ptr_array_unref (list->labels);
}

static const char *
get_text (JsonObject *source, const char *name)
{
  const char *text = source != NULL ? json_object_get_string_member_with_default (source, name, "") : "";

  return text != NULL ? text : "";
}

static JsonArray *
get_array (JsonObject *source, const char *name)
{
  JsonNode *node = source != NULL ? json_object_get_member (source, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonObject *source, const char *name)
{
  JsonNode *node = source != NULL ? json_object_get_member (source, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* --- What becomes of it --- */

/* Whether the reader could make this of the file: streets are no areas that could be filled. */
static gboolean
is_offered (WgImportPage *self, int kind)
{
  JsonArray *kinds = get_array (self->source, "kinds");
  const char *nick = wg_import_kind_to_nick (kind);

  for (guint i = 0; kinds != NULL && i < json_array_get_length (kinds); i++)
    {
      if (g_str_equal (json_array_get_string_element (kinds, i), nick))
        return TRUE;
    }
  return kinds == NULL || json_array_get_length (kinds) == 0 || kind == (int) self->request->kind;
}

static void
ask_kind (WgImportPage *self)
{
  List list;

  list_begin (&list);
  for (int kind = 0; kind < WG_N_IMPORT_KINDS; kind++)
    if (is_offered (self, kind))
      list_take (&list, wg_import_kind_to_nick (kind), g_strdup (wg_import_kind_get_label (kind)));
  list_ask (&list, self->choices_kind, "kind", _ ("What becomes of it?"), NULL,
            wg_import_kind_to_nick (self->request->kind));
}

/* Only once there are some: the first file of a district is not asked for its sender. */
static void
ask_profile (WgImportPage *self)
{
  List list;

  if (self->profiles == NULL || self->profiles->len == 0)
    return;
  list_begin (&list);
  list_take (&list, "", g_strdup (C_ ("import profile", "None")));
  for (guint i = 0; i < self->profiles->len; i++)
    {
      const WgImportProfile *profile = g_ptr_array_index (self->profiles, i);

      list_take (&list, profile->name,
                 g_strdup_printf ("%s · %s", profile->name, wg_import_kind_get_label (profile->request->kind)));
    }
  list_ask (&list, self->choices_kind, "profile", _ ("As the files of"), _ ("What was answered about them is answered again."),
            self->profile != NULL ? self->profile : "");
}

static void
ask_layer (WgImportPage *self)
{
  JsonArray *layers = get_array (self->source, "layers");
  List list;

  if (layers == NULL || json_array_get_length (layers) < 2)
    return;
  list_begin (&list);
  for (guint i = 0; i < json_array_get_length (layers); i++)
    {
      JsonObject *layer = json_array_get_object_element (layers, i);

      list_take (&list, get_text (layer, "name"),
                 g_strdup_printf (C_ ("import layer: name, features", "%s (%s)"), get_text (layer, "name"),
                                  get_text (layer, "geometry")));
    }
  list_ask (&list, self->choices_kind, "layer", _ ("Layer"), NULL, get_text (self->source, "layer"));
}

/* The grid in force that has the code of the first one of the file. */
static guint
find_first (WgImportPage *self)
{
  const char *field = get_text (get_object (self->source, "mapping"), "code");
  g_autofree char *code = *field != '\0' ? wg_import_rows_get_sample (self->source, field) : NULL;

  return code != NULL && self->grids != NULL ? wg_grid_tree_find_by_code (self->grids, code) : WG_GRID_NONE;
}

/* A file whose first grid is there already is a new edition of its level; any other one goes below what there is. */
static int
guess_level (WgImportPage *self, int lowest)
{
  guint index = find_first (self);

  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (self->grids, index)->depth : lowest + 1;
}

static void
ask_level (WgImportPage *self)
{
  guint n_levels = self->grids != NULL ? wg_grid_tree_get_n_levels (self->grids) : 0;
  g_autofree char *chosen = NULL;
  int lowest = 0;
  List list;

  if (self->request->kind != WG_IMPORT_GRIDS)
    return;
  list_begin (&list);
  for (guint i = 0; i < n_levels; i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (self->grids, i);
      g_autofree char *depth = g_strdup_printf ("%d", level->depth);

      list_take (&list, depth,
                 *level->name != '\0' ? g_strdup_printf ("%d · %s", level->depth, level->name) : g_strdup (depth));
      lowest = MAX (lowest, level->depth);
    }
  if (self->request->level == 0)
    self->request->level = guess_level (self, lowest);
  chosen = g_strdup_printf ("%d", lowest + 1);
  list_take (&list, chosen, g_strdup_printf (C_ ("grid level", "%d · a new level"), lowest + 1));
  g_free (chosen);
  chosen = g_strdup_printf ("%d", self->request->level);
  list_ask (&list, self->choices_kind, "level", _ ("Level"), _ ("1 is the topmost."), chosen);
}

/* Of a new edition, what is different in it is wanted. */
static void
propose_duplicates (WgImportPage *self)
{
  guint index = find_first (self);
  gboolean edition = self->request->kind == WG_IMPORT_GRIDS && index != WG_GRID_NONE
                     && wg_grid_tree_get_grid (self->grids, index)->depth == self->request->level;

  if (!self->duplicates_said)
    self->request->on_duplicate = edition ? WG_IMPORT_DUPLICATES_UPDATE : WG_IMPORT_DUPLICATES_REFUSE;
}

static void
ask_duplicates (WgImportPage *self)
{
  static const char *const values[] = { "refuse", "merge", "update" };
  const char *const *columns = wg_import_request_get_columns (self->request->kind);
  List list;

  /* Streets and lakes have none. */
  if (!g_strv_contains (columns, "code") && !g_strv_contains (columns, "number"))
    return;
  list_begin (&list);
  list_take (&list, values[0], g_strdup (C_ ("import duplicates", "Refuse it")));
  list_take (&list, values[1], g_strdup (C_ ("import duplicates", "Join the pieces")));
  list_take (&list, values[2], g_strdup (C_ ("import duplicates", "Take the new values")));
  list_ask (&list, self->choices_kind, "duplicates", _ ("When a code is there already"), NULL,
            values[self->request->on_duplicate]);
}

/* What is thinner than the pen that drew it is no land. */
static void
ask_snap (WgImportPage *self)
{
  static const char *const metres[] = { "0", "0.1", "0.5", "1", "2", "5", "20" };
  g_autofree char *chosen = g_strdup_printf ("%g", self->request->snap_m);
  List list;

  if (self->request->kind != WG_IMPORT_GRIDS)
    return;
  list_begin (&list);
  list_take (&list, metres[0], g_strdup (C_ ("import snap", "Only tell them")));
  for (gsize i = 1; i < G_N_ELEMENTS (metres); i++)
    list_take (&list, metres[i], g_strdup_printf (C_ ("import snap", "Close them up to a width of %s m"), metres[i]));
  if (!list_has (&list, chosen))
    list_take (&list, chosen, g_strdup_printf (C_ ("import snap", "Close them up to a width of %s m"), chosen));
  list_ask (&list, self->choices_kind, "snap", _ ("Gaps and overlaps between grids"), NULL, chosen);
}

/* --- Text and coordinates --- */

static const char *
get_encoding_label (const char *encoding)
{
  if (g_str_equal (encoding, "GB18030"))
    return "GBK / GB18030";
  return encoding;
}

/* A file without a table has no text, and nothing is asked about it. */
static void
fill_rows (WgImportPage *self)
{
  JsonArray *fields = get_array (self->source, "fields");
  gboolean has_text = fields != NULL && json_array_get_length (fields) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->choices_encoding), has_text);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->confidence)), has_text);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->rows), GTK_TYPE_SCROLLED_WINDOW), has_text);
  wg_import_rows_fill (self->rows, self->source);
}

static void
fill_encoding (WgImportPage *self)
{
  JsonArray *choices = get_array (self->source, "encoding_choices");
  const char *encoding = get_text (self->source, "encoding");
  double confidence = json_object_get_double_member_with_default (self->source, "encoding_confidence", 0);
  List list;

  list_begin (&list);
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    list_take (&list, json_array_get_string_element (choices, i),
               g_strdup (get_encoding_label (json_array_get_string_element (choices, i))));
  if (*encoding != '\0' && !list_has (&list, encoding))
    list_take (&list, encoding, g_strdup (get_encoding_label (encoding)));
  wg_import_choices_begin (self->choices_encoding);
  list_ask (&list, self->choices_encoding, "encoding", _ ("Encoding"), get_text (self->source, "encoding_evidence"),
            encoding);
  wg_import_choices_end (self->choices_encoding);
  gtk_level_bar_set_value (self->confidence, round (CLAMP (confidence, 0, 1) * 5));
  gtk_label_set_text (self->confidence_text, confidence >= 0.9   ? C_ ("confidence", "Sure")
                                             : confidence >= 0.6 ? C_ ("confidence", "Fairly sure")
                                                                 : C_ ("confidence", "Look at the rows"));
  fill_rows (self);
}

static char *
describe_coordinates (WgImportPage *self)
{
  g_autofree char *where = wg_import_page_describe_extent (self);

  if (where == NULL)
    return g_strdup (_ ("The file does not say. Choose where the shape falls."));
  if (self->crs_proposed)
    return g_strdup_printf (_ ("The file does not say; of all that fit the numbers, only this one falls here or near: %s"), where);
  if (self->request->crs != NULL)
    return g_strdup_printf (_ ("As chosen here: %s"), where);
  if (json_object_get_boolean_member_with_default (self->source, "crs_assumed", FALSE))
    return g_strdup_printf (_ ("Assumed, the file does not say: %s"), where);
  return g_strdup_printf (_ ("As the file says: %s"), where);
}

/* No file says that its degrees come off a street map; who sent it may. */
static void
take_street_maps (List *list)
{
  if (!list_has (list, "GCJ-02"))
    list_take (list, "GCJ-02", g_strdup (_ ("GCJ-02 · as on Chinese street maps")));
  if (!list_has (list, "BD-09"))
    list_take (list, "BD-09", g_strdup (_ ("BD-09 · as on the map of Baidu")));
}

static void
ask_crs (WgImportPage *self)
{
  const char *crs = get_text (self->source, "crs"), *name = get_text (self->source, "crs_name");
  g_autoptr (GPtrArray) places = wg_import_page_list_places (self);
  g_autofree char *subtitle = describe_coordinates (self);
  List list;

  list_begin (&list);
  if (*crs == '\0')
    list_take (&list, "", g_strdup (_ ("Unknown")));
  else
    list_take (&list, crs, *name != '\0' ? g_strdup_printf ("%s · %s", crs, name) : g_strdup (crs));
  for (guint i = 0; i < places->len; i++)
    {
      JsonObject *choice = places->pdata[i];
      g_autofree char *place = NULL;

      if (list_has (&list, get_text (choice, "crs")))
        continue;
      place = wg_import_page_describe_place (self, json_object_get_double_member_with_default (choice, "lon", 0),
                                             json_object_get_double_member_with_default (choice, "lat", 0));
      list_take (&list, get_text (choice, "crs"),
                 g_strdup_printf ("%s · %s · %s", get_text (choice, "crs"), place, get_text (choice, "name")));
    }
  take_street_maps (&list);
  list_ask (&list, self->choices_crs, "crs", _ ("Coordinates"), subtitle, crs);
}

/* --- Fields and states --- */

static const char *
get_mapped (WgImportPage *self, const char *column)
{
  JsonObject *mapping = get_object (self->source, "mapping");
  g_autofree char *timed = g_strconcat (column, "_ms", NULL);
  const char *field;

  if (mapping == NULL)
    return "";
  field = json_object_get_string_member_with_default (mapping, column, NULL);
  if (field == NULL)
    field = json_object_get_string_member_with_default (mapping, timed, NULL);
  return field != NULL ? field : "";
}

/* A file of manhole covers says nowhere that they are covers, and one without a table says nothing at all. */
static void
list_take_classes (List *list)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new_shipped ();
  g_autoptr (GPtrArray) tops = wg_class_catalogue_list_children (catalogue, NULL);

  for (guint i = 0; i < tops->len; i++)
    {
      const WgCaseClass *top = g_ptr_array_index (tops, i);
      g_autofree char *name = wg_class_catalogue_format_name (catalogue, top->code), *value = g_strconcat ("=", top->code, NULL);

      if (top->kind == WG_CLASS_PART)
        list_take (list, value, g_strdup_printf (C_ ("import field", "All of them: %s"), name));
    }
}

static void
ask_field (WgImportPage *self, const char *column)
{
  JsonArray *fields = get_array (self->source, "fields");
  const char *mapped = get_mapped (self, column);
  g_autofree char *sample = wg_import_rows_get_sample (self->source, mapped);
  g_autofree char *subtitle = sample != NULL ? g_strdup_printf (_ ("First value: %s"), sample) : NULL;
  List list;

  list_begin (&list);
  list_take (&list, "", g_strdup (C_ ("import field", "None")));
  if (self->request->kind == WG_IMPORT_GRIDS && g_str_equal (column, "code"))
    list_take (&list, NUMBERED, g_strdup (C_ ("import field", "Number of the feature")));
  if (self->request->kind == WG_IMPORT_FACILITIES && g_str_equal (column, "class_code"))
    list_take_classes (&list);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    list_take (&list, json_array_get_string_element (fields, i), g_strdup (json_array_get_string_element (fields, i)));
  if (!list_has (&list, mapped))
    list_take (&list, mapped, g_strdup (mapped));
  list_ask (&list, self->choices_fields, column, wg_import_column_get_label (column), subtitle, mapped);
}

static void
ask_fields (WgImportPage *self)
{
  const char *const *columns = wg_import_request_get_columns (self->request->kind);

  wg_import_choices_begin (self->choices_fields);
  for (int i = 0; columns[i] != NULL; i++)
    ask_field (self, columns[i]);
  wg_import_choices_end (self->choices_fields);
}

static void
ask_state (WgImportPage *self, const char *foreign, const char *state)
{
  g_autofree char *key = g_strconcat (STATE_PREFIX, foreign, NULL);
  List list;

  list_begin (&list);
  if (state == NULL)
    list_take (&list, "", g_strdup (C_ ("import state", "Choose")));
  for (int i = 0; i < WG_N_CASE_STATES; i++)
    list_take (&list, wg_case_state_to_nick (i), g_strdup (wg_case_state_get_label (i)));
  list_ask (&list, self->choices_states, key, foreign, NULL, state);
}

static void
ask_states (WgImportPage *self)
{
  JsonObject *states = get_object (self->source, "states");
  JsonObjectIter iter;
  const char *foreign;
  JsonNode *state;

  wg_import_choices_begin (self->choices_states);
  if (states != NULL)
    {
      json_object_iter_init (&iter, states);
      while (json_object_iter_next (&iter, &foreign, &state))
        ask_state (self, foreign, JSON_NODE_HOLDS_VALUE (state) ? json_node_get_string (state) : NULL);
    }
  wg_import_choices_end (self->choices_states);
}

/* --- All of it --- */

/* Of features; 0 when the source does not know. */
static gint64
get_count (JsonObject *source, const char *name)
{
  JsonNode *count = source != NULL ? json_object_get_member (source, name) : NULL;

  return count != NULL && JSON_NODE_HOLDS_VALUE (count) ? json_node_get_int (count) : 0;
}

/* A large file is not drawn whole before it is in. */
static char *
describe_drawn (WgImportPage *self)
{
  gint64 n_drawn = get_count (self->source, "shown"), n = get_count (self->source, "count");

  if (n > n_drawn)
    return g_strdup_printf (C_ ("import legend", "the first %'u of %'u"), (guint) n_drawn, (guint) n);
  return g_strdup_printf ("%'u", (guint) n_drawn);
}

void
wg_import_page_fill_legend (WgImportPage *self)
{
  g_autofree char *drawn = describe_drawn (self);
  g_autofree char *far = wg_import_page_warn_of_place (self);
  guint n_old = self->grids != NULL ? wg_grid_tree_get_n_grids (self->grids) : 0;
  guint n_mended = self->phase > WG_IMPORT_PHASE_CHECKING && self->report != NULL && self->report->mended != NULL ? self->report->mended->len : 0;
  g_autofree char *text = n_mended > 0 ? g_strdup_printf (_ ("Blue: from the file, %s. Green: as mended, %u. Grey: grids in force, %u."), drawn, n_mended, n_old)
                                       : g_strdup_printf (_ ("Blue: from the file, %s. Grey: grids in force, %u."), drawn, n_old);

  gtk_label_set_text (self->legend, text);
  gtk_label_set_text (self->far_away, far != NULL ? far : "");
  gtk_widget_set_visible (GTK_WIDGET (self->far_away), far != NULL);
}

const char *
wg_import_page_get_owner (WgImportPage *self)
{
  return self->request->attribution != NULL ? self->request->attribution : get_text (self->source, "attribution");
}

static void
fill_owner (WgImportPage *self)
{
  const char *owner = wg_import_page_get_owner (self);

  gtk_widget_set_visible (self->owners, wg_import_kind_is_layer (self->request->kind));
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->owner)), owner))
    gtk_editable_set_text (GTK_EDITABLE (self->owner), owner);
}

void
wg_import_page_fill (WgImportPage *self)
{
  gboolean is_new;

  wg_import_choices_begin (self->choices_kind);
  ask_profile (self);
  ask_kind (self);
  ask_layer (self);
  ask_level (self);
  propose_duplicates (self);
  ask_duplicates (self);
  ask_snap (self);
  wg_import_choices_end (self->choices_kind);
  is_new = self->request->kind == WG_IMPORT_GRIDS
           && (self->grids == NULL || wg_grid_tree_find_level (self->grids, self->request->level) == NULL);
  gtk_widget_set_visible (self->names, is_new);
  fill_owner (self);
  fill_encoding (self);
  wg_import_choices_begin (self->choices_crs);
  ask_crs (self);
  wg_import_choices_end (self->choices_crs);
  ask_fields (self);
  ask_states (self);
  wg_import_page_fill_legend (self);
}

char *
wg_import_page_describe_source (WgImportPage *self)
{
  const char *driver = get_text (self->source, "driver"), *layer = get_text (self->source, "layer");
  JsonNode *count = self->source != NULL ? json_object_get_member (self->source, "count") : NULL;

  if (self->source == NULL)
    return g_strdup ("");
  if (count != NULL && JSON_NODE_HOLDS_VALUE (count))
    {
      g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, json_node_get_int (count));

      return g_strdup_printf (C_ ("import source: layer, features, format", "%s · features: %s · %s"), layer, number,
                              driver);
    }
  return g_strdup_printf ("%s · %s", layer, driver);
}

static char *
say_question (const char *option, const char *text)
{
  if (g_str_equal (option, "--layer"))
    return g_strdup (_ ("The file has several layers. Choose one."));
  if (g_str_equal (option, "--encoding"))
    return g_strdup (_ ("The encoding is in doubt. Choose the one in which the rows can be read."));
  if (g_str_equal (option, "--crs"))
    return g_strdup (_ ("The coordinates are in doubt. Choose where the shape falls."));
  if (g_str_equal (option, "--code") || g_str_equal (option, "--map"))
    return g_strdup (_ ("A field that is needed was not found. Choose it under Fields."));
  if (g_str_equal (option, "--states"))
    return g_strdup (_ ("Some states of the file are unknown. Say what they mean under States."));
  return g_strdup (text);
}

char *
wg_import_page_find_question (WgImportPage *self)
{
  JsonArray *questions = get_array (self->source, "questions");
  JsonObject *question;

  if (questions == NULL || json_array_get_length (questions) == 0)
    return NULL;
  question = json_array_get_object_element (questions, 0);
  return say_question (get_text (question, "option"), get_text (question, "text"));
}

static void
set_text (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
take_kind (WgImportPage *self, WgImportKind kind)
{
  self->request->kind = kind;
  self->kind_said = TRUE;
  g_ptr_array_set_size (self->request->decisions, 0);
  g_hash_table_remove_all (self->request->mapping);
  g_hash_table_remove_all (self->request->states);
}

static void
take_layer (WgImportPage *self, const char *layer)
{
  set_text (&self->request->layer, layer);
  g_ptr_array_set_size (self->request->decisions, 0);
  if (self->crs_proposed)
    g_clear_pointer (&self->request->crs, g_free);
  self->crs_proposed = FALSE;
  g_hash_table_remove_all (self->request->mapping);
  g_hash_table_remove_all (self->request->states);
}

static WgImportDuplicates
get_duplicates (const char *value)
{
  if (g_str_equal (value, "merge"))
    return WG_IMPORT_DUPLICATES_MERGE;
  return g_str_equal (value, "update") ? WG_IMPORT_DUPLICATES_UPDATE : WG_IMPORT_DUPLICATES_REFUSE;
}

/* Returns whether the file must be looked at again. */
gboolean
wg_import_page_take_answer (WgImportPage *self, const char *key, const char *value)
{
  WgImportKind kind;

  if (g_str_equal (key, "profile"))
    return wg_import_page_take_profile (self, value);
  if (g_str_equal (key, "kind") && wg_import_kind_from_nick (value, &kind))
    take_kind (self, kind);
  else if (g_str_equal (key, "layer"))
    take_layer (self, value);
  else if (g_str_equal (key, "encoding"))
    set_text (&self->request->encoding, value);
  else if (g_str_equal (key, "crs"))
    {
      set_text (&self->request->crs, value);
      self->crs_proposed = FALSE;
    }
  else if (g_str_has_prefix (key, STATE_PREFIX))
    {
      if (*value != '\0')
        g_hash_table_replace (self->request->states, g_strdup (key + strlen (STATE_PREFIX)), g_strdup (value));
    }
  else if (g_str_equal (key, "level"))
    {
      self->request->level = atoi (value);
      self->level_said = TRUE;
    }
  else if (g_str_equal (key, "duplicates"))
    {
      self->request->on_duplicate = get_duplicates (value);
      self->duplicates_said = TRUE;
    }
  else if (g_str_equal (key, "snap"))
    self->request->snap_m = g_ascii_strtod (value, NULL);
  else
    wg_import_request_map (self->request, key, value);
  return !g_str_equal (key, "level") && !g_str_equal (key, "duplicates") && !g_str_equal (key, "snap");
}
