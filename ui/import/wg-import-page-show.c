/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which buttons and sentences belong to which phase is one table in the head of whoever uses the page; here it is one
 * place in the code.
 */

#include "wg-import-page-private.h"

#include <glib/gi18n-lib.h>

static char *
describe_asking (WgImportPage *self, gboolean *can_go_on)
{
  const char *obstacle = wg_import_page_find_obstacle (self);
  char *question = wg_import_page_find_question (self);

  *can_go_on = FALSE;
  if (question != NULL)
    return question;
  if (obstacle != NULL)
    return g_strdup (obstacle);
  *can_go_on = self->source != NULL && !self->looking;
  return g_strdup (_ ("The database is unchanged."));
}

gboolean
wg_import_page_has_new_ticks (WgImportPage *self)
{
  return self->phase == WG_IMPORT_PHASE_CHECKED && wg_finding_ticks_are_new (wg_import_findings_get_ticks (self->findings));
}

static char *
describe_checked (WgImportPage *self)
{
  gint64 stored = self->report->stored - self->report->unchanged;

  if (wg_import_page_has_new_ticks (self))
    return g_strdup (_ ("Ticks were changed; check again to see what would come in. The database is unchanged."));
  if (self->report->refused == 0)
    return g_strdup_printf (_ ("%'u can be imported; the database is unchanged."), (guint) stored);
  return g_strdup_printf (_ ("%'u can be imported, %'u refused; the database is unchanged."), (guint) stored,
                          (guint) self->report->refused);
}

/* Sentence at the foot; says too whether the next step can be taken. */
static char *
describe_phase (WgImportPage *self, gboolean *can_go_on)
{
  *can_go_on = FALSE;
  switch (self->phase)
    {
    case WG_IMPORT_PHASE_ASKING:
      return describe_asking (self, can_go_on);
    case WG_IMPORT_PHASE_CHECKED:
      *can_go_on = self->report->stored > 0 || wg_import_page_has_new_ticks (self);
      return describe_checked (self);
    case WG_IMPORT_PHASE_IMPORTED:
    case WG_IMPORT_PHASE_UNDONE:
      *can_go_on = TRUE;
      return g_strdup ("");
    default:
      return g_strdup ("");
    }
}

static const char *
get_next_label (WgImportPage *self)
{
  switch (self->phase)
    {
    case WG_IMPORT_PHASE_CHECKED:
      if (wg_import_page_has_new_ticks (self))
        return C_ ("verb: try an import", "Check again");
      G_GNUC_FALLTHROUGH;
    case WG_IMPORT_PHASE_IMPORTING:
      return C_ ("verb", "Import");
    case WG_IMPORT_PHASE_IMPORTED:
    case WG_IMPORT_PHASE_UNDOING:
    case WG_IMPORT_PHASE_UNDONE:
      return _ ("Import another…");
    default:
      return C_ ("verb: try an import", "Check");
    }
}

static void
add_count (GString *text, const char *format, gint64 count)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  if (count == 0)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  /* Our own translated text, one %s. */
  g_string_append (text, format);
  g_string_append_c (text, ' ');
  g_string_append (text, number);
}

static char *
describe_counts (const WgImportReport *report)
{
  GString *text = g_string_new (NULL);

  add_count (text, C_ ("import count", "Read"), report->read);
  add_count (text, C_ ("import count", "repaired"), report->repaired);
  add_count (text, C_ ("import count", "joined"), report->merged);
  add_count (text, C_ ("import count", "changed what was there"), report->updated);
  add_count (text, C_ ("import count", "unchanged"), report->unchanged);
  add_count (text, C_ ("import count", "outside all grids"), report->outside);
  add_count (text, C_ ("import count", "findings"), report->n_findings);
  return g_string_free (text, FALSE);
}

static void
show_result (WgImportPage *self)
{
  g_autofree char *title = NULL;
  g_autofree char *counts = self->report != NULL ? describe_counts (self->report) : NULL;

  if (self->report == NULL)
    return;
  if (self->phase == WG_IMPORT_PHASE_UNDONE)
    title = g_strdup (_ ("The import was undone; the database is as it was before."));
  else if (self->phase == WG_IMPORT_PHASE_IMPORTED || self->phase == WG_IMPORT_PHASE_UNDOING)
    title = g_strdup_printf (_ ("%'u imported, %'u refused"), (guint) self->report->stored, (guint) self->report->refused);
  else
    title = g_strdup (_ ("What the import would bring"));
  gtk_label_set_text (self->result_title, title);
  gtk_label_set_text (self->result_text, counts);
}

static void
show_head (WgImportPage *self)
{
  g_autofree char *name = self->request != NULL ? g_path_get_basename (self->request->path) : NULL;
  g_autofree char *description = wg_import_page_describe_source (self);

  gtk_label_set_text (self->title, name != NULL ? name : C_ ("title", "Import"));
  gtk_label_set_text (self->subtitle, description);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *description != '\0');
  gtk_button_set_label (GTK_BUTTON (self->button_choose),
                        self->request != NULL ? _ ("Choose another file…") : _ ("Choose a file…"));
}

static const char *
get_stack_page (WgImportPage *self)
{
  switch (self->phase)
    {
    case WG_IMPORT_PHASE_EMPTY:
      return "empty";
    case WG_IMPORT_PHASE_CHECKING:
      if (self->report != NULL)
        return "result";
      G_GNUC_FALLTHROUGH;
    case WG_IMPORT_PHASE_ASKING:
      return self->source != NULL ? "questions" : "empty";
    default:
      return "result";
    }
}

static void
show_buttons (WgImportPage *self, gboolean can_go_on)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean busy = wg_import_page_is_busy (self);
  gboolean after = self->phase >= WG_IMPORT_PHASE_IMPORTED;

  gtk_widget_set_visible (self->button_cancel, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_visible (self->button_save, self->phase == WG_IMPORT_PHASE_CHECKED || after);
  gtk_widget_set_visible (self->button_undo, self->phase == WG_IMPORT_PHASE_IMPORTED);
  gtk_widget_set_visible (self->button_next, self->phase != WG_IMPORT_PHASE_EMPTY);
  gtk_button_set_label (GTK_BUTTON (self->button_next), get_next_label (self));
  gtk_widget_action_set_enabled (widget, "import.next", can_go_on && !busy);
  gtk_widget_action_set_enabled (widget, "import.cancel", busy);
  gtk_widget_action_set_enabled (widget, "import.undo", self->phase == WG_IMPORT_PHASE_IMPORTED);
  gtk_widget_action_set_enabled (widget, "import.save", self->report != NULL && !busy);
  gtk_widget_action_set_enabled (widget, "import.choose", !busy || self->looking);
}

void
wg_import_page_show_phase (WgImportPage *self)
{
  gboolean can_go_on;
  g_autofree char *sentence = describe_phase (self, &can_go_on);

  show_head (self);
  show_result (self);
  adw_view_stack_set_visible_child_name (self->stack, get_stack_page (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), self->phase != WG_IMPORT_PHASE_CHECKING);
  gtk_label_set_text (self->sentence, sentence);
  gtk_widget_set_visible (self->legend_card, self->source != NULL);
  show_buttons (self, can_go_on);
  wg_import_page_show_decisions (self);
  wg_import_page_show_profiles (self);
}

/* The keys of the page work while the focus is in it; a button that was hidden takes the focus along. */
static void
keep_focus (WgImportPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_is_sensitive (focus)
      || !gtk_widget_is_ancestor (focus, widget))
    gtk_widget_grab_focus (widget);
}

void
wg_import_page_set_phase (WgImportPage *self, WgImportPhase phase)
{
  self->phase = phase;
  if (phase == WG_IMPORT_PHASE_ASKING)
    {
      g_clear_pointer (&self->report, wg_import_report_unref);
      wg_import_findings_set_findings (self->findings, NULL);
      wg_import_preview_set_findings (self->preview, NULL);
      wg_import_preview_set_mended (self->preview, NULL);
    }
  wg_import_page_show_phase (self);
  keep_focus (self);
}

void
wg_import_page_show_error (WgImportPage *self, const GError *error)
{
  gtk_label_set_text (self->error_text, error != NULL ? error->message : "");
  gtk_widget_set_visible (self->error_box, error != NULL);
}
