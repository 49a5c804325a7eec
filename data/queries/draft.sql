-- SPDX-License-Identifier: GPL-3.0-or-later
-- Drafts of boundaries: what is drawn, step by step, before it is in force; and what came of it.
-- One for which no date was set took effect when it was put in force.
-- name: draft-list
SELECT d.id, d.name, d.state, d.author_id, d.approver_id, d.base_event_id,
  coalesce(d.effective_ms, CASE WHEN d.state = 'applied' THEN (SELECT max(e.at_ms) FROM event e WHERE e.district_id = d.district_id AND e.subject = 'draft' AND e.subject_id = d.id AND e.verb = 'apply') END), d.version, d.note, a.name, p.name,
  (SELECT count(*) FROM draft_step s WHERE s.district_id = d.district_id AND s.draft_id = d.id),
  (SELECT coalesce(max(e.id), 0) FROM event e WHERE e.district_id = d.district_id AND e.subject = 'draft' AND e.subject_id = d.id), d.approved_ms, a.person_id
FROM draft d LEFT JOIN operator a ON a.district_id = d.district_id AND a.id = d.author_id LEFT JOIN operator p ON p.district_id = d.district_id AND p.id = d.approver_id
WHERE d.district_id = ?1 AND (?2 IS NULL OR d.id = ?2) ORDER BY d.id
-- name: draft-insert
INSERT INTO draft (district_id, id, name, state, author_id, approver_id, base_event_id, effective_ms, impact, note, version)
VALUES (?1, ?2, ?3, 'open', ?4, NULL, ?5, ?6, NULL, ?7, 1)
-- name: draft-update
UPDATE draft SET state = ?4, approver_id = ?5, approved_ms = ?6, impact = coalesce(?7, impact), version = version + 1 WHERE district_id = ?1 AND id = ?2 AND version = ?3
-- name: draft-grids
SELECT id, grid_id, op, parent_id, depth, code, name, kind, base_version_id, ST_AsBinary(geom) FROM draft_grid WHERE district_id = ?1 AND draft_id = ?2 ORDER BY id
-- name: draft-grid-insert
INSERT INTO draft_grid (id, district_id, draft_id, grid_id, op, parent_id, depth, code, name, kind, base_version_id, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ST_GeomFromWKB(?12, 4490))
-- name: draft-grid-delete
DELETE FROM draft_grid WHERE district_id = ?1 AND draft_id = ?2 AND id = ?3
-- name: draft-step-insert
INSERT INTO draft_step (district_id, draft_id, seq, at_ms, op, before_wkb, after_wkb)
VALUES (?1, ?2, (SELECT coalesce(max(seq), 0) + 1 FROM draft_step WHERE district_id = ?1 AND draft_id = ?2), ?3, ?4, ?5, ?6)
-- name: draft-step-last
SELECT seq, op, before_wkb, after_wkb FROM draft_step WHERE district_id = ?1 AND draft_id = ?2 ORDER BY seq DESC LIMIT 1
-- name: draft-steps
SELECT at_ms, op, after_wkb FROM draft_step WHERE district_id = ?1 AND draft_id = ?2 ORDER BY seq DESC
-- name: draft-returned
SELECT verb, reason FROM event WHERE district_id = ?1 AND subject = 'draft' AND subject_id = ?2 AND verb IN ('return','submit') ORDER BY id DESC LIMIT 1
-- Who stands where: what a border that is being drawn snaps to, and who lives on either side of it.
-- name: draft-footprints
SELECT coalesce(households, 0), ST_AsBinary(geom) FROM building WHERE district_id = ?1 AND {LIVE} ORDER BY id
-- name: draft-step-delete
DELETE FROM draft_step WHERE district_id = ?1 AND draft_id = ?2 AND seq = ?3
-- A grid that a draft changes was changed by somebody else since.
-- name: draft-outdated
SELECT NULL, NULL, g.code, coalesce(nullif(g.name, ''), g.code) FROM draft_grid g WHERE g.district_id = ?1 AND g.draft_id = ?2 AND g.grid_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM grid_version v WHERE v.district_id = g.district_id AND v.grid_id = g.grid_id AND v.id = g.base_version_id AND v.valid_to_ms IS NULL)
ORDER BY g.code
-- name: draft-rivals
SELECT o.draft_id, d.name, g.code, coalesce(nullif(g.name, ''), g.code) FROM draft_grid g JOIN draft_grid o ON o.district_id = g.district_id AND o.grid_id = g.grid_id AND o.draft_id <> g.draft_id
  JOIN draft d ON d.district_id = o.district_id AND d.id = o.draft_id
WHERE g.district_id = ?1 AND g.draft_id = ?2 AND d.state NOT IN ('applied','withdrawn') ORDER BY o.draft_id, g.code
-- name: draft-effect
SELECT valid_from_ms FROM grid_version WHERE district_id = ?1 AND draft_id = ?2 ORDER BY valid_from_ms LIMIT 1
-- name: draft-due
SELECT id FROM draft WHERE district_id = ?1 AND state = 'announced' AND effective_ms <= ?2 ORDER BY effective_ms, id
-- Every code that was ever in force, and those that drafts have taken.
-- name: draft-codes
SELECT code FROM grid WHERE district_id = ?1
UNION SELECT g.code FROM draft_grid g JOIN draft d ON d.district_id = g.district_id AND d.id = g.draft_id WHERE g.district_id = ?1 AND d.state <> 'withdrawn' AND g.op = 'new'
-- name: draft-open-cases
SELECT {CASE} FROM {CASE_FROM} WHERE c.district_id = ?1 AND c.is_open = 1 AND c.geom IS NOT NULL AND {LIVE c} ORDER BY c.id
-- name: draft-buildings
SELECT id, coalesce(households, 0), coalesce(people, 0), ST_AsBinary(geom) FROM building WHERE district_id = ?1 AND (grid_id = ?2 OR (?2 IS NULL AND grid_id IS NULL)) AND {LIVE}
-- name: base-line-named
SELECT ST_AsBinary(geom) FROM base_line WHERE district_id = ?1 AND name = ?2 AND {LIVE} ORDER BY id
-- name: draft-version-insert
INSERT INTO grid_version (id, district_id, grid_id, parent_id, depth, code, name, kind, households, people, area_m2, label_lon, label_lat, valid_from_ms, valid_to_ms, draft_id, batch_id, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, ?15, NULL, ST_GeomFromWKB(?16, 4490))
-- name: case-rehome
UPDATE case_file SET grid_id = ?3, version = version + 1 WHERE district_id = ?1 AND id = ?2
-- name: post-move-end
UPDATE post SET to_ms = ?3 WHERE district_id = ?1 AND grid_id = ?2 AND to_ms IS NULL AND from_ms <= ?3
-- name: post-move-begin
INSERT INTO post (district_id, person_id, grid_id, kind, from_ms, to_ms)
SELECT o.district_id, o.person_id, ?3, o.kind, ?4, NULL FROM post o WHERE o.district_id = ?1 AND o.grid_id = ?2 AND o.to_ms = ?4
  AND NOT EXISTS (SELECT 1 FROM post n WHERE n.district_id = o.district_id AND n.person_id = o.person_id AND n.grid_id = ?3 AND n.kind = o.kind AND (n.to_ms IS NULL OR n.from_ms = ?4))
-- name: grid-retire
UPDATE grid SET retired_ms = ?3, version = version + 1 WHERE district_id = ?1 AND id = ?2
-- name: lineage-insert
INSERT INTO grid_lineage (district_id, from_grid_id, to_grid_id, kind, at_ms, draft_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
-- The steps of a grid's family, back and forth, through any chain.
-- name: lineage-of
WITH RECURSIVE
  back (id) AS (SELECT CAST (?2 AS BIGINT) UNION SELECT l.from_grid_id FROM grid_lineage l JOIN back b ON l.to_grid_id = b.id WHERE l.district_id = ?1),
  forth (id) AS (SELECT CAST (?2 AS BIGINT) UNION SELECT l.to_grid_id FROM grid_lineage l JOIN forth f ON l.from_grid_id = f.id WHERE l.district_id = ?1)
SELECT f.code, t.code, l.kind, l.at_ms, l.draft_id FROM grid_lineage l
  JOIN grid f ON f.district_id = l.district_id AND f.id = l.from_grid_id JOIN grid t ON t.district_id = l.district_id AND t.id = l.to_grid_id
WHERE l.district_id = ?1 AND l.at_ms <= ?3 AND (l.to_grid_id IN (SELECT id FROM back) OR l.from_grid_id IN (SELECT id FROM forth))
ORDER BY l.at_ms, f.code, t.code
-- The grids that ended, each with its last version, the one that ended last first.
-- name: grids-former
SELECT g.id, g.code, v.name, v.valid_to_ms FROM grid g JOIN grid_version v ON v.district_id = g.district_id AND v.grid_id = g.id
WHERE g.district_id = ?1 AND v.valid_to_ms IS NOT NULL AND {LIVE v}
  AND NOT EXISTS (SELECT 1 FROM grid_version n WHERE n.district_id = g.district_id AND n.grid_id = g.id AND {LIVE n} AND (n.valid_to_ms IS NULL OR n.valid_to_ms > v.valid_to_ms))
ORDER BY v.valid_to_ms DESC, g.code
-- name: grid-successors
WITH RECURSIVE forth (id) AS (SELECT CAST (?2 AS BIGINT) UNION SELECT l.to_grid_id FROM grid_lineage l JOIN forth f ON l.from_grid_id = f.id WHERE l.district_id = ?1)
SELECT v.code FROM forth f JOIN grid_version v ON v.district_id = ?1 AND v.grid_id = f.id WHERE v.valid_to_ms IS NULL AND {LIVE v} ORDER BY v.code
-- name: versions-of
SELECT v.id, v.name, v.area_m2, v.valid_from_ms, v.valid_to_ms, v.draft_id, v.batch_id, p.code FROM grid_version v LEFT JOIN grid p ON p.district_id = v.district_id AND p.id = v.parent_id
WHERE v.district_id = ?1 AND v.grid_id = ?2 AND v.valid_from_ms <= ?3 AND {LIVE v} ORDER BY v.valid_from_ms, v.id
