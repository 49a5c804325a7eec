/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what every file of this layer reads anyway is read once for the whole build. A file still includes what it uses. */

#include <gio/gio.h>
#include <json-glib/json-glib.h>
