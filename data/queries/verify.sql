-- SPDX-License-Identifier: GPL-3.0-or-later
-- What `verify` asks. Each row is a problem: what it is about, and what to say of it.
-- A case must be in the state that its last move led to. Imported cases have no move of their own until somebody makes one.
-- name: verify-states
SELECT coalesce(c.number, ''), coalesce(c.state, ''), e.to_state, e.subject_id
FROM event e LEFT JOIN case_file c ON c.district_id = e.district_id AND c.id = e.subject_id
WHERE e.district_id = ?1 AND e.subject = 'case' AND e.to_state IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM event l WHERE l.district_id = e.district_id AND l.subject = 'case' AND l.subject_id = e.subject_id AND l.id > e.id AND l.to_state IS NOT NULL)
  AND (c.id IS NULL OR c.state <> e.to_state)
ORDER BY e.subject_id LIMIT 100
-- Run, bounces and reworks are what the events of the case count up to.
-- name: verify-counters
SELECT c.number, c.run, 1 + sum(CASE WHEN e.verb = 'reopen' AND e.from_state = 'closed' THEN 1 ELSE 0 END),
  c.bounces, sum(CASE WHEN e.verb = 'bounce' AND e.run = c.run AND u.id IS NULL THEN 1 ELSE 0 END),
  c.reworks, sum(CASE WHEN e.verb = 'fail' AND e.run = c.run THEN 1 ELSE 0 END)
FROM case_file c JOIN event e ON e.district_id = c.district_id AND e.subject = 'case' AND e.subject_id = c.id
  LEFT JOIN event u ON u.district_id = e.district_id AND u.subject = 'case' AND u.subject_id = e.subject_id AND u.undoes_id = e.id
WHERE c.district_id = ?1
GROUP BY c.id, c.number, c.run, c.bounces, c.reworks
HAVING c.run <> 1 + sum(CASE WHEN e.verb = 'reopen' AND e.from_state = 'closed' THEN 1 ELSE 0 END)
  OR c.bounces <> sum(CASE WHEN e.verb = 'bounce' AND e.run = c.run AND u.id IS NULL THEN 1 ELSE 0 END)
  OR c.reworks <> sum(CASE WHEN e.verb = 'fail' AND e.run = c.run THEN 1 ELSE 0 END)
ORDER BY c.number LIMIT 100
-- Where the open cases are, and which grid each is counted in.
-- name: verify-places
SELECT c.number, c.grid_id, ST_X (c.geom), ST_Y (c.geom) FROM case_file c
WHERE c.district_id = ?1 AND c.is_open = 1 AND c.geom IS NOT NULL AND {LIVE c}
-- The same figures as the backlog, by another way: one statement, down from each grid along the parents.
-- name: verify-backlog
WITH RECURSIVE
  live (grid_id, parent_id) AS (SELECT v.grid_id, v.parent_id FROM grid_version v WHERE v.district_id = ?1 AND v.valid_to_ms IS NULL AND {LIVE v}),
  below (top, grid_id) AS (SELECT grid_id, grid_id FROM live UNION ALL SELECT b.top, l.grid_id FROM below b JOIN live l ON l.parent_id = b.grid_id),
  own (grid_id, n_open, n_overdue, n_suspended, n_total) AS (
    SELECT c.grid_id, sum(CASE WHEN c.is_open = 1 AND c.suspended_until_ms IS NULL THEN 1 ELSE 0 END),
      sum(CASE WHEN c.is_open = 1 AND c.suspended_until_ms IS NULL AND c.due_ms <= ?2 THEN 1 ELSE 0 END),
      sum(CASE WHEN c.is_open = 1 AND c.suspended_until_ms IS NOT NULL THEN 1 ELSE 0 END), count(*)
    FROM case_file c WHERE c.district_id = ?1 AND c.grid_id IS NOT NULL AND {LIVE c} GROUP BY c.grid_id)
SELECT b.top, coalesce(sum(o.n_open), 0), coalesce(sum(o.n_overdue), 0), coalesce(sum(o.n_suspended), 0), coalesce(sum(o.n_total), 0)
FROM below b LEFT JOIN own o ON o.grid_id = b.grid_id GROUP BY b.top
-- A grid below the topmost level has a parent in force, one level above, unless its import told that it has none.
-- name: verify-parents
SELECT v.code FROM grid_version v
WHERE v.district_id = ?1 AND v.valid_to_ms IS NULL AND {LIVE v} AND v.depth > 1
  AND NOT EXISTS (SELECT 1 FROM grid_version p WHERE p.district_id = v.district_id AND p.grid_id = v.parent_id AND p.valid_to_ms IS NULL AND p.depth = v.depth - 1)
  AND NOT EXISTS (SELECT 1 FROM import_finding f WHERE f.district_id = v.district_id AND f.batch_id = v.batch_id AND f.rule = 'orphan' AND v.parent_id IS NULL AND f.lon = v.label_lon AND f.lat = v.label_lat)
ORDER BY v.code LIMIT 100
-- In the order of their beginnings a version may not begin before every earlier one of its grid has ended: one pass, where
-- holding each against each would take the square of their number.
-- name: verify-versions
SELECT DISTINCT o.code FROM (
  SELECT v.code, v.valid_from_ms, max(coalesce(v.valid_to_ms, 9223372036854775807)) OVER (PARTITION BY v.grid_id
    ORDER BY v.valid_from_ms, coalesce(v.valid_to_ms, 9223372036854775807), v.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier_to_ms
  FROM grid_version v WHERE v.district_id = ?1) o
WHERE o.earlier_to_ms > o.valid_from_ms
ORDER BY o.code LIMIT 100
-- name: verify-drawn
SELECT v.grid_id, v.valid_from_ms, CASE WHEN v.valid_to_ms IS NULL THEN 1 ELSE 0 END FROM grid_version v WHERE v.district_id = ?1 AND v.draft_id IS NOT NULL
-- name: verify-codes
SELECT v.code FROM grid_version v WHERE v.district_id = ?1 AND v.valid_to_ms IS NULL AND {LIVE v} GROUP BY v.code HAVING count(*) > 1 ORDER BY v.code LIMIT 100
-- Two accounts that turned out to be one person's after one had approved what the other had drawn: the guard of the table could
-- not know.
-- name: verify-approvals
SELECT d.name FROM draft d JOIN operator a ON a.district_id = d.district_id AND a.id = d.author_id JOIN operator p ON p.district_id = d.district_id AND p.id = d.approver_id
WHERE d.district_id = ?1 AND (a.id = p.id OR a.person_id = p.person_id)
ORDER BY d.id LIMIT 100
-- A row of a batch that is not there would be seen by everybody.
-- name: verify-batches
SELECT 'case_file', batch_id, count(*) FROM case_file WHERE district_id = ?1 AND batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM import_batch WHERE district_id = ?1) GROUP BY batch_id
UNION ALL SELECT 'building', batch_id, count(*) FROM building WHERE district_id = ?1 AND batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM import_batch WHERE district_id = ?1) GROUP BY batch_id
UNION ALL SELECT 'facility', batch_id, count(*) FROM facility WHERE district_id = ?1 AND batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM import_batch WHERE district_id = ?1) GROUP BY batch_id
UNION ALL SELECT 'base_line', batch_id, count(*) FROM base_line WHERE district_id = ?1 AND batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM import_batch WHERE district_id = ?1) GROUP BY batch_id
UNION ALL SELECT 'base_area', batch_id, count(*) FROM base_area WHERE district_id = ?1 AND batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM import_batch WHERE district_id = ?1) GROUP BY batch_id
UNION ALL SELECT 'grid_version', batch_id, count(*) FROM grid_version WHERE district_id = ?1 AND batch_id IS NOT NULL AND batch_id NOT IN (SELECT id FROM import_batch WHERE district_id = ?1) GROUP BY batch_id
-- Cases that have a history, and what their events changed, oldest first.
-- name: verify-case-ids
SELECT DISTINCT subject_id FROM event WHERE district_id = ?1 AND subject = 'case' ORDER BY subject_id
-- name: verify-case-fields
SELECT fields, verb FROM event WHERE district_id = ?1 AND subject = 'case' AND subject_id = ?2 ORDER BY id
