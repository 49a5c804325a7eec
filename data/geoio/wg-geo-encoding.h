/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-report.h"

G_BEGIN_DECLS

/* Evidence about the encoding of many short texts, gathered one text at a time. */
typedef struct
{
  gint64 n_texts;   /* that hold a byte above 127 */
  gint64 bad_utf8;  /* of these, not valid as UTF-8 */
  gint64 bad_gb;    /* ... as GB18030 */
  gint64 bad_big5;  /* ... as Big5 */
  gint64 n_gb;      /* characters, were it GB18030 */
  gint64 good_gb;   /* of these, among the frequent ones (first level of GB 2312) */
  gint64 n_big5;    /* characters, were it Big5 */
  gint64 good_big5; /* of these, among the frequent ones (first level of Big5) */
  gint64 high_big5; /* ... with both bytes above 127 */
  GPtrArray *kept;   /* some of the texts, as GBytes, to try a claim on */
} WgGeoSample;

void wg_geo_sample_init (WgGeoSample *sample);
void wg_geo_sample_clear (WgGeoSample *sample);
/* @may_be_cut: the text fills its field, so that its last character may have lost bytes. */
void wg_geo_sample_add (WgGeoSample *sample, const char *text, gsize length, gboolean may_be_cut);

typedef struct
{
  char *name;        /* as shown: "UTF-8", "GB18030", "Big5", "windows-1252", ... */
  double confidence; /* 0..1 */
  char *evidence;    /* a sentence */
} WgGeoEncoding;

void wg_geo_encoding_clear (WgGeoEncoding *encoding);

/* What a code page file or a language byte means: "936" and "GBK" are GB18030. Returns (transfer full) or NULL. */
char *wg_geo_encoding_from_claim (const char *claim);
/* The encoding a language driver byte of a DBF claims, or NULL. @weak: it is a byte that is often wrong. */
const char *wg_geo_encoding_from_language (guint8 language, gboolean *weak);

/* Decides. @asked, @claim and @language_claim may be NULL. Findings about lies and guesses go to @report. Returns FALSE
 * with WG_ERROR_AMBIGUOUS when only a person can tell, WG_ERROR_USAGE when @asked is no encoding.
 */
gboolean wg_geo_encoding_decide (const WgGeoSample *sample, const char *asked, const char *claim,
                                 const char *language_claim, WgGeoReport *report, WgGeoEncoding *encoding,
                                 GError **error);

/* Turns raw texts into UTF-8. */
typedef struct _WgGeoDecoder WgGeoDecoder;

/* Returns (transfer full) or NULL when there is no such encoding. */
WgGeoDecoder *wg_geo_decoder_new (const char *encoding);
void wg_geo_decoder_free (WgGeoDecoder *decoder);
/* Returns (transfer none), valid until the next call: @text as UTF-8. @cut is set when bytes of a last, incomplete
 * character were left out; @bad when other bytes were not readable (they are U+FFFD).
 */
const char *wg_geo_decoder_decode (WgGeoDecoder *decoder, const char *text, gboolean *cut, gboolean *bad);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoDecoder, wg_geo_decoder_free)

G_END_DECLS
