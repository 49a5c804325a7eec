/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: three tones that nobody mistakes for each other, made of a few sines instead of recordings, and played by what a
 * desktop has. A desk without a loudspeaker works on, and is told that it is deaf.
 */

#include "wg-tone-player.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gsound.h>
#include <math.h>
#include <string.h>

#define RATE 22050
#define LOUDNESS 0.35
#define FADE_S 0.012 /* a note that begins or ends at once clicks */

typedef struct
{
  double hertz;
  double seconds;
} Note;

static const Note notes[WG_N_TONES][4] = {
  [WG_TONE_EMERGENCY] = { { 660, 0.22 }, { 880, 0.22 }, { 1100, 0.36 } },
  [WG_TONE_NEWS] = { { 523, 0.45 } },
  [WG_TONE_REFUSED] = { { 196, 0.5 } },
};

struct _WgTonePlayer
{
  GObject parent_instance;

  GSoundContext *sounds; /* nullable: before the first tone, or when there is none */
  GCancellable *playing; /* nullable */
  char *folder;          /* nullable: where the tones lie */
  char *trouble;
};

G_DEFINE_FINAL_TYPE (WgTonePlayer, wg_tone_player, G_TYPE_OBJECT)

enum
{
  PROP_TROUBLE = 1,
};

static GParamSpec *trouble_property;

/* Waves. */

static void
append_number (GByteArray *wave, guint32 value, guint n_bytes)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (wave, (const guint8 *) &little, n_bytes);
}

static void
append_note (GByteArray *wave, const Note *note)
{
  guint n = (guint) (note->seconds * RATE);

  for (guint i = 0; i < n; i++)
    {
      double at_s = (double) i / RATE;
      double fade = MIN (1.0, MIN (at_s, (double) (n - 1 - i) / RATE) / FADE_S);
      double decay = exp (-2.2 * at_s / note->seconds);
      double value = sin (2 * G_PI * note->hertz * at_s) + 0.25 * sin (4 * G_PI * note->hertz * at_s);

      append_number (wave, (guint16) (gint16) (value / 1.25 * fade * decay * LOUDNESS * G_MAXINT16), 2);
    }
}

GBytes *
wg_tone_make_wave (WgTone tone)
{
  g_autoptr (GByteArray) samples = g_byte_array_new ();
  GByteArray *wave = g_byte_array_new ();

  for (const Note *note = notes[tone]; note->seconds > 0; note++)
    append_note (samples, note);
  g_byte_array_append (wave, (const guint8 *) "RIFF", 4);
  append_number (wave, 36 + samples->len, 4);
  g_byte_array_append (wave, (const guint8 *) "WAVEfmt ", 8);
  append_number (wave, 16, 4);
  append_number (wave, 1, 2);
  append_number (wave, 1, 2);
  append_number (wave, RATE, 4);
  append_number (wave, RATE * 2, 4);
  append_number (wave, 2, 2);
  append_number (wave, 16, 2);
  g_byte_array_append (wave, (const guint8 *) "data", 4);
  append_number (wave, samples->len, 4);
  g_byte_array_append (wave, samples->data, samples->len);
  return g_byte_array_free_to_bytes (wave);
}

/* Playing. */

static void
set_trouble (WgTonePlayer *self, const char *text)
{
  if (g_strcmp0 (self->trouble, text) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), trouble_property);
}

static char *
find_file (WgTonePlayer *self, WgTone tone, GError **error)
{
  g_autofree char *name = g_strdup_printf ("tone-%d.wav", (int) tone);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) wave = NULL;
  gsize size;
  const char *data;

  if (self->folder == NULL)
    self->folder = g_dir_make_tmp ("wangge-tones-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;
  path = g_build_filename (self->folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  wave = wg_tone_make_wave (tone);
  data = g_bytes_get_data (wave, &size);
  return g_file_set_contents (path, data, (gssize) size, error) ? g_steal_pointer (&path) : NULL;
}

static void
on_played (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgTonePlayer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gsound_context_play_full_finish (GSOUND_CONTEXT (source), result, &error))
    set_trouble (self, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_trouble (self, _ ("Alarms cannot be heard: this desk has no sound. They are shown all the same."));
}

void
wg_tone_player_play (WgTonePlayer *self, WgTone tone)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (tone != WG_TONE_NONE && tone < WG_N_TONES);
  path = find_file (self, tone, &error);
  if (path != NULL && self->sounds == NULL)
    self->sounds = gsound_context_new (NULL, &error);
  if (path == NULL || self->sounds == NULL)
    {
      set_trouble (self, _ ("Alarms cannot be heard: this desk has no sound. They are shown all the same."));
      return;
    }
  if (self->playing != NULL)
    g_cancellable_cancel (self->playing);
  g_clear_object (&self->playing);
  self->playing = g_cancellable_new ();
  gsound_context_play_full (self->sounds, self->playing, on_played, g_object_ref (self), GSOUND_ATTR_MEDIA_FILENAME, path,
                            GSOUND_ATTR_MEDIA_ROLE, "alert", NULL);
}

const char *
wg_tone_player_get_trouble (WgTonePlayer *self)
{
  return self->trouble;
}

/* The object. */

static void
wg_tone_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, WG_TONE_PLAYER (object)->trouble);
}

static void
wg_tone_player_dispose (GObject *object)
{
  WgTonePlayer *self = WG_TONE_PLAYER (object);

  if (self->playing != NULL)
    g_cancellable_cancel (self->playing);
  g_clear_object (&self->playing);
  g_clear_object (&self->sounds);
  G_OBJECT_CLASS (wg_tone_player_parent_class)->dispose (object);
}

static void
remove_folder (const char *folder)
{
  for (int tone = WG_TONE_EMERGENCY; tone < WG_N_TONES; tone++)
    {
      g_autofree char *name = g_strdup_printf ("tone-%d.wav", tone);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
wg_tone_player_finalize (GObject *object)
{
  WgTonePlayer *self = WG_TONE_PLAYER (object);

  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->trouble);
  G_OBJECT_CLASS (wg_tone_player_parent_class)->finalize (object);
}

static void
wg_tone_player_class_init (WgTonePlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_tone_player_dispose;
  object_class->finalize = wg_tone_player_finalize;
  object_class->get_property = wg_tone_player_get_property;
  trouble_property = g_param_spec_string ("trouble", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, PROP_TROUBLE, trouble_property);
}

static void
wg_tone_player_init (WgTonePlayer *self)
{
}

WgTonePlayer *
wg_tone_player_new (void)
{
  return g_object_new (WG_TYPE_TONE_PLAYER, NULL);
}
