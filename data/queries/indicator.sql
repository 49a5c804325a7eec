-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the figures of a period are counted from: the histories of all cases, as narrow as they can be read.
-- Nearly all rows are wanted, in the order of their keys: a sign before a column, or an empty text behind it, keeps the planner from going by another index,
-- which would look up row after row and sort them.
-- name: indicator-cases
SELECT c.id, c.number, c.channel, coalesce(c.class_code, c.class_text), c.state, c.grid_id, c.person_id, c.unit_id, c.reported_ms, c.filed_ms, c.first_assigned_ms, c.given_due_ms, c.done_ms, c.closed_ms, c.batch_id, ST_X(c.geom), ST_Y(c.geom)
FROM case_file c WHERE +c.district_id = ?1 AND +c.reported_ms < ?2 AND {LIVE c} ORDER BY c.id
-- name: indicator-steps
SELECT e.id, e.subject_id, e.at_ms, e.verb, e.from_state, e.to_state, e.fields FROM event e WHERE e.district_id = ?1 AND e.subject || '' = 'case' AND +e.at_ms < ?2 AND e.verb NOT IN ('note', 'attach', 'notice') ORDER BY e.id
-- The same of the cases that are open or were closed since ?3.
-- name: indicator-cases-since
SELECT c.id, c.number, c.channel, coalesce(c.class_code, c.class_text), c.state, c.grid_id, c.person_id, c.unit_id, c.reported_ms, c.filed_ms, c.first_assigned_ms, c.given_due_ms, c.done_ms, c.closed_ms, c.batch_id, ST_X(c.geom), ST_Y(c.geom)
FROM case_file c WHERE +c.district_id = ?1 AND +c.reported_ms < ?2 AND (c.is_open = 1 OR c.closed_ms >= ?3) AND {LIVE c} ORDER BY c.id
-- name: indicator-steps-since
SELECT e.id, e.subject_id, e.at_ms, e.verb, e.from_state, e.to_state, e.fields FROM event e WHERE e.district_id = ?1 AND e.subject = 'case'
AND e.subject_id IN (SELECT c.id FROM case_file c WHERE +c.district_id = ?1 AND (c.is_open = 1 OR c.closed_ms >= ?3)) AND +e.at_ms < ?2 AND e.verb NOT IN ('note', 'attach', 'notice') ORDER BY +e.id
-- name: indicator-calls
SELECT case_id, at_ms, reporter_seq, reached, solved, satisfied FROM case_call WHERE district_id = ?1 AND kind = 'callback' AND at_ms < ?2 ORDER BY case_id, seq
-- name: indicator-undone
SELECT e.undoes_id, e.at_ms FROM event e WHERE e.district_id = ?1 AND e.subject = 'case' AND e.undoes_id IS NOT NULL AND e.at_ms < ?2
-- name: indicator-instructed
SELECT case_id, min(asked_ms) FROM case_ask WHERE district_id = ?1 AND kind = 'instruction' AND asked_ms < ?2 GROUP BY case_id ORDER BY case_id
-- Who closed at which level.
-- name: closing-depths
SELECT v.grid_id, max(v.depth) FROM grid_version v WHERE v.district_id = ?1 AND {LIVE v} GROUP BY v.grid_id
-- name: closing-posts
SELECT person_id, grid_id, from_ms, to_ms FROM post WHERE district_id = ?1 ORDER BY person_id, grid_id, kind, from_ms
-- name: closing-units
SELECT id, parent_id, grid_id FROM unit WHERE district_id = ?1 ORDER BY id
-- name: closing-members
SELECT id, unit_id FROM person WHERE district_id = ?1 AND unit_id IS NOT NULL ORDER BY id
-- A class and all below it.
-- name: class-codes-below
WITH RECURSIVE below (code) AS (SELECT CAST (?2 AS TEXT) UNION SELECT k.code FROM case_class k JOIN below b ON k.parent_code = b.code WHERE k.district_id = ?1)
SELECT code FROM below ORDER BY code
