/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a question that the chosen format cannot follow is answered wrongly without anybody's fault: it stays where it
 * is and says which format it belongs to.
 */

#include "wg-export-window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *nick;
  const char *label;
  gboolean has_encoding;
  gboolean only_degrees;
  gboolean only_places; /* a row without a place is lost in it */
} Format;

static const Format formats[] = {
  { "shp", NC_ ("format", "Shapefile (.shp)"), TRUE, FALSE, TRUE },
  { "gpkg", NC_ ("format", "GeoPackage (.gpkg)"), FALSE, FALSE, FALSE },
  { "geojson", NC_ ("format", "GeoJSON (.geojson)"), FALSE, FALSE, FALSE },
  { "kml", NC_ ("format", "Google Earth (.kml)"), FALSE, TRUE, TRUE },
  { "dxf", NC_ ("format", "Drawing (.dxf)"), FALSE, FALSE, TRUE },
  { "xlsx", NC_ ("format", "Spreadsheet (.xlsx)"), FALSE, FALSE, FALSE },
  { "csv", NC_ ("format", "Text table (.csv)"), TRUE, FALSE, FALSE },
};

static const WgExportKind kinds[] = { WG_EXPORT_GRIDS, WG_EXPORT_BUILDINGS, WG_EXPORT_CASES, WG_EXPORT_PERSONS };
static const char *const encodings[] = { "UTF-8", "GB18030", NULL };

static const Format *
find_format (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_equal (formats[i].nick, nick))
        return &formats[i];
    }
  return NULL;
}

WgExportKind
wg_export_window_get_kind (WgExportWindow *self)
{
  return kinds[MIN (adw_combo_row_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)];
}

const char *
wg_export_window_get_format (WgExportWindow *self)
{
  guint chosen = adw_combo_row_get_selected (self->format);

  return g_ptr_array_index (self->nicks, chosen < self->nicks->len ? chosen : 0);
}

gboolean
wg_export_window_choose_format (WgExportWindow *self, const char *nick)
{
  for (guint i = 0; i < self->nicks->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->nicks, i), nick))
        {
          adw_combo_row_set_selected (self->format, i);
          return TRUE;
        }
    }
  return FALSE;
}

void
wg_export_window_choose_kind (WgExportWindow *self, WgExportKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i] == kind)
        adw_combo_row_set_selected (self->kind, i);
    }
}

/* --- Questions that depend on an answer --- */

static void
show_format (WgExportWindow *self)
{
  const Format *format = find_format (wg_export_window_get_format (self));
  gboolean places = wg_export_window_get_kind (self) != WG_EXPORT_PERSONS;

  gtk_widget_set_sensitive (GTK_WIDGET (self->encoding), format->has_encoding);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->encoding),
                               format->has_encoding ? _ ("GB18030 for programs that read no UTF-8")
                                                    : _ ("Only .shp and .csv have another one than UTF-8"));
  gtk_widget_set_visible (GTK_WIDGET (self->coordinates), places);
  gtk_widget_set_sensitive (GTK_WIDGET (self->coordinates), !format->only_degrees);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->coordinates),
                               format->only_degrees ? _ ("This format holds degrees only") : "");
  gtk_widget_set_visible (self->epsg,
                          places && !format->only_degrees && adw_combo_row_get_selected (self->coordinates) == 1);
  adw_preferences_group_set_description (
      self->fields, g_str_equal (format->nick, "dxf")
                        ? _ ("A drawing holds the shapes, and as text beside them the first two fields.")
                        : _ ("What is personal leaves only when it is chosen here."));
}

static void
list_formats (WgExportWindow *self)
{
  gboolean places = wg_export_window_get_kind (self) != WG_EXPORT_PERSONS;
  const char *before = self->nicks->len > 0 ? wg_export_window_get_format (self) : "";
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->nicks, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (!places && formats[i].only_places)
        continue;
      g_ptr_array_add (self->nicks, (gpointer)formats[i].nick);
      gtk_string_list_append (labels, g_dpgettext2 (GETTEXT_PACKAGE, "format", formats[i].label));
    }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (labels));
  if (!wg_export_window_choose_format (self, before))
    wg_export_window_choose_format (self, places ? "shp" : "xlsx");
}

static void
list_levels (WgExportWindow *self)
{
  WgGridTree *tree = wg_case_board_get_grids (wg_context_get_board (self->context));
  WgExportKind kind = wg_export_window_get_kind (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  int none = 0;

  g_array_set_size (self->depths, 0);
  g_array_append_val (self->depths, none);
  gtk_string_list_append (labels,
                          kind == WG_EXPORT_GRIDS ? C_ ("grid level", "All levels") : C_ ("grid level", "The deepest"));
  for (guint i = 0; tree != NULL && i < wg_grid_tree_get_n_levels (tree); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);
      g_autofree char *text = *level->name != '\0' ? g_strdup_printf ("%d · %s", level->depth, level->name)
                                                   : g_strdup_printf ("%d", level->depth);

      g_array_append_val (self->depths, level->depth);
      gtk_string_list_append (labels, text);
    }
  adw_combo_row_set_model (self->level, G_LIST_MODEL (labels));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->level),
                                 kind == WG_EXPORT_GRIDS ? _ ("Level") : _ ("Level of the grid that is named"));
  gtk_widget_set_visible (GTK_WIDGET (self->level), kind != WG_EXPORT_PERSONS);
}

static void
on_kind (WgExportWindow *self)
{
  self->filling = TRUE;
  list_formats (self);
  list_levels (self);
  self->filling = FALSE;
  wg_export_window_list_fields (self);
  show_format (self);
  wg_export_window_renew_reason (self);
}

static void
on_format (WgExportWindow *self)
{
  if (self->filling)
    return;
  show_format (self);
  wg_export_window_renew_reason (self);
}

/* --- The rows --- */

static AdwComboRow *
add_question (WgExportWindow *self, const char *title, const char *const *answers)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (answers);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (self->form, row);
  return ADW_COMBO_ROW (row);
}

void
wg_export_window_add_form (WgExportWindow *self)
{
  const char *const what[] = { C_ ("export", "Grids"), C_ ("export", "Buildings"), C_ ("export", "Cases"),
                               C_ ("export", "Keepers and workers"), NULL };
  const char *const systems[] = { C_ ("coordinates", "Degrees, CGCS2000"), C_ ("coordinates", "Another system"), NULL };

  self->form = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->form);
  self->kind = add_question (self, C_ ("export", "What"), what);
  self->level = add_question (self, _ ("Level"), NULL);
  self->format = add_question (self, _ ("Format"), NULL);
  self->encoding = add_question (self, _ ("Encoding of text"), encodings);
  self->coordinates = add_question (self, _ ("Coordinates"), systems);
  self->epsg = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->epsg), _ ("Number of the system, as EPSG:4548"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->epsg), TRUE);
  adw_preferences_group_add (self->form, self->epsg);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->format, "notify::selected", G_CALLBACK (on_format), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->coordinates, "notify::selected", G_CALLBACK (on_format), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->epsg, "changed", G_CALLBACK (on_format), self, G_CONNECT_SWAPPED);
}

void
wg_export_window_fill_request (WgExportWindow *self, WgExportRequest *request)
{
  const Format *format = find_format (wg_export_window_get_format (self));
  guint level = adw_combo_row_get_selected (self->level);
  guint encoding = adw_combo_row_get_selected (self->encoding);

  request->form.format = g_strdup (format->nick);
  request->fields = wg_export_window_dup_fields (self);
  if (format->has_encoding && encoding < G_N_ELEMENTS (encodings) - 1)
    request->form.encoding = g_strdup (encodings[encoding]);
  if (gtk_widget_get_visible (self->epsg))
    request->form.crs = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->epsg))));
  if (gtk_widget_get_visible (GTK_WIDGET (self->level)) && level < self->depths->len)
    request->level = g_array_index (self->depths, int, level);
}
