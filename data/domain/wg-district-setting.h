/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgSettingGroup:
 * @WG_SETTING_DESK_LIMITS: how long a desk may take
 * @WG_SETTING_WEIGHTS: what counts in a suggestion
 * @WG_SETTING_DEMANDS: which soft demands are hard here: 1 when they are
 * @WG_SETTING_NEARNESS: what is near in place and time
 * @WG_SETTING_PRIVACY: what is kept and shown of people
 *
 * Where a setting stands on the screen.
 */
typedef enum
{
  WG_SETTING_DESK_LIMITS,
  WG_SETTING_WEIGHTS,
  WG_SETTING_DEMANDS,
  WG_SETTING_NEARNESS,
  WG_SETTING_PRIVACY,
} WgSettingGroup;

/**
 * WgDistrictSetting:
 * @name: as it is stored
 * @group: where it stands
 * @otherwise: its value as long as nobody has set it
 * @least: the smallest value
 * @most: the largest value; with a @least of 0 and a @step of 0 it is yes (1) or no (0)
 * @step: how finely it is set; values are whole numbers where it is whole
 * @label: what it is; to be translated
 * @unit: (nullable): what its number counts; to be translated
 *
 * A number that the district decides and that holds at every desk. Each has a past: what was counted stays.
 */
typedef struct
{
  const char *name;
  WgSettingGroup group;
  double otherwise;
  double least;
  double most;
  double step;
  const char *label;
  const char *unit;
} WgDistrictSetting;

/**
 * wg_district_setting_get_all:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): all of them, in the order of the screen.
 */
const WgDistrictSetting *wg_district_setting_get_all (gsize *n);

/**
 * wg_district_setting_find:
 *
 * Returns: (transfer none) (nullable): the setting of that name.
 */
const WgDistrictSetting *wg_district_setting_find (const char *name);

gboolean wg_district_setting_is_switch (const WgDistrictSetting *self);

/**
 * wg_district_setting_get_label:
 *
 * Returns: (transfer none): what it is, in the language of the screen.
 */
const char *wg_district_setting_get_label (const WgDistrictSetting *self);

/**
 * wg_district_setting_get_unit:
 *
 * Returns: (transfer none) (nullable): what its number counts, in the language of the screen.
 */
const char *wg_district_setting_get_unit (const WgDistrictSetting *self);

/**
 * wg_district_setting_check:
 *
 * Returns: whether @value is one that it may have, else %WG_ERROR_REFUSED and a sentence with the range.
 */
gboolean wg_district_setting_check (const WgDistrictSetting *self, double value, GError **error);

G_END_DECLS
