/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: letters are moves only outside fields of text, so whoever answered a question in one has to be back in the queue, or
 * where he was, without a key of his own; what he was in may have gone away meanwhile.
 */

#include "wg-former-focus.h"

static GtkWidget *
get_focus (GtkWidget *pane)
{
  GtkRoot *root = gtk_widget_get_root (pane);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static gboolean
has_focus (GtkWidget *pane)
{
  GtkWidget *focus = get_focus (pane);

  return focus != NULL && (focus == pane || gtk_widget_is_ancestor (focus, pane));
}

void
wg_former_focus_remember (GtkWidget **former, GtkWidget *pane)
{
  if (!has_focus (pane))
    g_set_weak_pointer (former, get_focus (pane));
}

void
wg_former_focus_give_back (GtkWidget **former, GtkWidget *pane)
{
  GtkWidget *to = *former;

  while (to != NULL && !gtk_widget_get_mapped (to))
    to = gtk_widget_get_parent (to);
  if (to != NULL && has_focus (pane) && !gtk_widget_grab_focus (to))
    gtk_widget_child_focus (to, GTK_DIR_TAB_FORWARD);
  /* Nothing had it, as when a queue has just become empty, or what had it takes none any more. */
  if (has_focus (pane))
    gtk_widget_activate_action (pane, "win.next-pane", NULL);
  g_clear_weak_pointer (former);
}
