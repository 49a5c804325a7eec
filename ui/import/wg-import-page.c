/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a strange file becomes ours, and the sender is forgiven. One page holds the whole way, so that the person always sees
 * the rows, the shape and the next step together, and nothing changes before the last one.
 */

#include "wg-import-page-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

enum
{
  CLOSE_WANTED,
  SHOW_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Of the questions, in pixels at a text size of 100 %. */
#define NARROWEST 420
#define QUESTIONS_WIDTH 680
#define WIDEST 760

G_DEFINE_FINAL_TYPE (WgImportPage, wg_import_page, GTK_TYPE_WIDGET)

/* --- What a person does --- */

static void
on_chosen (WgImportChoices *choices, const char *key, const char *value, WgImportPage *self)
{
  if (wg_import_page_take_answer (self, key, value))
    wg_import_page_look (self);
  else
    wg_import_page_fill (self);
}

static void
on_level_name_changed (GtkEditable *editable, WgImportPage *self)
{
  if (self->request == NULL)
    return;
  g_free (self->request->level_name);
  self->request->level_name = g_strdup (gtk_editable_get_text (editable));
}

/* What was only read of the file is said by nobody. */
static void
on_owner_changed (GtkEditable *editable, WgImportPage *self)
{
  const char *text = gtk_editable_get_text (editable);

  if (self->request == NULL || (self->request->attribution == NULL && g_str_equal (text, wg_import_page_get_owner (self))))
    return;
  g_free (self->request->attribution);
  self->request->attribution = g_strdup (text);
}

static void
on_other_crs (AdwEntryRow *row, WgImportPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  gint64 number;
  g_autoptr (GError) error = NULL;

  if (self->request == NULL)
    return;
  if (g_ascii_strncasecmp (text, "EPSG:", 5) == 0)
    text += 5;
  if (!g_ascii_string_to_signed (text, 10, 1024, 999999, &number, NULL))
    {
      g_set_error (&error, WG_ERROR, WG_ERROR_USAGE,
                   _ ("“%s” is no EPSG number. The coordinates stay as they were. Type a number such as 4548."), text);
      wg_import_page_show_error (self, error);
      return;
    }
  self->crs_proposed = FALSE;
  g_free (self->request->crs);
  self->request->crs = g_strdup_printf ("EPSG:%" G_GINT64_FORMAT, number);
  wg_import_page_look (self);
}

static void
on_finding (WgImportFindings *findings, guint first, guint n, WgImportPage *self)
{
  wg_import_preview_show_findings (self->preview, first, n);
  wg_import_page_show_decisions (self);
}

static void
back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);

  if (wg_import_page_is_busy (self))
    wg_import_page_stop (self);
  if (self->phase == WG_IMPORT_PHASE_CHECKED)
    wg_import_page_set_phase (self, WG_IMPORT_PHASE_ASKING);
  else if (self->phase != WG_IMPORT_PHASE_CHECKING && self->phase != WG_IMPORT_PHASE_IMPORTING)
    g_signal_emit (self, signals[CLOSE_WANTED], 0);
}

static void
next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);

  if (self->phase == WG_IMPORT_PHASE_ASKING)
    wg_import_page_check (self);
  else if (wg_import_page_has_new_ticks (self))
    wg_import_page_check_ticks (self);
  else if (self->phase == WG_IMPORT_PHASE_CHECKED)
    wg_import_page_import (self);
  else
    wg_import_page_choose (self);
}

static void
cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wg_import_page_stop (WG_IMPORT_PAGE (widget));
}

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wg_import_page_undo (WG_IMPORT_PAGE (widget));
}

static void forget_file (WgImportPage *self);

static void
look_around (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);

  if (g_str_equal (name, "import.fit"))
    wg_import_preview_fit (self->preview);
  else
    wg_import_preview_zoom_by (self->preview, g_str_equal (name, "import.closer") ? 1 : -1);
}

/* Whoever sent it is told by the report, which can be saved before. */
static void
refuse_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);
  g_autofree char *base = g_path_get_basename (self->request->path);
  g_autofree char *text = g_strdup_printf (_ ("“%s” was refused; the database is unchanged."), base);

  forget_file (self);
  wg_import_page_set_phase (self, WG_IMPORT_PHASE_EMPTY);
  gtk_label_set_text (self->sentence, text);
}

static void
on_save_response (GtkNativeDialog *dialog, int response, WgImportPage *self)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL && self->report != NULL)
    wg_import_page_save_report (self, file);
  g_object_unref (dialog);
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Save the report"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), NULL);
  g_autofree char *base = g_path_get_basename (self->request->path);
  g_autofree char *proposed = g_strdup_printf (C_ ("file name", "%s - import report.csv"), base);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposed);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_open_response (GtkNativeDialog *dialog, int response, WgImportPage *self)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    wg_import_page_open (self, file);
  g_object_unref (dialog);
}

void
wg_import_page_choose (WgImportPage *self)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (WG_IS_IMPORT_PAGE (self));

  dialog = gtk_file_chooser_native_new (_ ("Choose a file to import"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_open_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wg_import_page_choose (WG_IMPORT_PAGE (widget));
}

/* --- Being one --- */

static void
on_grids (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  WgGridTree *grids = wg_store_load_grids_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || grids == NULL)
    {
      g_clear_pointer (&grids, wg_grid_tree_unref);
      if (self->context != NULL)
        wg_import_page_show_error (self, error);
      return;
    }
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  self->grids = grids;
  wg_import_preview_set_grids (self->preview, grids);
  if (self->source != NULL && self->phase == WG_IMPORT_PHASE_ASKING)
    wg_import_page_fill (self);
  else if (self->source != NULL)
    wg_import_page_fill_legend (self);
}

static void
load_grids (WgImportPage *self)
{
  wg_store_load_grids_async (wg_context_get_store (self->context), NULL, on_grids, g_object_ref (self));
}

static void
on_changed (WgImportPage *self, WgChangeSet *changes)
{
  if (wg_change_set_touches (changes, "grid") || wg_change_set_touches_all (changes))
    load_grids (self);
}

static void
follow_dark (WgImportPage *self)
{
  wg_import_preview_set_dark (self->preview, wg_context_get_dark (self->context));
}

/* The answers beside the questions are to be read in large text, too: an ellipsis is no coordinate system. */
static void
follow_text_scale (WgImportPage *self)
{
  double text_scale = wg_context_get_text_scale (self->context);
  AdwClamp *clamps[] = { self->questions_clamp, self->outcome_clamp };

  for (gsize i = 0; i < G_N_ELEMENTS (clamps); i++)
    {
      adw_clamp_set_tightening_threshold (clamps[i], (int) (QUESTIONS_WIDTH * text_scale));
      adw_clamp_set_maximum_size (clamps[i], (int) (WIDEST * text_scale));
    }
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), (int) (NARROWEST * text_scale), -1);
  gtk_paned_set_position (self->panes, (int) (QUESTIONS_WIDTH * text_scale));
  wg_import_preview_set_text_scale (self->preview, text_scale);
}

static void
wg_import_page_dispose (GObject *object)
{
  WgImportPage *self = WG_IMPORT_PAGE (object);

  wg_import_page_stop (self);
  g_clear_handle_id (&self->pulsing, g_source_remove);
  self->phase = WG_IMPORT_PHASE_EMPTY;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_pointer (&self->report, wg_import_report_unref);
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->request, wg_import_request_free);
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_pointer (&self->profile, g_free);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_import_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportPage, name)
  BIND (content);
  BIND (title);
  BIND (subtitle);
  BIND (panes);
  BIND (questions_clamp);
  BIND (outcome_clamp);
  BIND (stack);
  BIND (choices_kind);
  BIND (level_name);
  BIND (names);
  BIND (owner);
  BIND (owners);
  BIND (choices_encoding);
  BIND (confidence);
  BIND (confidence_text);
  BIND (rows);
  BIND (choices_crs);
  BIND (other_crs);
  BIND (choices_fields);
  BIND (choices_states);
  BIND (result_title);
  BIND (result_text);
  BIND (findings);
  BIND (no_findings);
  BIND (decisions);
  BIND (button_fix);
  BIND (width_box);
  BIND (width);
  BIND (takers);
  BIND (button_one);
  BIND (button_other);
  BIND (button_ignore);
  BIND (reason);
  BIND (scope);
  BIND (preview);
  BIND (legend_card);
  BIND (legend);
  BIND (far_away);
  BIND (error_box);
  BIND (error_text);
  BIND (progress);
  BIND (sentence);
  BIND (button_cancel);
  BIND (button_choose);
  BIND (button_profile);
  BIND (sender);
  BIND (button_save);
  BIND (button_undo);
  BIND (button_next);
#undef BIND
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, next);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "import.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "import.refuse-file", NULL, refuse_file);
  gtk_widget_class_install_action (widget_class, "import.closer", NULL, look_around);
  gtk_widget_class_install_action (widget_class, "import.further", NULL, look_around);
  gtk_widget_class_install_action (widget_class, "import.fit", NULL, look_around);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "import.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "import.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "import.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
}

static void
wg_import_page_class_init (WgImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_page_dispose;
  g_type_ensure (WG_TYPE_IMPORT_CHOICES);
  g_type_ensure (WG_TYPE_IMPORT_FINDINGS);
  g_type_ensure (WG_TYPE_IMPORT_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/import/wg-import-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  wg_import_page_install_decisions (widget_class);
  wg_import_page_install_profiles (widget_class);

  signals[CLOSE_WANTED] = g_signal_new ("close-wanted", WG_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SHOW_WANTED] = g_signal_new ("show-wanted", WG_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
}

static void
wg_import_page_init (WgImportPage *self)
{
  WgImportChoices *groups[5];

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  groups[0] = self->choices_kind;
  groups[1] = self->choices_encoding;
  groups[2] = self->choices_crs;
  groups[3] = self->choices_fields;
  groups[4] = self->choices_states;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    g_signal_connect (groups[i], "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect (self->findings, "chosen", G_CALLBACK (on_finding), self);
  g_signal_connect_swapped (self->findings, "ticked", G_CALLBACK (wg_import_page_show_phase), self);
  g_signal_connect (self->level_name, "changed", G_CALLBACK (on_level_name_changed), self);
  g_signal_connect (self->owner, "changed", G_CALLBACK (on_owner_changed), self);
  g_signal_connect (self->other_crs, "apply", G_CALLBACK (on_other_crs), self);
}

GtkWidget *
wg_import_page_new (WgContext *context)
{
  WgImportPage *self;

  g_return_val_if_fail (WG_IS_CONTEXT (context), NULL);

  self = g_object_new (WG_TYPE_IMPORT_PAGE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_dark), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (wg_import_page_show_phase), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_store (context), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::text-scale", G_CALLBACK (follow_text_scale), self, G_CONNECT_SWAPPED);
  follow_dark (self);
  follow_text_scale (self);
  load_grids (self);
  wg_import_page_show_phase (self);
  return GTK_WIDGET (self);
}

static void
show_base_maps (WgImportPage *self)
{
  wg_import_preview_set_base (self->preview, wg_base_maps_get_stack (self->base_maps));
}

/* A page that nobody uses opens no base map. */
static void
open_base_maps (WgImportPage *self)
{
  if (self->base_maps != NULL)
    return;
  self->base_maps = wg_base_maps_new (self->context);
  g_signal_connect_object (self->base_maps, "changed", G_CALLBACK (show_base_maps), self, G_CONNECT_SWAPPED);
  show_base_maps (self);
}

static void
forget_file (WgImportPage *self)
{
  g_clear_pointer (&self->request, wg_import_request_free);
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->report, wg_import_report_unref);
  g_clear_object (&self->job);
  wg_import_findings_set_findings (self->findings, NULL);
  wg_import_preview_set_findings (self->preview, NULL);
  wg_import_preview_set_source (self->preview, NULL);
  self->kind_said = FALSE;
  self->level_said = FALSE;
  self->duplicates_said = FALSE;
  g_clear_pointer (&self->profile, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->sender), "");
  self->crs_proposed = FALSE;
  self->batch = 0;
}

void
wg_import_page_open (WgImportPage *self, GFile *file)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WG_IS_IMPORT_PAGE (self) && G_IS_FILE (file));

  path = g_file_get_path (file);
  if (wg_import_page_is_busy (self) && !self->looking)
    g_set_error_literal (&error, WG_ERROR, WG_ERROR_BUSY,
                         _ ("Another file is being worked on. The new one was not opened. Wait for the end, or cancel."));
  else if (path == NULL)
    g_set_error_literal (&error, WG_ERROR, WG_ERROR_UNREADABLE,
                         _ ("The file is not on this machine. Nothing was opened. Save it in a local folder and open it there."));
  if (error != NULL)
    {
      wg_import_page_show_error (self, error);
      return;
    }
  wg_import_page_stop (self);
  forget_file (self);
  open_base_maps (self);
  self->request = wg_import_request_new (WG_IMPORT_GRIDS, path);
  self->request->timezone = g_strdup (wg_store_get_district (wg_context_get_store (self->context))->timezone);
  gtk_editable_set_text (GTK_EDITABLE (self->level_name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->level_name), C_ ("grid level", "Grid"));
  wg_import_page_load_profiles (self);
  wg_import_page_look (self);
}

/* A base map is nothing to be imported; whoever else listens may want it. */
static gboolean
is_base_map (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, ".mbtiles");
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, WgImportPage *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || is_base_map (files->data))
    return FALSE;
  g_signal_emit (self, signals[SHOW_WANTED], 0);
  wg_import_page_open (self, files->data);
  return TRUE;
}

GtkEventController *
wg_import_page_new_drop_target (WgImportPage *self)
{
  GtkDropTarget *target;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), NULL);

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  return GTK_EVENT_CONTROLLER (target);
}

gboolean
wg_import_page_is_busy (WgImportPage *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), FALSE);

  return self->looking || self->phase == WG_IMPORT_PHASE_CHECKING || self->phase == WG_IMPORT_PHASE_IMPORTING
         || self->phase == WG_IMPORT_PHASE_UNDOING;
}

WgImportPhase
wg_import_page_get_phase (WgImportPage *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), WG_IMPORT_PHASE_EMPTY);

  return self->phase;
}

const char *
wg_import_page_get_sentence (WgImportPage *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), NULL);

  if (gtk_widget_get_visible (self->error_box))
    return gtk_label_get_text (self->error_text);
  return gtk_label_get_text (self->sentence);
}

const WgImportReport *
wg_import_page_get_report (WgImportPage *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), NULL);

  return self->report;
}

gboolean
wg_import_page_answer (WgImportPage *self, const char *question, const char *answer)
{
  WgImportChoices *groups[5];

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self) && question != NULL && answer != NULL, FALSE);

  groups[0] = self->choices_kind;
  groups[1] = self->choices_encoding;
  groups[2] = self->choices_crs;
  groups[3] = self->choices_fields;
  groups[4] = self->choices_states;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (wg_import_choices_choose (groups[i], question, answer))
      return TRUE;
  return FALSE;
}
