/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: limits, weights and distances are each centre's own decision. What they are called, what they are before anybody
 * decides and how far they go is one fact for the rules that read them, the screen and the command line.
 */

#include "wg-district-setting.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const WgDistrictSetting settings[] = {
  { "intake-limit-minutes", WG_SETTING_DESK_LIMITS, 15, 1, 1440, 1, N_ ("Intake"), N_ ("Minutes") },
  { "precheck-limit-minutes", WG_SETTING_DESK_LIMITS, 30, 1, 1440, 1, N_ ("Check before filing"), N_ ("Minutes") },
  { "dispatch-limit-minutes", WG_SETTING_DESK_LIMITS, 15, 1, 1440, 1, N_ ("Dispatch"), N_ ("Minutes") },
  { "check-limit-minutes", WG_SETTING_DESK_LIMITS, 30, 1, 1440, 1, N_ ("Check of the result"), N_ ("Minutes") },
  { "emergency-limit-hours", WG_SETTING_DESK_LIMITS, 2, 0.5, 72, 0.5, N_ ("Emergency of a class without continuous hours"),
    N_ ("Continuous hours") },
  { "undo-minutes", WG_SETTING_DESK_LIMITS, 10, 0, 60, 1, N_ ("A move can be undone for"), N_ ("Minutes") },
  { "cut-off-hour", WG_SETTING_DESK_LIMITS, 18, 0, 23, 1, N_ ("Cut-off of the day"), N_ ("Hour of the day") },

  { "weight-responsibility", WG_SETTING_WEIGHTS, 50, 0, 100, 1, N_ ("Keeps the grid of the case"), N_ ("Points for keeper A; others in proportion") },
  { "weight-duty", WG_SETTING_WEIGHTS, 20, 0, 100, 1, N_ ("Is on duty"), N_ ("Points; as many off when off duty, twice as many on leave") },
  { "weight-load", WG_SETTING_WEIGHTS, 10, 0, 100, 1, N_ ("Has nothing in hand"), N_ ("Points; a tenth less for each open case") },
  { "weight-distance", WG_SETTING_WEIGHTS, 10, 0, 100, 1, N_ ("Is near"), N_ ("Points; a tenth less every 500 m") },
  { "weight-skill", WG_SETTING_WEIGHTS, 5, 0, 100, 1, N_ ("Has the skill of the class"), N_ ("Points") },

  { "hard-off_duty", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("The assignee is on duty"), NULL },
  { "hard-on_leave", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("The assignee is not on leave"), NULL },
  { "hard-not_first", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("The assignee is the first suggestion"), NULL },
  { "hard-near_border", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("The case is not near a border"), NULL },
  { "hard-not_above", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("On the coordination route the assignee stands above the grid"), NULL },
  { "hard-nobody_there", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("Somebody follows an emergency on the scene"), NULL },
  { "hard-signer_elsewhere", WG_SETTING_DEMANDS, 0, 0, 1, 0, N_ ("Who signs keeps a post at the grid of the case"), NULL },

  { "border-metres", WG_SETTING_NEARNESS, 15, 1, 200, 1, N_ ("A case is near a border within"), N_ ("Metres") },
  { "duplicate-metres", WG_SETTING_NEARNESS, 50, 1, 2000, 1, N_ ("Cases may be the same within"), N_ ("Metres") },
  { "duplicate-hours", WG_SETTING_NEARNESS, 24, 1, 720, 1, N_ ("… and reported within"), N_ ("Hours") },

  { "attachment-max-mb", WG_SETTING_PRIVACY, 20, 1, 500, 1, N_ ("Largest file that can be attached"), N_ ("Megabytes") },
};

const WgDistrictSetting *
wg_district_setting_get_all (gsize *n)
{
  *n = G_N_ELEMENTS (settings);
  return settings;
}

const WgDistrictSetting *
wg_district_setting_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (g_str_equal (settings[i].name, name))
        return &settings[i];
    }
  return NULL;
}

gboolean
wg_district_setting_is_switch (const WgDistrictSetting *self)
{
  return self->step == 0;
}

const char *
wg_district_setting_get_label (const WgDistrictSetting *self)
{
  return _ (self->label);
}

const char *
wg_district_setting_get_unit (const WgDistrictSetting *self)
{
  return self->unit != NULL ? _ (self->unit) : NULL;
}

gboolean
wg_district_setting_check (const WgDistrictSetting *self, double value, GError **error)
{
  gboolean whole = self->step == 0 || self->step == floor (self->step);

  if (value >= self->least && value <= self->most && (!whole || value == floor (value)))
    return TRUE;
  if (whole)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("%s is a whole number from %g to %g. Nothing was changed."), self->name, self->least, self->most);
  else
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("%s is a number from %g to %g. Nothing was changed."), self->name, self->least, self->most);
  return FALSE;
}
