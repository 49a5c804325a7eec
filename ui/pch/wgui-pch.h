/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the toolkit's headers are longer than any file that uses them; read once, a build is over minutes earlier. A file
 * still includes what it uses.
 */

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <shumate/shumate.h>
