-- SPDX-License-Identifier: GPL-3.0-or-later
-- Levels, grids and what stands in them.
-- name: level-list
SELECT depth, name, outline FROM level WHERE district_id = ?1 ORDER BY depth
-- name: level-upsert
INSERT INTO level (district_id, depth, name, outline) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (district_id, depth) DO UPDATE SET name = excluded.name, outline = excluded.outline
-- name: grid-load
SELECT v.grid_id, v.id, v.parent_id, v.depth, v.code, v.name, v.kind, v.households, v.people, v.area_m2, v.label_lon, v.label_lat, v.valid_from_ms, ST_AsBinary(v.geom)
FROM grid_version v WHERE v.district_id = ?1 AND v.valid_to_ms IS NULL AND {LIVE v} ORDER BY v.depth, v.grid_id
-- name: grid-load-at
SELECT v.grid_id, v.id, v.parent_id, v.depth, v.code, v.name, v.kind, v.households, v.people, v.area_m2, v.label_lon, v.label_lat, v.valid_from_ms, ST_AsBinary(v.geom)
FROM grid_version v WHERE v.district_id = ?1 AND v.valid_from_ms <= ?2 AND (v.valid_to_ms IS NULL OR v.valid_to_ms > ?2) AND {LIVE v} ORDER BY v.depth, v.grid_id
-- name: grid-ends
SELECT id, valid_to_ms FROM grid_version WHERE district_id = ?1 AND valid_to_ms IS NOT NULL
-- name: grid-codes
SELECT id, code FROM grid WHERE district_id = ?1
-- name: grid-insert
INSERT INTO grid (district_id, id, code, created_ms, retired_ms, version) VALUES (?1, ?2, ?3, ?4, NULL, 1)
-- name: grid-by-code
SELECT id, retired_ms FROM grid WHERE district_id = ?1 AND code = ?2
-- name: grid-version-insert
INSERT INTO grid_version (id, district_id, grid_id, parent_id, depth, code, name, kind, households, people, area_m2, label_lon, label_lat, valid_from_ms, valid_to_ms, draft_id, batch_id, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, NULL, ?15, ST_GeomFromWKB(?16, 4490))
-- name: grid-version-end
UPDATE grid_version SET valid_to_ms = ?3 WHERE district_id = ?1 AND grid_id = ?2 AND valid_to_ms IS NULL
-- name: grid-touch
UPDATE grid SET version = version + 1, retired_ms = NULL WHERE district_id = ?1 AND id = ?2
-- name: grid-count
SELECT count(*) FROM grid_version v WHERE v.district_id = ?1 AND v.valid_to_ms IS NULL AND {LIVE v}
-- name: building-insert
INSERT INTO building (id, district_id, code, name, address, floors, households, people, mark, grid_id, batch_id, version, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?12, ?9, ?10, 1, ST_GeomFromWKB(?11, 4490))
-- name: building-counts
SELECT grid_id, count(*) FROM building WHERE district_id = ?1 AND {LIVE} GROUP BY grid_id
-- name: building-count
SELECT count(*) FROM building WHERE district_id = ?1 AND {LIVE}
-- name: building-count-at
SELECT count(*) FROM building WHERE district_id = ?1 AND {LIVE} AND {THERE}
-- name: mark-list
SELECT mark, count(*) FROM building WHERE district_id = ?1 AND mark IS NOT NULL AND {LIVE} AND {THERE} GROUP BY mark ORDER BY mark
-- name: building-load
SELECT id, grid_id, name, address, ST_AsBinary(geom), mark FROM building WHERE district_id = ?1 AND {LIVE} ORDER BY id
-- name: building-export
SELECT code, name, address, floors, households, people, mark, grid_id, ST_AsBinary(geom) FROM building WHERE district_id = ?1 AND {LIVE} AND {THERE} ORDER BY id
-- name: building-versions
SELECT id, version FROM building WHERE district_id = ?1 AND {LIVE} ORDER BY id
-- name: building-shape
SELECT id, grid_id, name, address, ST_AsBinary(geom), mark FROM building WHERE district_id = ?1 AND id = ?2
-- name: base-shapes
SELECT layer, kind, name, ST_AsBinary(geom), batch_id FROM base_area WHERE district_id = ?1 AND batch_id IS NOT NULL AND {LIVE} AND {THERE}
UNION ALL SELECT layer, kind, name, ST_AsBinary(geom), batch_id FROM base_line WHERE district_id = ?1 AND batch_id IS NOT NULL AND {LIVE} AND {THERE}
-- What a border can follow: every street and river, also where a map that shows them came with the database.
-- name: base-lines
SELECT layer, kind, name, ST_AsBinary(geom), batch_id FROM base_line WHERE district_id = ?1 AND {LIVE} AND {THERE} ORDER BY id
-- The same with the waters beside it, where a box from ?3, ?4 to ?5, ?6 has some of it.
-- name: base-near
SELECT layer, kind, name, ST_AsBinary(geom), batch_id FROM base_area WHERE district_id = ?1 AND (layer = 'water' OR layer = 'demo' AND kind = 'water') AND {LIVE} AND {THERE} AND {BOX base_area}
UNION ALL SELECT layer, kind, name, ST_AsBinary(geom), batch_id FROM base_line WHERE district_id = ?1 AND {LIVE} AND {THERE} AND {BOX base_line}
-- Whose data each of them is stands in how its file was understood.
-- name: layer-profiles
SELECT id, profile FROM import_batch WHERE district_id = ?1 AND kind IN ('roads', 'water', 'green', 'areas') AND state = 'published'
-- Streets and rivers by name. A box goes from ?3, ?4 to ?5, ?6.
-- name: sections-near
SELECT layer, kind, name, ST_AsBinary(geom) FROM base_line WHERE district_id = ?1 AND name IS NOT NULL AND {LIVE} AND {THERE} AND {BOX base_line}
-- name: section-list
SELECT name, min(kind) FROM base_line WHERE district_id = ?1 AND name IS NOT NULL AND {LIVE} AND {THERE} GROUP BY name ORDER BY name
-- name: section-count
SELECT count(*) FROM base_line WHERE district_id = ?1 AND name = ?2 AND {LIVE}
-- name: facility-count
SELECT count(*) FROM facility WHERE district_id = ?1 AND {LIVE}
-- name: facility-count-at
SELECT count(*) FROM facility WHERE district_id = ?1 AND {LIVE} AND {THERE}
-- name: base-line-insert
INSERT INTO base_line (id, district_id, layer, kind, name, batch_id, geom) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ST_GeomFromWKB(?7, 4490))
-- name: base-area-insert
INSERT INTO base_area (id, district_id, layer, kind, name, batch_id, geom) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ST_GeomFromWKB(?7, 4490))
-- name: class-insert
INSERT INTO case_class (district_id, code, from_ms, parent_code, kind, name, route, limit_n, limit_unit, unit_id, need_photo) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
-- name: class-give-unit
UPDATE case_class SET unit_id = ?3 WHERE district_id = ?1 AND code = ?2
-- name: class-by-code
SELECT c.code, c.parent_code, c.kind, c.name, c.route, c.limit_n, c.limit_unit, c.need_photo,
  (SELECT count(*) FROM case_class k WHERE k.district_id = c.district_id AND k.parent_code = c.code), c.unit_id
FROM case_class c WHERE c.district_id = ?1 AND c.code = ?2 AND c.from_ms <= ?3 ORDER BY c.from_ms DESC LIMIT 1
-- name: class-list
SELECT c.code, c.parent_code, c.kind, c.name, c.route, c.limit_n, c.limit_unit, c.need_photo,
  (SELECT count(*) FROM case_class k WHERE k.district_id = c.district_id AND k.parent_code = c.code), c.unit_id
FROM case_class c WHERE c.district_id = ?1 AND c.from_ms = (SELECT max(l.from_ms) FROM case_class l WHERE l.district_id = c.district_id AND l.code = c.code AND l.from_ms <= ?2) ORDER BY c.code
-- name: calendar-insert
INSERT INTO calendar_day (district_id, day, from_ms, kind, spans, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
-- name: calendar-list
SELECT day, kind, spans, name FROM calendar_day d WHERE d.district_id = ?1 AND d.from_ms = (SELECT max(l.from_ms) FROM calendar_day l WHERE l.district_id = d.district_id AND l.day = d.day AND l.from_ms <= ?2) ORDER BY day
-- name: grid-version-dates
SELECT code, valid_from_ms, valid_to_ms FROM grid_version WHERE district_id = ?1 AND id = ?2
-- The unit that cases of a class go to: its own, or that of the nearest class above that has one.
-- name: class-unit
WITH RECURSIVE up (code, parent_code, unit_id, step) AS (
  SELECT c.code, c.parent_code, c.unit_id, 0 FROM case_class c WHERE c.district_id = ?1 AND c.code = ?2
    AND c.from_ms = (SELECT max(l.from_ms) FROM case_class l WHERE l.district_id = ?1 AND l.code = c.code AND l.from_ms <= ?3)
  UNION SELECT k.code, k.parent_code, k.unit_id, up.step + 1 FROM case_class k JOIN up ON k.code = up.parent_code
    WHERE k.district_id = ?1 AND k.from_ms = (SELECT max(l.from_ms) FROM case_class l WHERE l.district_id = ?1 AND l.code = k.code AND l.from_ms <= ?3))
SELECT u.id, u.name FROM up JOIN unit u ON u.district_id = ?1 AND u.id = up.unit_id AND u.active = 1 ORDER BY up.step LIMIT 1
