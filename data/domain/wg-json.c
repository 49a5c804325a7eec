/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: that what is absent is null and not missing is a rule of every JSON text of ours, in both processes and in the window. */

#include "wg-json.h"

void
wg_json_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}
