/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-alarm-book.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgTonePlayer:
 *
 * Plays the tones of the alarms, one at a time, through the sounds of the desktop. Signal: `notify::trouble`.
 */
#define WG_TYPE_TONE_PLAYER (wg_tone_player_get_type ())
G_DECLARE_FINAL_TYPE (WgTonePlayer, wg_tone_player, WG, TONE_PLAYER, GObject)

WgTonePlayer *wg_tone_player_new (void);

/**
 * wg_tone_player_play:
 *
 * Begins a tone; one that still sounds ends. That it cannot be heard is told by wg_tone_player_get_trouble().
 */
void wg_tone_player_play (WgTonePlayer *self, WgTone tone);

/**
 * wg_tone_player_get_trouble:
 *
 * Returns: (transfer none) (nullable): a sentence, when the last tone could not be played.
 */
const char *wg_tone_player_get_trouble (WgTonePlayer *self);

/**
 * wg_tone_make_wave:
 * @tone: not %WG_TONE_NONE
 *
 * Returns: (transfer full): the tone as a WAV file: one channel, 16 bits, 22,050 a second.
 */
GBytes *wg_tone_make_wave (WgTone tone);

G_END_DECLS
