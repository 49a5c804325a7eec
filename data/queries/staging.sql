-- SPDX-License-Identifier: GPL-3.0-or-later
-- From an attached staging file into the tables; these statements exist only while one is attached.
-- name: staging-findings-last
SELECT coalesce(max(seq), 0) FROM staging.finding
-- name: staging-findings-copy
INSERT INTO import_finding (district_id, batch_id, seq, feature, rule, outcome, text, lon, lat)
SELECT ?1, ?2, f.seq, nullif(f.feature, 0), f.rule, f.outcome, f.text, f.lon, f.lat FROM staging.finding f WHERE f.seq > ?3 AND f.seq <= ?4
-- name: staging-facility-rows
SELECT seq, class_code, code, name, lon, lat FROM staging.facility_row WHERE seq > ?1 ORDER BY seq LIMIT ?2
-- name: staging-line-rows
SELECT seq, name, kind, wkb FROM staging.line_row WHERE seq > ?1 ORDER BY seq LIMIT ?2
-- name: staging-area-rows
SELECT seq, name, kind, wkb FROM staging.area_row WHERE seq > ?1 ORDER BY seq LIMIT ?2
-- name: staging-building-rows
SELECT seq, code, name, address, floors, households, people, wkb, mark FROM staging.building_row WHERE seq > ?1 ORDER BY seq LIMIT ?2
-- name: staging-case-rows
SELECT seq, number, channel, class_code, class_text, title, body, address, state, foreign_state, reported_ms, filed_ms, due_ms, done_ms, closed_ms, assignee, reporter_name, reporter_phone, lon, lat, appointed_ms FROM staging.case_row WHERE seq > ?1 ORDER BY seq LIMIT ?2
-- name: staging-person-rows
SELECT seq, code, name, kind, unit, post, grids, from_ms, to_ms, phone, skills, sections FROM staging.person_row ORDER BY seq
-- name: staging-grid-rows
SELECT seq, code, name, parent, households, people, wkb FROM staging.grid_row ORDER BY seq
-- name: staging-grid-pieces
SELECT seq FROM staging.piece WHERE row_seq = ?1 ORDER BY seq
-- name: staging-repaired
SELECT DISTINCT feature FROM staging.finding WHERE outcome = 'repaired' AND feature > 0
-- name: finding-refuse-piece
UPDATE import_finding SET rule = ?4, outcome = 'refused', text = ?5 WHERE district_id = ?1 AND batch_id = ?2 AND feature = ?3 AND outcome = 'merged'
-- name: shape-unite
SELECT ST_AsBinary(ST_Multi(ST_Union(ST_GeomFromWKB(?1, 4490), ST_GeomFromWKB(?2, 4490))))
-- name: facility-insert
INSERT INTO facility (id, district_id, class_code, code, name, owner_unit_id, grid_id, batch_id, version, geom)
VALUES (?1, ?2, ?3, ?4, ?5, NULL, ?6, ?7, 1, ST_GeomFromWKB(?8, 4490))
-- name: facility-codes
SELECT code, id FROM facility WHERE district_id = ?1 AND code IS NOT NULL AND {LIVE}
-- name: facility-by-id
SELECT class_code, name, ST_X(geom), ST_Y(geom) FROM facility WHERE district_id = ?1 AND id = ?2
-- name: facility-import-update
UPDATE facility SET class_code = ?3, name = coalesce(?4, name), grid_id = ?5, geom = ST_GeomFromWKB(?6, 4490), version = version + 1 WHERE district_id = ?1 AND id = ?2
-- name: building-codes
SELECT code, id FROM building WHERE district_id = ?1 AND code IS NOT NULL AND {LIVE}
-- name: building-by-id
SELECT name, address, floors, households, people, ST_AsBinary(geom), mark FROM building WHERE district_id = ?1 AND id = ?2
-- name: building-import-update
UPDATE building SET name = coalesce(?3, name), address = coalesce(?4, address), floors = coalesce(?5, floors), households = coalesce(?6, households), people = coalesce(?7, people), grid_id = ?8, geom = ST_GeomFromWKB(?9, 4490), mark = coalesce(?10, mark), version = version + 1 WHERE district_id = ?1 AND id = ?2
-- name: case-import
INSERT INTO case_file (id, district_id, number, channel, class_code, class_text, route, title, body, address, state, is_open, grid_id, filed_grid_version_id, person_id, unit_id, run, on_spot, bounces, reworks, extensions, signs, needs_duty, flags, reported_ms, filed_ms, due_ms, done_ms, closed_ms, foreign_state, given_due_ms, clock_kind, clock_ms, batch_id, version, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 1, 0, 0, 0, 0, 0, 0, '[]', ?17, ?18, ?19, ?20, ?21, ?22, ?19, ?23, ?24, ?25, 1, ST_GeomFromWKB(?26, 4490))
ON CONFLICT (district_id, number) DO NOTHING
-- name: case-import-update
UPDATE case_file SET channel = ?4, class_code = ?5, class_text = ?6, route = ?7, title = ?8, body = ?9, address = ?10, state = ?11, is_open = ?12, grid_id = ?13, filed_grid_version_id = ?14, person_id = ?15, unit_id = ?16, reported_ms = ?17, filed_ms = ?18, due_ms = ?19, done_ms = ?20, closed_ms = ?21, foreign_state = ?22, given_due_ms = ?19, clock_kind = ?23, clock_ms = ?24, geom = ST_GeomFromWKB(?25, 4490), version = version + 1
WHERE district_id = ?1 AND id = ?2 AND version = ?3
-- name: case-own-events
SELECT count(*) FROM event WHERE district_id = ?1 AND subject = 'case' AND subject_id = ?2 AND verb <> 'import' AND NOT (verb = 'undo' AND batch_id IS NOT NULL)
-- The clock of an imported visit: it was there before anybody had the case here.
-- name: visit-of-case
SELECT k.started_ms FROM case_clock k JOIN case_file c ON c.district_id = k.district_id AND c.id = k.case_id
WHERE k.district_id = ?1 AND k.case_id = ?2 AND k.run = 1 AND k.kind = 'handling' AND k.seq = 1 AND c.batch_id IS NOT NULL AND (c.first_assigned_ms IS NULL OR c.first_assigned_ms <> k.started_ms)
-- name: visit-forget
DELETE FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = 1 AND kind = 'handling'
-- name: class-by-name
SELECT min(code), count(DISTINCT code) FROM case_class WHERE district_id = ?1 AND name = ?2
-- name: class-insert-foreign
INSERT INTO case_class (district_id, code, from_ms, parent_code, kind, name, route, limit_n, limit_unit, unit_id, need_photo) VALUES (?1, ?2, 0, NULL, 'foreign', ?3, 'general', NULL, NULL, NULL, 0)
ON CONFLICT (district_id, code, from_ms) DO NOTHING
-- Homes: rows of hidden batches too, so that they are at home when they are published.
-- The grids that are or ever were in a box from ?2, ?3 to ?4, ?5: whatever lies there is at home in one of them, or nowhere.
-- name: homes-near
SELECT DISTINCT grid_id FROM grid_version WHERE district_id = ?1 AND {BOX grid_version}
-- What may get another home; near: at home in one of the grids ?4, or nowhere. By the index of homes: +id keeps the order out of it.
-- name: homes-cases
SELECT id, grid_id, 1 - is_open, ST_X(geom), ST_Y(geom) FROM case_file WHERE district_id = ?1 AND id > ?2 AND geom IS NOT NULL ORDER BY id LIMIT ?3
-- name: homes-buildings
SELECT id, grid_id, 0, ST_AsBinary(geom) FROM building WHERE district_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3
-- name: homes-facilities
SELECT id, grid_id, 0, ST_X(geom), ST_Y(geom) FROM facility WHERE district_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3
-- name: homes-cases-near
SELECT id, grid_id, 1 - is_open, ST_X(geom), ST_Y(geom) FROM case_file WHERE district_id = ?1 AND geom IS NOT NULL AND id IN (
  SELECT id FROM case_file WHERE district_id = ?1 AND is_open = 1 AND +id > ?2 AND grid_id IN (SELECT value FROM {IDS ?4})
  UNION ALL SELECT id FROM case_file WHERE district_id = ?1 AND is_open = 0 AND +id > ?2 AND grid_id IN (SELECT value FROM {IDS ?4})
  UNION ALL SELECT id FROM case_file WHERE district_id = ?1 AND is_open = 1 AND +id > ?2 AND grid_id IS NULL
  UNION ALL SELECT id FROM case_file WHERE district_id = ?1 AND is_open = 0 AND +id > ?2 AND grid_id IS NULL) ORDER BY id LIMIT ?3
-- name: homes-buildings-near
SELECT id, grid_id, 0, ST_AsBinary(geom) FROM building WHERE district_id = ?1 AND id IN (
  SELECT id FROM building WHERE district_id = ?1 AND +id > ?2 AND grid_id IN (SELECT value FROM {IDS ?4})
  UNION ALL SELECT id FROM building WHERE district_id = ?1 AND +id > ?2 AND grid_id IS NULL) ORDER BY id LIMIT ?3
-- name: homes-facilities-near
SELECT id, grid_id, 0, ST_X(geom), ST_Y(geom) FROM facility WHERE district_id = ?1 AND id IN (
  SELECT id FROM facility WHERE district_id = ?1 AND +id > ?2 AND grid_id IN (SELECT value FROM {IDS ?4})
  UNION ALL SELECT id FROM facility WHERE district_id = ?1 AND +id > ?2 AND grid_id IS NULL) ORDER BY id LIMIT ?3
-- name: home-case
UPDATE case_file SET grid_id = ?3 WHERE district_id = ?1 AND id = ?2
-- name: home-building
UPDATE building SET grid_id = ?3 WHERE district_id = ?1 AND id = ?2
-- name: home-facility
UPDATE facility SET grid_id = ?3 WHERE district_id = ?1 AND id = ?2
