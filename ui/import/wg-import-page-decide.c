/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever looks at a finding knows best what should become of it. Each is answered where it is listed: put right, let be
 * with a reason, left out; what changes the rows is checked again at once, so that the effect is seen before the import.
 */

#include "wg-import-page-private.h"

#include <glib/gi18n-lib.h>

/* What was said about a finding stays the answer to it when the finding has another name for that. */
static const char *
get_asked_rule (const WgImportFinding *finding)
{
  return g_str_equal (finding->rule, "duplicate_code_merged") ? "duplicate_code_refused" : finding->rule;
}

static gboolean
is_closed_between (WgImportPage *self, const WgImportFinding *finding)
{
  const WgImportDecision *between
      = finding->grids != NULL
            ? wg_import_decisions_find_between (self->request->decisions, get_asked_rule (finding), finding->grids)
            : NULL;

  return between != NULL && between->answer == WG_IMPORT_ANSWER_FIX && finding->takers == NULL;
}

/* An overlap is answered by itself: the same feature may have others. */
static gboolean
has_answer (WgImportPage *self, const WgImportFinding *finding)
{
  const WgImportDecision *decision
      = wg_import_decisions_find (self->request->decisions, get_asked_rule (finding), finding->feature);
  int keeper;

  if (finding->ignored != NULL || is_closed_between (self, finding))
    return TRUE;
  if (finding->takers != NULL && decision != NULL && decision->answer == WG_IMPORT_ANSWER_FIX)
    return wg_import_decisions_find_keeper (self->request->decisions, finding->rule, finding->feature,
                                            (const char *const *) finding->takers, &keeper);
  return decision != NULL && decision->answer != WG_IMPORT_ANSWER_NONE;
}

/* Whether there is one of them without an answer, or one with one. */
static void
look_for_answers (WgImportPage *self, WgFindingGroup group, gboolean *any_open, gboolean *any_answered)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);

  *any_open = *any_answered = FALSE;
  for (guint i = group.first; i < group.first + group.n && !(*any_open && *any_answered); i++)
    {
      gboolean answered = has_answer (self, g_ptr_array_index (findings, i));

      *any_answered |= answered;
      *any_open |= !answered;
    }
}

/* Whoever looks at what two grids both have chooses who gets it; all of a kind goes where it suits. */
static void
show_fixes (WgImportPage *self, const WgImportFinding *finding, gboolean open)
{
  const char *fix = finding != NULL ? wg_import_rule_get_fix (finding->rule) : NULL;
  gboolean choice = finding != NULL && finding->takers != NULL
                    && wg_import_findings_get_scope (self->findings, NULL) != WG_FINDING_SCOPE_KIND;

  for (guint i = 0; choice && i < 2; i++)
    {
      /* Translators: the code of a grid. */
      g_autofree char *label = g_strdup_printf (C_ ("verb: put right", "Give to %s"), finding->takers[i]);
      GtkButton *button = GTK_BUTTON (i == 0 ? self->button_one : self->button_other);

      gtk_button_set_label (button, label);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_MIDDLE);
    }
  gtk_widget_set_visible (self->width_box, finding != NULL && finding->proposal != NULL);
  if (finding != NULL && finding->proposal != NULL)
    gtk_spin_button_set_value (self->width, g_ascii_strtod (finding->proposal, NULL));
  gtk_button_set_label (GTK_BUTTON (self->button_fix), fix != NULL ? fix : C_ ("verb: put right", "Put right"));
  gtk_widget_set_visible (self->button_fix, !choice);
  gtk_widget_set_visible (self->takers, choice);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.fix",
                                 fix != NULL && (open || finding->proposal != NULL));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.fix-other", choice && open);
}

/* Whether there is another one of its kind between the same grids; they stand together. */
static gboolean
has_neighbours (WgImportPage *self, guint index)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);
  const WgImportFinding *finding = g_ptr_array_index (findings, index);

  for (int step = -1; step <= 1; step += 2)
    {
      const WgImportFinding *other
          = (gint64) index + step >= 0 && index + step < findings->len ? g_ptr_array_index (findings, index + step) : NULL;

      if (other != NULL && finding->grids != NULL && g_strcmp0 (finding->grids, other->grids) == 0
          && g_str_equal (finding->rule, other->rule))
        return TRUE;
    }
  return FALSE;
}

/* What the buttons are about. */
static void
show_scope (WgImportPage *self)
{
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);
  WgFindingGroup group;
  g_autofree char *text = NULL;

  switch (wg_import_findings_get_scope (self->findings, &group))
    {
    case WG_FINDING_SCOPE_KIND:
      text = g_strdup_printf (_ ("The answer is for all %'u of this kind."), group.n);
      break;
    case WG_FINDING_SCOPE_BETWEEN:
      text = g_strdup_printf (_ ("The answer is for all %'u between %s."), group.n, finding->grids);
      break;
    case WG_FINDING_SCOPE_ONE:
      text = has_neighbours (self, group.first) ? g_strdup_printf (_ ("What lies between %s is answered together."), finding->grids)
                                                : g_strdup (_ ("The answer is for this one."));
      break;
    default:
      text = g_strdup (_ ("Choose a finding, or all of a kind, to answer it."));
    }
  gtk_label_set_text (self->scope, text);
}

static gboolean
can_be_left_out (WgImportPage *self, WgFindingGroup group)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);

  for (guint i = group.first; i < group.first + group.n; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      if (finding->feature > 0 && !g_str_equal (finding->outcome, "refused"))
        return TRUE;
    }
  return FALSE;
}

void
wg_import_page_show_decisions (WgImportPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);
  gboolean asking = self->phase == WG_IMPORT_PHASE_CHECKED && self->report != NULL;
  gboolean one = asking && finding != NULL;
  gboolean any_open = FALSE, any_answered = FALSE;
  WgFindingGroup group;

  wg_import_findings_get_scope (self->findings, &group);
  if (one)
    look_for_answers (self, group, &any_open, &any_answered);
  gtk_widget_set_visible (self->decisions, asking && self->report->findings->len > 0);
  show_scope (self);
  show_fixes (self, one ? finding : NULL, any_open);
  gtk_widget_set_sensitive (self->button_ignore, any_open);
  gtk_widget_action_set_enabled (widget, "import.show-finding", one && (group.n > 1 || finding->has_place));
  gtk_widget_action_set_enabled (widget, "import.ask-reason", any_open);
  gtk_widget_action_set_enabled (widget, "import.leave-out", one && can_be_left_out (self, group));
  gtk_widget_action_set_enabled (widget, "import.take-back", any_answered);
  gtk_widget_action_set_enabled (widget, "import.refuse-file", asking);
}

/* --- Answering --- */

/* What lies between grids is answered for those grids, what two of them both have by who gets it, anything else by feature. */
static void
remember_one (WgImportPage *self, const WgImportFinding *finding, WgImportAnswer answer, const char *text)
{
  GPtrArray *decisions = self->request->decisions;
  const char *rule = get_asked_rule (finding);
  g_autofree char *between = finding->grids != NULL ? wg_import_decisions_name_between (rule, finding->grids) : NULL;
  gboolean given = answer == WG_IMPORT_ANSWER_FIX && finding->takers != NULL;

  if (given)
    wg_import_decisions_give (decisions, rule, finding->feature, text != NULL ? text : finding->takers[0],
                              g_strcmp0 (text, finding->takers[1]) == 0 ? finding->takers[0] : finding->takers[1]);
  else if (between == NULL || answer == WG_IMPORT_ANSWER_NONE)
    wg_import_decisions_set (decisions, rule, finding->feature, answer, text);
  if (between != NULL)
    wg_import_decisions_set (decisions, between, 0, given ? WG_IMPORT_ANSWER_NONE : answer, text);
}

static void
remember (WgImportPage *self, WgFindingScope scope, WgFindingGroup group, WgImportAnswer answer, const char *text)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);

  if (scope == WG_FINDING_SCOPE_KIND)
    {
      wg_import_decisions_set_all (self->request->decisions, get_asked_rule (g_ptr_array_index (findings, group.first)), answer, text);
      return;
    }
  for (guint i = group.first; i < group.first + group.n; i++)
    remember_one (self, g_ptr_array_index (findings, i), answer, text);
}

/* Whether what is said of @finding is said of @other, too. */
static gboolean
means (WgFindingScope scope, const WgImportFinding *finding, const WgImportFinding *other)
{
  if (!g_str_equal (other->rule, finding->rule))
    return FALSE;
  if (scope == WG_FINDING_SCOPE_KIND)
    return TRUE;
  return finding->grids != NULL ? g_strcmp0 (finding->grids, other->grids) == 0 : finding->feature == other->feature;
}

static void
mark_alike (GPtrArray *findings, WgFindingScope scope, const WgImportFinding *finding, const char *reason)
{
  for (guint i = 0; i < findings->len; i++)
    {
      WgImportFinding *other = g_ptr_array_index (findings, i);

      if (!means (scope, finding, other) || !g_str_equal (other->outcome, finding->outcome))
        continue;
      g_free (other->ignored);
      other->ignored = g_strdup (reason);
    }
}

/* The rows stay what they are: nothing is checked again. */
static void
mark (WgImportPage *self, WgFindingScope scope, const WgImportFinding *finding, const char *reason)
{
  mark_alike (wg_import_findings_get_findings (self->findings), scope, finding, reason);
  mark_alike (self->report->findings, scope, finding, reason);
  wg_import_findings_refresh (self->findings);
  wg_import_page_show_decisions (self);
}

/* Features are left out one by one: a refused rule would refuse the file. */
static void
leave_out (WgImportPage *self, WgFindingGroup group)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);

  for (guint i = group.first; i < group.first + group.n; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      if (finding->feature > 0)
        wg_import_decisions_set (self->request->decisions, "left_out", finding->feature, WG_IMPORT_ANSWER_REFUSE, NULL);
    }
}

/* Whoever answered a kind sees afterwards what became of all kinds. */
static void
check_again (WgImportPage *self, WgFindingScope scope, const WgImportFinding *finding)
{
  self->last_feature = finding != NULL && scope != WG_FINDING_SCOPE_KIND ? finding->feature : 0;
  wg_import_page_check (self);
}

gboolean
wg_import_page_decide (WgImportPage *self, WgImportAnswer answer, const char *text)
{
  const WgImportFinding *finding;
  WgFindingScope scope;
  WgFindingGroup group;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), FALSE);

  finding = wg_import_findings_get_selected (self->findings);
  if (self->phase != WG_IMPORT_PHASE_CHECKED || finding == NULL)
    return FALSE;
  scope = wg_import_findings_get_scope (self->findings, &group);
  /* Each overlap of two grids may suit another of them; the button names the same one for all. */
  if (scope == WG_FINDING_SCOPE_BETWEEN && answer == WG_IMPORT_ANSWER_FIX && text == NULL && finding->takers != NULL)
    text = finding->takers[0];
  if (answer == WG_IMPORT_ANSWER_REFUSE)
    leave_out (self, group);
  else
    remember (self, scope, group, answer, text);
  if (answer == WG_IMPORT_ANSWER_IGNORE)
    mark (self, scope, finding, text);
  else if (answer == WG_IMPORT_ANSWER_NONE && finding->ignored != NULL)
    mark (self, scope, finding, NULL);
  else
    check_again (self, scope, finding);
  return TRUE;
}

void
wg_import_page_check_ticks (WgImportPage *self)
{
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);

  check_again (self, wg_import_findings_get_scope (self->findings, NULL), finding);
}

/* Any feature when @feature is negative. */
static gboolean
find_finding (WgImportPage *self, const char *rule, gint64 feature, guint *index)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      if ((feature >= 0 && finding->feature != feature) || (rule != NULL && !g_str_equal (finding->rule, rule)))
        continue;
      *index = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
wg_import_page_select_finding (WgImportPage *self, const char *rule, gint64 feature)
{
  guint index;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), FALSE);

  if (!find_finding (self, rule, feature, &index))
    return FALSE;
  wg_import_findings_select (self->findings, index);
  return TRUE;
}

gboolean
wg_import_page_select_kind (WgImportPage *self, const char *rule)
{
  guint index;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self) && rule != NULL, FALSE);

  if (!find_finding (self, rule, -1, &index))
    return FALSE;
  wg_import_findings_select_kind (self->findings, index);
  return TRUE;
}

void
wg_import_page_select_last (WgImportPage *self)
{
  if (self->last_feature > 0)
    wg_import_page_select_finding (self, NULL, self->last_feature);
  self->last_feature = 0;
}

/* --- What a person presses --- */

static void
fix_other (WgImportPage *self)
{
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);

  if (finding != NULL && finding->takers != NULL)
    wg_import_page_decide (self, WG_IMPORT_ANSWER_FIX, finding->takers[1]);
}

/* What is filled is filled up to the width that stands beside the button. */
static void
fix (WgImportPage *self)
{
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);
  g_autofree char *width = NULL;

  if (finding != NULL && finding->proposal != NULL)
    {
      gtk_spin_button_update (self->width);
      width = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->width));
    }
  wg_import_page_decide (self, WG_IMPORT_ANSWER_FIX, width);
}

static void
on_answer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);
  g_autofree char *reason = NULL;

  if (g_str_equal (name, "import.fix"))
    fix (self);
  else if (g_str_equal (name, "import.fix-other"))
    fix_other (self);
  else if (g_str_equal (name, "import.leave-out"))
    wg_import_page_decide (self, WG_IMPORT_ANSWER_REFUSE, NULL);
  else if (g_str_equal (name, "import.take-back"))
    wg_import_page_decide (self, WG_IMPORT_ANSWER_NONE, NULL);
  else
    {
      reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
      if (*reason == '\0')
        return;
      gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button_ignore));
      wg_import_page_decide (self, WG_IMPORT_ANSWER_IGNORE, reason);
    }
}

static void
ask_reason (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (WG_IMPORT_PAGE (widget)->button_ignore));
}

static void
show_finding (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wg_import_findings_choose (WG_IMPORT_PAGE (widget)->findings);
}

static void
tick (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wg_import_findings_tick_selected (WG_IMPORT_PAGE (widget)->findings);
}

void
wg_import_page_install_decisions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = { { GDK_KEY_z, "import.show-finding" }, { GDK_KEY_x, "import.fix" }, { GDK_KEY_i, "import.ask-reason" },
               { GDK_KEY_Delete, "import.leave-out" }, { GDK_KEY_BackSpace, "import.take-back" } };

  gtk_widget_class_install_action (widget_class, "import.show-finding", NULL, show_finding);
  gtk_widget_class_install_action (widget_class, "import.tick", NULL, tick);
  gtk_widget_class_install_action (widget_class, "import.fix", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.fix-other", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.ask-reason", NULL, ask_reason);
  gtk_widget_class_install_action (widget_class, "import.ignore", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.leave-out", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.take-back", NULL, on_answer);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}
