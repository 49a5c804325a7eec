/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what was shown is taken home: on paper, as a file, as a picture for the next wall, as numbers for a spreadsheet. */

#include "wg-briefing-page-private.h"

#include "wg-error.h"
#include "wg-map-painter.h"
#include "wg-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WALL_WIDTH 3840
#define WALL_HEIGHT 2160
#define MAP_EDGE 0.05

typedef gboolean (*WriteFunc) (WgBriefingPage *self, const char *file, GError **error);

gboolean
wg_briefing_page_write_pdf (WgBriefingPage *self, const char *file, GError **error)
{
  g_return_val_if_fail (self->briefing != NULL, FALSE);
  return wg_briefing_paper_write_pdf (&self->paper, file, error);
}

static WgMapView
fit_view (const WgCity *city, int width, int height, WgTheme theme, double text_scale)
{
  const WgBox *box = wg_city_get_box (city);
  double dx = MAX (wg_world_x (box->max_lon) - wg_world_x (box->min_lon), 1.0);
  double dy = MAX (wg_world_y (box->min_lat) - wg_world_y (box->max_lat), 1.0);
  double zoom = log2 (MIN (width / dx, height / dy) * (1.0 - 2.0 * MAP_EDGE) * WG_WORLD_SIZE / WG_TILE_SIZE);

  return (WgMapView){ (wg_world_x (box->min_lon) + wg_world_x (box->max_lon)) / 2.0, (wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2.0,
                      CLAMP (zoom, 0.0, WG_MAX_ZOOM), width, height, 1.0, text_scale, theme, WG_LEVEL_AUTOMATIC };
}

static cairo_surface_t *
paint_map (const WgBriefingTile *tile, int width, int height, gpointer user_data)
{
  WgBriefingPage *self = user_data;
  WgTheme theme = wg_briefing_page_get_theme (self);
  double em = wg_briefing_canvas_get_em (WALL_WIDTH, WALL_HEIGHT);
  g_autoptr (WgHotspotLayer) layer = NULL;
  WgMapPicture picture = { 0 };
  WgBriefingCanvas canvas = { &self->paper, NULL, theme, em };
  cairo_surface_t *surface;

  if (self->city == NULL || wg_city_get_n_grids (self->city) == 0)
    return NULL;
  layer = wg_briefing_map_layer_new (&self->paper, tile->about, self->city);
  picture.view = fit_view (self->city, width, height, theme, em / 14.67);
  picture.city = self->city;
  picture.hotspot = layer;
  picture.base = wg_base_maps_get_stack (self->base_maps);
  surface = wg_map_painter_paint (&picture, NULL, NULL);
  if (surface == NULL)
    return NULL;
  canvas.cr = cairo_create (surface);
  wg_briefing_map_card_draw (&canvas, layer, width, height);
  cairo_destroy (canvas.cr);
  return surface;
}

gboolean
wg_briefing_page_write_png (WgBriefingPage *self, const char *file, GError **error)
{
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (self->briefing != NULL, FALSE);
  surface = wg_briefing_leaf_draw (&self->paper, g_ptr_array_index (self->leaves, self->page), wg_briefing_page_get_theme (self), WALL_WIDTH,
                                   WALL_HEIGHT, paint_map, self);
  status = cairo_surface_write_to_png (surface, file);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), file, cairo_status_to_string (status));
  return FALSE;
}

gboolean
wg_briefing_page_write_csv (WgBriefingPage *self, const char *file, GError **error)
{
  const WgBriefingTile *tile = wg_briefing_board_get_tile (self->board);
  g_autoptr (WgBriefingTable) table = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *csv = NULL;

  g_return_val_if_fail (self->briefing != NULL && tile != NULL, FALSE);
  table = wg_briefing_table_new (&self->paper, tile);
  csv = wg_briefing_table_to_csv (table);
  if (g_file_set_contents (file, csv, -1, &local))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), file, local->message);
  return FALSE;
}

/* --- Where to --- */

static void
on_chosen (GtkNativeDialog *dialog, int response, WgBriefingPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  WriteFunc write = (WriteFunc) g_object_get_data (G_OBJECT (dialog), "write");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (path != NULL && self->briefing != NULL)
    {
      gboolean written = write (self, path, &error);

      text = written ? g_strdup_printf (_ ("Written: %s"), path) : g_strdup (error->message);
      wg_context_toast (self->context, text, NULL);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
ask (WgBriefingPage *self, const char *suffix, WriteFunc write)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Where to"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *name = g_strdup_printf ("%s-%u%s", self->briefing->kind, self->page + 1, suffix);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data (G_OBJECT (dialog), "write", write);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
wg_briefing_page_ask_pdf (WgBriefingPage *self)
{
  ask (self, ".pdf", wg_briefing_page_write_pdf);
}

void
wg_briefing_page_ask_png (WgBriefingPage *self)
{
  ask (self, ".png", wg_briefing_page_write_png);
}

void
wg_briefing_page_ask_csv (WgBriefingPage *self)
{
  ask (self, ".csv", wg_briefing_page_write_csv);
}

/* --- Paper --- */

static void
draw_sheet (GtkPrintOperation *operation, GtkPrintContext *context, int page, WgBriefingPage *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / WG_SHEET_WIDTH, gtk_print_context_get_height (context) / WG_SHEET_HEIGHT);

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  if (self->briefing != NULL)
    wg_briefing_paper_draw (&self->paper, cr, (guint) page);
  cairo_restore (cr);
}

/* The margins are on the sheet already. */
void
wg_briefing_page_print (WgBriefingPage *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%s.pdf", self->briefing->kind);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) wg_briefing_paper_get_n_pages (&self->paper));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_sheet), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    wg_context_toast (self->context, error->message, NULL);
}
