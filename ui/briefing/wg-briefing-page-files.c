/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what was shown is taken home: on paper, as a file, as a picture for the next wall, as numbers for a spreadsheet. It is
 * drawn beside the window, which goes on answering, and what is written halfway is thrown away.
 */

#include "wg-briefing-page-private.h"

#include "wg-error.h"
#include "wg-later.h"
#include "wg-map-painter.h"
#include "wg-sheet.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define WALL_WIDTH 3840
#define WALL_HEIGHT 2160
#define PROGRESS_MS 100

/* Everything that a file is made from; the page may show something else by the time that it is written. */
typedef struct
{
  char *file;
  WgBriefingPaper paper;
  JsonNode *root;
  WgGridTree *tree;
  GTimeZone *zone;
  WgCity *city;
  WgBaseStack *base;
  WgBriefingGround *ground;
  GPtrArray *leaves;
  guint page;
  WgTheme theme;
  char *csv;
  int n_drawn; /* atomic: pages */
  guint n_pages;
  GCancellable *cancellable;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_free (export->file);
  g_free (export->csv);
  g_clear_pointer (&export->root, json_node_unref);
  g_clear_pointer (&export->tree, wg_grid_tree_unref);
  g_clear_pointer (&export->zone, g_time_zone_unref);
  g_clear_pointer (&export->city, wg_city_unref);
  g_clear_object (&export->base);
  g_clear_pointer (&export->ground, wg_briefing_ground_unref);
  g_clear_pointer (&export->leaves, g_ptr_array_unref);
  g_object_unref (export->cancellable);
  g_free (export);
}

/* --- On a thread --- */

static WgMapView
fit_view (const WgBriefingCanvas *canvas, const WgHotspotLayer *layer, int width, int height)
{
  double x, y, zoom;

  wg_briefing_map_card_fit (canvas, layer, width, height, &x, &y, &zoom);
  return (WgMapView){ x, y, zoom, width, height, 1.0, canvas->em / 14.67, canvas->theme, WG_LEVEL_AUTOMATIC };
}

static cairo_surface_t *
paint_map (const WgBriefingTile *tile, int width, int height, gpointer user_data)
{
  Export *export = user_data;
  double em = wg_briefing_canvas_get_em (WALL_WIDTH, WALL_HEIGHT);
  g_autoptr (WgHotspotLayer) layer = NULL;
  WgMapPicture picture = { 0 };
  WgBriefingCanvas canvas = { &export->paper, NULL, export->theme, em };
  cairo_surface_t *surface;

  if (export->city == NULL || wg_city_get_n_grids (export->city) == 0)
    return NULL;
  layer = wg_briefing_map_layer_new (&export->paper, tile->about, export->city);
  picture.view = fit_view (&canvas, layer, width, height);
  picture.city = export->city;
  picture.hotspot = layer;
  picture.base = export->base;
  picture.cancellable = export->cancellable;
  surface = wg_map_painter_paint (&picture, NULL, NULL);
  if (surface == NULL)
    return NULL;
  canvas.cr = cairo_create (surface);
  wg_briefing_map_card_draw (&canvas, layer, width, height);
  cairo_destroy (canvas.cr);
  return surface;
}

static gboolean
refuse (const char *file, const char *why, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("%s cannot be written: %s."), file, why);
  return FALSE;
}

static gboolean
write_png (Export *export, const char *file, GError **error)
{
  cairo_surface_t *surface = wg_briefing_leaf_draw (&export->paper, g_ptr_array_index (export->leaves, export->page), export->theme, WALL_WIDTH, WALL_HEIGHT,
                                                    paint_map, export);
  cairo_status_t status = g_cancellable_is_cancelled (export->cancellable) ? CAIRO_STATUS_SUCCESS : cairo_surface_write_to_png (surface, file);

  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS || refuse (export->file, cairo_status_to_string (status), error);
}

static gboolean
write_csv (Export *export, const char *file, GError **error)
{
  g_autoptr (GError) local = NULL;

  return g_file_set_contents (file, export->csv, -1, &local) || refuse (export->file, local->message, error);
}

static void
write_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Export *export = task_data;
  g_autofree char *part = g_strconcat (export->file, ".part", NULL);
  GError *error = NULL;
  gboolean written = export->csv != NULL                         ? write_csv (export, part, &error)
                     : g_str_has_suffix (export->file, ".png")   ? write_png (export, part, &error)
                                                                 : wg_briefing_paper_write_pdf (&export->paper, part, &error);

  if (written && !g_cancellable_set_error_if_cancelled (cancellable, &error) && g_rename (part, export->file) != 0)
    refuse (export->file, g_strerror (errno), &error);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_unlink (part);
  g_task_return_error (task, error);
}

/* --- Beside it --- */

static gboolean
show_progress (gpointer user_data)
{
  WgBriefingPage *self = user_data;
  Export *export = g_task_get_task_data (self->writing);

  if (export->n_pages > 1)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), (double) g_atomic_int_get (&export->n_drawn) / export->n_pages);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  return G_SOURCE_CONTINUE;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgBriefingPage *self = WG_BRIEFING_PAGE (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("Written: %s"), export->file);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup_printf (_ ("Cancelled, nothing was written: %s"), export->file);
  else
    text = g_strdup (error->message);
  g_clear_handle_id (&self->writing_timer, g_source_remove);
  g_clear_object (&self->writing);
  if (self->context == NULL)
    return;
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0.0);
  wg_briefing_page_set_busy (self, self->making != NULL || self->finding != NULL);
  wg_context_toast (self->context, text, NULL);
}

static Export *
make_export (WgBriefingPage *self, const char *file)
{
  Export *export = g_new0 (Export, 1);
  const WgBriefingTile *tile = wg_briefing_board_get_tile (self->board);
  WgBaseStack *base = wg_base_maps_get_stack (self->base_maps);

  export->file = g_strdup (file);
  export->root = json_node_ref (self->root);
  export->tree = wg_grid_tree_ref (self->tree);
  export->zone = self->paper.zone != NULL ? g_time_zone_ref (self->paper.zone) : NULL;
  export->city = self->city != NULL ? wg_city_ref (self->city) : NULL;
  export->base = base != NULL ? g_object_ref (base) : NULL;
  export->ground = wg_briefing_ground_new (base);
  export->leaves = wg_briefing_leaves_copy (self->leaves);
  export->page = self->page;
  export->theme = wg_briefing_page_get_theme (self);
  export->cancellable = g_cancellable_new ();
  export->paper = self->paper;
  export->paper.zone = export->zone;
  export->paper.cancellable = export->cancellable;
  export->paper.n_drawn = &export->n_drawn;
  export->paper.ground = export->ground;
  export->n_pages = g_str_has_suffix (file, ".pdf") ? wg_briefing_paper_get_n_pages (&self->paper) : 1;
  if (g_str_has_suffix (file, ".csv") && tile != NULL)
    {
      g_autoptr (WgBriefingTable) table = wg_briefing_table_new (&self->paper, tile);

      export->csv = wg_briefing_table_to_csv (table);
    }
  return export;
}

void
wg_briefing_page_write (WgBriefingPage *self, const char *file)
{
  Export *export;

  g_return_if_fail (WG_IS_BRIEFING_PAGE (self) && self->briefing != NULL);
  if (self->writing != NULL)
    {
      wg_context_toast (self->context, _ ("Another file is being written. Esc cancels it."), NULL);
      return;
    }
  export = make_export (self, file);
  self->writing = g_task_new (self, export->cancellable, on_written, NULL);
  g_task_set_task_data (self->writing, export, export_free);
  wg_briefing_page_set_busy (self, FALSE);
  gtk_widget_set_opacity (self->progress, 1.0);
  self->writing_timer = g_timeout_add (PROGRESS_MS, show_progress, self);
  wg_later_run_in_thread (self->writing, write_work);
}

gboolean
wg_briefing_page_cancel_writing (WgBriefingPage *self)
{
  if (self->writing == NULL)
    return FALSE;
  g_cancellable_cancel (g_task_get_cancellable (self->writing));
  return TRUE;
}

/* --- Where to --- */

static void
on_chosen (GtkNativeDialog *dialog, int response, WgBriefingPage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL, *full = NULL;
  const char *suffix = g_object_get_data (G_OBJECT (dialog), "suffix");

  if (path != NULL && self->briefing != NULL)
    {
      full = g_str_has_suffix (path, suffix) ? g_strdup (path) : g_strconcat (path, suffix, NULL);
      wg_briefing_page_write (self, full);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
ask (WgBriefingPage *self, const char *suffix)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Where to"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *name = g_strdup_printf ("%s-%u%s", self->briefing->name != NULL ? self->briefing->name : self->briefing->kind, self->page + 1, suffix);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data (G_OBJECT (dialog), "suffix", (gpointer) suffix);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
wg_briefing_page_ask_pdf (WgBriefingPage *self)
{
  ask (self, ".pdf");
}

void
wg_briefing_page_ask_png (WgBriefingPage *self)
{
  ask (self, ".png");
}

void
wg_briefing_page_ask_csv (WgBriefingPage *self)
{
  ask (self, ".csv");
}

/* --- Paper --- */

static void
draw_sheet (GtkPrintOperation *operation, GtkPrintContext *context, int page, Export *export)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double across, down, scale;

  wg_briefing_paper_get_size (&export->paper, &across, &down);
  scale = MIN (gtk_print_context_get_width (context) / across, gtk_print_context_get_height (context) / down);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  wg_briefing_paper_draw (&export->paper, cr, (guint) page);
  cairo_restore (cr);
}

static void
drop_export (gpointer data, GClosure *closure)
{
  export_free (data);
}

/* The margins are on the sheet already. Takes @export. */
static void
run_print (WgBriefingPage *self, Export *export)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  double across, down;

  wg_briefing_paper_get_size (&export->paper, &across, &down);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, across > down ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) wg_briefing_paper_get_n_pages (&export->paper));
  gtk_print_operation_set_job_name (operation, export->file);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_sheet), export, drop_export, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    wg_context_toast (self->context, error->message, NULL);
}

static void
prepare_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  wg_briefing_paper_prepare (&((Export *) task_data)->paper);
  g_task_return_boolean (task, TRUE);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgBriefingPage *self = WG_BRIEFING_PAGE (source);

  /* The page may have been closed meanwhile. */
  if (self->context != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    run_print (self, user_data);
  else
    export_free (user_data);
}

/* What takes long is drawn beforehand: the print dialog asks for its sheets while the window answers. */
void
wg_briefing_page_print (WgBriefingPage *self)
{
  g_autofree char *name = g_strdup_printf ("%s.pdf", self->briefing->kind);
  Export *export = make_export (self, name);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_prepared, export);

  g_task_set_task_data (task, export, NULL);
  wg_later_run_in_thread (task, prepare_work);
}
