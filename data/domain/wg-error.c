/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a refusal must reach the button, the command line and the log as the same sentence with the same way out, so one
 * extended error domain carries the sentence, a code that a program can act on, and the moves that are legal instead.
 */

#include "wg-error.h"

#include <gio/gio.h>

typedef struct
{
  char **allowed;
  const char *rule;
  double lon;
  double lat;
} WgErrorPrivate;

static void
wg_error_private_init (WgErrorPrivate *priv)
{
  priv->allowed = NULL;
}

static void
wg_error_private_copy (const WgErrorPrivate *src, WgErrorPrivate *dest)
{
  *dest = *src;
  dest->allowed = g_strdupv (src->allowed);
}

static void
wg_error_private_clear (WgErrorPrivate *priv)
{
  g_strfreev (priv->allowed);
}

G_DEFINE_EXTENDED_ERROR (WgError, wg_error)

static const char *const nicks[] = { "not_found", "refused", "forbidden", "conflict", "ambiguous", "exists",
                                     "busy", "damaged", "unreadable", "io", "cancelled", "usage" };

const char *
wg_error_code_to_nick (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == WG_ERROR && error->code >= 0 && (gsize) error->code < G_N_ELEMENTS (nicks))
    return nicks[error->code];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  return "io";
}

void
wg_error_set_allowed (GError *error, const char *const *allowed)
{
  WgErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == WG_ERROR);

  priv = wg_error_get_private (error);
  g_strfreev (priv->allowed);
  priv->allowed = g_strdupv ((char **) allowed);
}

const char *const *
wg_error_get_allowed (const GError *error)
{
  if (error == NULL || error->domain != WG_ERROR)
    return NULL;
  return (const char *const *) wg_error_get_private (error)->allowed;
}

void
wg_error_set_place (GError *error, const char *rule, double lon, double lat)
{
  WgErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == WG_ERROR);

  priv = wg_error_get_private (error);
  priv->rule = rule;
  priv->lon = lon;
  priv->lat = lat;
}

const char *
wg_error_get_rule (const GError *error, double *lon, double *lat)
{
  const WgErrorPrivate *priv;

  if (error == NULL || error->domain != WG_ERROR)
    return NULL;
  priv = wg_error_get_private (error);
  if (lon != NULL)
    *lon = priv->lon;
  if (lat != NULL)
    *lat = priv->lat;
  return priv->rule;
}
