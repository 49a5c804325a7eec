/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses of every kind, the list as a setting, tokens apart from both, and folders of tiles. */

#include "wg-basemap-preset.h"
#include "wg-basemap-token.h"
#include "wg-basemap.h"
#include "wg-error.h"
#include "wg-tile-folder.h"
#include "wg-tile-template.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- Addresses --- */

typedef struct
{
  const char *template;
  const char *expanded; /* of zoom 5, column 26, row 12; NULL: refused */
  const char *host;
  WgBasemapKind kind;
} Row;

static const Row rows[] = {
  { "https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org/5/26/12.png", "tile.example.org",
    WG_BASEMAP_XYZ },
  { "https://{s}.tile.example.org/{z}/{x}/{y}.png", "https://c.tile.example.org/5/26/12.png", "tile.example.org",
    WG_BASEMAP_XYZ },
  { "http://{a-c}.example.org/{Z}/{X}/{-y}.jpg", "http://c.example.org/5/26/19.jpg", "example.org", WG_BASEMAP_TMS },
  { "http://t{0-7}.tianditu.gov.cn/vec_w/wmts?LAYER=vec&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={token}",
    "http://t6.tianditu.gov.cn/vec_w/wmts?LAYER=vec&TILEMATRIX=5&TILEROW=12&TILECOL=26&tk=k%26y", "tianditu.gov.cn",
    WG_BASEMAP_WMTS },
  { "https://{switch:one,two}.example.org/{TileMatrix}/{TileRow}/{TileCol}", "https://one.example.org/5/12/26",
    "example.org", WG_BASEMAP_WMTS },
  { "https://{s:x,y,z}.example.org/{z}/{x}/{tmsy}", "https://z.example.org/5/26/19", "example.org", WG_BASEMAP_TMS },
  { "https://example.org:8080/{z}/{x}/{y}?k={tk}", "https://example.org:8080/5/26/12?k=k%26y", "example.org",
    WG_BASEMAP_XYZ },
  { "/maps/{z}/{x}/{y}.png", "/maps/5/26/12.png", NULL, WG_BASEMAP_FOLDER },
  { "https://example.org/{z}/{x}.png", NULL, NULL, 0 },
  { "https://example.org/{z}/{x}/{y}/{style}", NULL, NULL, 0 },
  { "https://{evil.org/}/{z}/{x}/{y}", NULL, NULL, 0 },
  { "https:///{z}/{x}/{y}", NULL, NULL, 0 },
  { "ftp://example.org/{z}/{x}/{y}", NULL, NULL, 0 },
  { "https://exa mple.org:x/{z}/{x}/{y}", NULL, NULL, 0 },
};

static void
test_address (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgTileTemplate) template = wg_tile_template_new (row->template, &error);
  g_autoptr (WgBasemap) basemap = NULL;
  g_autofree char *expanded = NULL;

  if (row->expanded == NULL)
    {
      g_assert_null (template);
      g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
      return;
    }
  g_assert_no_error (error);
  expanded = wg_tile_template_expand (template, 5, 26, 12, "k&y");
  g_assert_cmpstr (expanded, ==, row->expanded);
  g_assert_cmpstr (wg_tile_template_get_host (template), ==, row->host);
  basemap = wg_basemap_new (row->template, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (basemap->kind, ==, row->kind);
  g_assert_cmpint (wg_basemap_is_network (basemap), ==, row->host != NULL);
}

/* A tile has one address for ever, and all servers have their share. */
static void
test_share (void)
{
  g_autoptr (WgTileTemplate) template = wg_tile_template_new ("http://{0-3}.example.org/{z}/{x}/{y}", NULL);
  guint counts[4] = { 0 };

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *once = wg_tile_template_expand (template, 10, i % 20, i / 20, NULL);
      g_autofree char *again = wg_tile_template_expand (template, 10, i % 20, i / 20, NULL);

      g_assert_cmpstr (once, ==, again);
      counts[once[7] - '0']++;
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (counts[i], ==, 100);
}

/* --- Secrets --- */

static void
test_token_is_taken_out (void)
{
  g_autofree char *token = NULL, *none = NULL, *json = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_basemap_free);
  WgBasemap *pasted = wg_basemap_new ("https://t{0-7}.tianditu.gov.cn/cva_w/wmts?X={x}&tk=5ec%72et&Y={y}&Z={z}",
                                      "labels", &token, NULL);
  WgBasemap *proper = wg_basemap_new ("https://example.org/{z}/{x}/{y}?tk={token}", NULL, &none, NULL);

  g_assert_cmpstr (token, ==, "5ecret");
  g_assert_cmpstr (pasted->location, ==, "https://t{0-7}.tianditu.gov.cn/cva_w/wmts?X={x}&tk={token}&Y={y}&Z={z}");
  g_assert_null (none);
  g_ptr_array_add (list, pasted);
  g_ptr_array_add (list, proper);
  json = wg_basemap_list_to_json (list);
  g_assert_null (strstr (json, "5ec"));
}

/* The folder for settings is that of the test. */
/* A map that is known asks its provider for what the provider's manual says, on eight servers, the labels over the map. */
static void
test_presets (void)
{
  static const char *const layers[WG_N_BASEMAP_PRESETS][2] = { { "vec", "cva" }, { "img", "cia" }, { "ter", "cta" } };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint found;

  g_assert_false (wg_basemap_preset_from_nick ("baidu", &found));
  for (guint preset = 0; preset < WG_N_BASEMAP_PRESETS; preset++)
    {
      g_autoptr (GPtrArray) list = wg_basemap_preset_make (preset);

      g_assert_true (wg_basemap_preset_from_nick (wg_basemap_preset_to_nick (preset), &found));
      g_assert_cmpuint (found, ==, preset);
      g_assert_cmpuint (list->len, ==, 2);
      for (guint i = 0; i < 2; i++)
        {
          const WgBasemap *basemap = g_ptr_array_index (list, i);
          g_autoptr (GError) error = NULL;
          g_autoptr (WgTileTemplate) template = wg_tile_template_new (basemap->location, &error);
          g_autofree char *address = NULL, *rest = NULL;

          g_assert_no_error (error);
          address = wg_tile_template_expand (template, 14, 13489, 6204, "5ecret");
          rest = g_strdup_printf (".tianditu.gov.cn/%s_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=%s&STYLE=default"
                                  "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=14&TILEROW=6204&TILECOL=13489&tk=5ecret",
                                  layers[preset][i], layers[preset][i]);
          g_assert_true (g_str_has_prefix (address, "https://t"));
          g_assert_true (address[9] >= '0' && address[9] <= '7');
          g_assert_cmpstr (address + 10, ==, rest);
          g_assert_cmpstr (wg_tile_template_get_host (template), ==, "tianditu.gov.cn");
          g_assert_cmpint (basemap->kind, ==, WG_BASEMAP_WMTS);
          g_assert_cmpint (basemap->datum, ==, WG_DATUM_NONE);
          g_assert_cmpuint (basemap->max_zoom, ==, 18);
          g_assert_nonnull (basemap->attribution);
          g_assert_true (g_hash_table_add (names, g_strdup (basemap->name)));
        }
    }
}

static void
test_token_is_kept (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "wangge", "tokens.ini", NULL), *token = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_null (wg_basemap_token_load ("tianditu.gov.cn"));
  g_assert_true (wg_basemap_token_save ("tianditu.gov.cn", "一 key=;", &error));
  g_assert_no_error (error);
  g_assert_true (wg_basemap_token_save ("example.org", "other", &error));
  token = wg_basemap_token_load ("tianditu.gov.cn");
  g_assert_cmpstr (token, ==, "一 key=;");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (wg_basemap_token_save ("tianditu.gov.cn", NULL, &error));
  g_assert_null (wg_basemap_token_load ("tianditu.gov.cn"));
}

/* --- The setting --- */

static void
test_setting (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_basemap_free), back = NULL;
  g_autofree char *json = NULL, *again = NULL;
  WgBasemap *basemap = wg_basemap_new ("maps/dc.mbtiles", NULL, NULL, NULL);
  WgBasemap *server = wg_basemap_new ("https://example.org/{z}/{x}/{y}", "高德“底图”", NULL, NULL);

  g_assert_cmpstr (basemap->name, ==, "dc");
  server->datum = WG_DATUM_GCJ02;
  server->attribution = g_strdup ("© 高德");
  g_assert_true (wg_basemap_set_zooms (server, 3, 17, NULL));
  g_assert_false (wg_basemap_set_zooms (server, 5, 4, NULL));
  g_assert_false (wg_basemap_set_zooms (server, 5, 23, NULL));
  g_ptr_array_add (list, basemap);
  g_ptr_array_add (list, server);
  json = wg_basemap_list_to_json (list);
  back = wg_basemap_list_from_json (json);
  g_assert_cmpuint (back->len, ==, 2);
  again = wg_basemap_list_to_json (back);
  g_assert_cmpstr (json, ==, again);
  g_assert_cmpint (wg_basemap_list_find (back, "高德“底图”"), ==, 1);
  g_assert_cmpint (wg_basemap_list_find (back, "nobody"), ==, -1);
  g_assert_cmpuint (((WgBasemap *)back->pdata[1])->max_zoom, ==, 17);
}

static void
test_broken_setting (void)
{
  static const char *const texts[] = { "",
                                       "{",
                                       "{}",
                                       "[1,null,\"x\"]",
                                       "[{\"name\":1}]",
                                       "[{\"name\":\"a\",\"location\":\"b\"}]",
                                       "[{\"name\":\"a\",\"location\":\"b\",\"datum\":\"none\",\"zooms\":[1,99]}]",
                                       "[{\"name\":\"a\",\"location\":\"b\",\"datum\":\"none\",\"zooms\":[\"1\",2]}]" };
  g_autoptr (GPtrArray) two = wg_basemap_list_from_json ("[{\"name\":\"a\",\"location\":\"b\",\"datum\":\"none\"},"
                                                         "{\"name\":\"a\",\"location\":\"c\",\"datum\":\"none\"}]");
  g_autoptr (GPtrArray) none = wg_basemap_list_from_json (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) list = wg_basemap_list_from_json (texts[i]);

      g_assert_cmpuint (list->len, ==, 0);
    }
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_paths (void)
{
  g_autoptr (WgBasemap) near = wg_basemap_new ("/data/district/maps/dc.mbtiles", NULL, NULL, NULL);
  g_autoptr (WgBasemap) far = wg_basemap_new ("/data/districts/dc.mbtiles", NULL, NULL, NULL);
  g_autofree char *path = NULL;

  wg_basemap_make_relative (near, "/data/district");
  wg_basemap_make_relative (far, "/data/district");
  g_assert_cmpstr (near->location, ==, "maps/dc.mbtiles");
  g_assert_cmpstr (far->location, ==, "/data/districts/dc.mbtiles");
  path = wg_basemap_dup_path (near, "/moved/here");
  g_assert_cmpstr (path, ==, "/moved/here/maps/dc.mbtiles");
}

/* --- Folders --- */

static void
write_tile (const char *root, const char *name)
{
  static const char png[] = "\x89PNG\r\n\x1a\nrest";
  g_autofree char *path = g_build_filename (root, name, NULL), *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, png, sizeof png, NULL));
}

/* In a folder of the test, which goes with it. */
static char *
make_folder (const char *name)
{
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

static void
test_folder (void)
{
  g_autofree char *root = make_folder ("tiles");
  g_autofree char *pattern = g_build_filename (root, "{z}", "{x}", "{-y}.png", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgTileFolder) folder = wg_tile_folder_open (root, &error), south = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_clear_error (&error);
  write_tile (root, "3/6/2.png");
  write_tile (root, "5/26/12.png");
  write_tile (root, "5/26/notes.txt");
  folder = wg_tile_folder_open (root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wg_tile_folder_get_min_zoom (folder), ==, 3);
  g_assert_cmpuint (wg_tile_folder_get_max_zoom (folder), ==, 5);
  g_assert_false (wg_tile_folder_is_photographs (folder));
  g_assert_true (wg_tile_folder_load_tile (folder, 5, 26, 12, &bytes, &error));
  g_assert_nonnull (bytes);
  g_clear_pointer (&bytes, g_bytes_unref);
  g_assert_true (wg_tile_folder_load_tile (folder, 5, 26, 13, &bytes, &error));
  g_assert_null (bytes);
  south = wg_tile_folder_open (pattern, &error);
  g_assert_no_error (error);
  g_assert_true (wg_tile_folder_load_tile (south, 5, 26, 31 - 12, &bytes, &error));
  g_assert_nonnull (bytes);
}

static void
test_folder_is_gone (void)
{
  g_autofree char *root = make_folder ("more"), *away = g_strconcat (root, "-away", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgTileFolder) folder = NULL;
  g_autoptr (GBytes) bytes = NULL;

  write_tile (root, "0/0/0.png");
  folder = wg_tile_folder_open (root, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_rename (root, away), ==, 0);
  g_assert_false (wg_tile_folder_load_tile (folder, 0, 0, 0, &bytes, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (wg_tile_folder_open (root, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/data/basemap/address/%u", i);

      g_test_add_data_func (path, &rows[i], test_address);
    }
  g_test_add_func ("/data/basemap/share", test_share);
  g_test_add_func ("/data/basemap/token-is-taken-out", test_token_is_taken_out);
  g_test_add_func ("/data/basemap/presets", test_presets);
  g_test_add_func ("/data/basemap/token-is-kept", test_token_is_kept);
  g_test_add_func ("/data/basemap/setting", test_setting);
  g_test_add_func ("/data/basemap/broken-setting", test_broken_setting);
  g_test_add_func ("/data/basemap/paths", test_paths);
  g_test_add_func ("/data/basemap/folder", test_folder);
  g_test_add_func ("/data/basemap/folder-is-gone", test_folder_is_gone);
  return g_test_run ();
}
