-- SPDX-License-Identifier: GPL-3.0-or-later
-- What speaks against taking an import back: each gives the first thing that was worked on since, or nothing.
-- snippet: BROUGHT
(SELECT v.grid_id FROM grid_version v WHERE v.district_id = ?1 AND v.batch_id = ?2 AND NOT EXISTS (SELECT 1 FROM grid_version w WHERE w.district_id = v.district_id AND w.grid_id = v.grid_id AND w.id <> v.id))
-- name: undo-blocked-case
SELECT c.number FROM case_file c WHERE c.district_id = ?1 AND c.batch_id = ?2 AND (c.version > 1 OR EXISTS (SELECT 1 FROM event e WHERE e.district_id = c.district_id AND e.subject = 'case' AND e.subject_id = c.id)) LIMIT 1
-- name: undo-blocked-building
SELECT coalesce(b.code, b.name, b.address, '') FROM building b WHERE b.district_id = ?1 AND b.batch_id = ?2 AND (b.version > 1 OR EXISTS (SELECT 1 FROM case_file c WHERE c.district_id = b.district_id AND c.building_id = b.id AND {LIVE c})) LIMIT 1
-- name: undo-blocked-facility
SELECT coalesce(f.code, f.name, f.class_code) FROM facility f WHERE f.district_id = ?1 AND f.batch_id = ?2 AND f.version > 1 LIMIT 1
-- name: undo-blocked-facility-case
SELECT c.number FROM case_file c JOIN facility f ON f.district_id = c.district_id AND f.id = c.facility_id WHERE c.district_id = ?1 AND c.facility_id IS NOT NULL AND f.batch_id = ?2 AND {LIVE c} LIMIT 1
-- name: undo-blocked-update
SELECT file_name FROM import_batch WHERE district_id = ?1 AND id = ?2 AND updated_n > 0
-- name: undo-blocked-grid-redrawn
SELECT code FROM grid_version WHERE district_id = ?1 AND batch_id = ?2 AND valid_to_ms IS NOT NULL LIMIT 1
-- name: undo-blocked-grid-child
SELECT k.code FROM grid_version k WHERE k.district_id = ?1 AND k.valid_to_ms IS NULL AND (k.batch_id IS NULL OR k.batch_id <> ?2) AND k.parent_id IN {BROUGHT} LIMIT 1
-- name: undo-blocked-grid-case
SELECT c.number FROM case_file c WHERE c.district_id = ?1 AND {LIVE c} AND c.filed_grid_version_id IN (SELECT v.id FROM grid_version v WHERE v.district_id = ?1 AND v.batch_id = ?2) LIMIT 1
-- name: undo-blocked-grid-place
SELECT coalesce(code, name, '') FROM building WHERE district_id = ?1 AND batch_id > ?2 AND {LIVE} AND grid_id IN {BROUGHT}
UNION ALL SELECT coalesce(code, name, class_code) FROM facility WHERE district_id = ?1 AND batch_id > ?2 AND {LIVE} AND grid_id IN {BROUGHT} LIMIT 1
-- name: undo-blocked-grid-people
SELECT p.name FROM post t JOIN person p ON p.district_id = t.district_id AND p.id = t.person_id WHERE t.district_id = ?1 AND t.grid_id IN {BROUGHT}
UNION ALL SELECT o.name FROM operator_role r JOIN operator o ON o.district_id = r.district_id AND o.id = r.operator_id WHERE r.district_id = ?1 AND r.scope_grid_id IN {BROUGHT}
UNION ALL SELECT u.name FROM unit u WHERE u.district_id = ?1 AND u.grid_id IN {BROUGHT}
UNION ALL SELECT d.name FROM draft_grid g JOIN draft d ON d.district_id = g.district_id AND d.id = g.draft_id WHERE g.district_id = ?1 AND g.grid_id IN {BROUGHT} LIMIT 1
-- name: undo-blocked-person
SELECT p.name FROM person p WHERE p.district_id = ?1 AND p.batch_id = ?2 AND (p.version > 1 OR p.active = 0
  OR EXISTS (SELECT 1 FROM event e WHERE e.district_id = p.district_id AND ((e.subject = 'person' AND e.subject_id = p.id) OR e.for_person_id = p.id))
  OR EXISTS (SELECT 1 FROM case_hand h WHERE h.district_id = p.district_id AND h.person_id = p.id)
  OR EXISTS (SELECT 1 FROM case_file c WHERE c.district_id = p.district_id AND (c.person_id = p.id OR c.tracker_id = p.id))
  OR EXISTS (SELECT 1 FROM duty d WHERE d.district_id = p.district_id AND d.person_id = p.id)
  OR EXISTS (SELECT 1 FROM operator o WHERE o.district_id = p.district_id AND o.person_id = p.id)) LIMIT 1
-- name: undo-delete-posts
DELETE FROM post WHERE district_id = ?1 AND person_id IN (SELECT id FROM person WHERE district_id = ?1 AND batch_id = ?2)
-- name: undo-delete-positions
DELETE FROM position WHERE district_id = ?1 AND person_id IN (SELECT id FROM person WHERE district_id = ?1 AND batch_id = ?2)
-- name: undo-delete-persons
DELETE FROM person WHERE district_id = ?1 AND batch_id = ?2
-- name: undo-persons
SELECT id FROM person WHERE district_id = ?1 AND batch_id = ?2
-- name: undo-sections-written
SELECT max(at_ms) FROM event WHERE district_id = ?1 AND batch_id = ?2 AND subject = 'setting'
-- name: undo-changed-cases
SELECT e.id FROM event e WHERE e.district_id = ?1 AND e.subject = 'case' AND e.verb = 'import' AND e.batch_id = ?2 ORDER BY e.id
-- name: undo-grid-versions
SELECT v.grid_id, v.valid_from_ms, v.grid_id IN {BROUGHT} FROM grid_version v WHERE v.district_id = ?1 AND v.batch_id = ?2
-- name: undo-delete-versions
DELETE FROM grid_version WHERE district_id = ?1 AND batch_id = ?2
-- name: undo-reopen-version
UPDATE grid_version SET valid_to_ms = NULL WHERE district_id = ?1 AND grid_id = ?2 AND valid_to_ms = ?3
-- name: undo-delete-grid
DELETE FROM grid WHERE district_id = ?1 AND id = ?2
