/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"

G_BEGIN_DECLS

/* What a text of a DBF and a cell of a workbook can hold. */
#define WG_GEO_DBF_WIDTH 254
#define WG_GEO_CELL_LETTERS 32767

/* What a format does to a text. */
typedef struct
{
  gboolean gb18030;     /* the file is not UTF-8 */
  gboolean no_formulas; /* a spreadsheet would run what begins like one */
  guint most_bytes;     /* in the encoding of the file, 0 for any number */
  guint most_letters;   /* 0 for any number */
} WgGeoTextRules;

/* The text as it goes into the file. What does not fit is cut between letters, or left out where half of it is worth nothing,
 * and told with the number of the row. (transfer full) (nullable)
 */
char *wg_geo_text_fit (const WgGeoTextRules *rules, const char *text, gint64 row, WgGeoReport *report);

/* A name that a drawing takes for a layer. (transfer full) */
char *wg_geo_text_to_layer (const char *text);

/* The style of a label of two lines, either of which may be NULL; @size in units of the map, 0 for any. (transfer full) */
char *wg_geo_text_to_label (const char *first, const char *second, double size);

/* Turns a file of UTF-8 into GB18030. */
gboolean wg_geo_text_recode_file (const char *path, GError **error);

/* Says beside a shapefile what its texts are. */
gboolean wg_geo_text_write_cpg (const char *path, gboolean gb18030, GError **error);

G_END_DECLS
