/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: libadwaita's status page stops the focus on a scrolled part without a name; whoever cannot see the page is to hear
 * what it says there.
 */

#include "wg-spoken-page.h"

static void
name_part (AdwStatusPage *page)
{
  const char *title = adw_status_page_get_title (page);
  const char *description = adw_status_page_get_description (page);
  g_autofree char *name = g_strjoin (". ", title, description, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (page))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
wg_spoken_page_watch (AdwStatusPage *page)
{
  g_signal_connect (page, "notify::title", G_CALLBACK (name_part), NULL);
  g_signal_connect (page, "notify::description", G_CALLBACK (name_part), NULL);
  name_part (page);
}
