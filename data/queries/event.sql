-- SPDX-License-Identifier: GPL-3.0-or-later
-- The log. The head row is locked first in every writing transaction, so ids are committed in their order.
-- snippet: EVENT
e.id, e.at_ms, e.operator_id, e.for_person_id, e.desk, e.subject, e.subject_id, e.verb, e.from_state, e.to_state, e.run, e.reason, e.fields, e.undoes_id, e.batch_id, e.idem_key, e.hash, o.name, p.name, (SELECT n.number FROM case_file n WHERE e.subject = 'case' AND n.district_id = e.district_id AND n.id = e.subject_id)
-- snippet: EVENT_FROM
event e LEFT JOIN operator o ON o.district_id = e.district_id AND o.id = e.operator_id LEFT JOIN person p ON p.district_id = e.district_id AND p.id = e.for_person_id
-- name: event-head-insert
INSERT INTO event_head (district_id, last_id, last_at_ms, last_hash) VALUES (?1, 0, 0, ?2)
-- name: event-head-lock
UPDATE event_head SET last_id = last_id + 1 WHERE district_id = ?1 RETURNING last_id, last_at_ms, last_hash
-- name: event-head-write
UPDATE event_head SET last_at_ms = ?2, last_hash = ?3 WHERE district_id = ?1
-- name: event-head-read
SELECT last_id, last_at_ms, last_hash FROM event_head WHERE district_id = ?1
-- name: event-insert
INSERT INTO event (district_id, id, at_ms, operator_id, for_person_id, desk, subject, subject_id, verb, from_state, to_state, run, reason, fields, undoes_id, batch_id, idem_key, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
-- name: event-by-key
SELECT {EVENT} FROM {EVENT_FROM} WHERE e.district_id = ?1 AND e.idem_key = ?2
-- name: event-by-id
SELECT {EVENT} FROM {EVENT_FROM} WHERE e.district_id = ?1 AND e.id = ?2
-- name: event-since
SELECT {EVENT} FROM {EVENT_FROM} WHERE e.district_id = ?1 AND e.id > ?2 ORDER BY e.id LIMIT ?3
-- name: event-of-subject
SELECT {EVENT} FROM {EVENT_FROM} WHERE e.district_id = ?1 AND e.subject = ?2 AND e.subject_id = ?3 ORDER BY e.id
-- name: event-of-subject-newest
SELECT {EVENT} FROM {EVENT_FROM} WHERE e.district_id = ?1 AND e.subject = ?2 AND e.subject_id = ?3 ORDER BY e.id DESC LIMIT ?4
-- The plus keeps SQLite from walking all events backwards by id; it uses the index by subject instead.
-- name: event-last-at
SELECT coalesce(max(id), 0) FROM event WHERE district_id = ?1 AND at_ms <= ?2
-- name: event-last-of
SELECT coalesce(max(+id), 0) FROM event WHERE district_id = ?1 AND subject = ?2
-- Whose clock it is: those that come later take over the time, however their own clocks stand.
-- name: event-newest
SELECT h.last_at_ms, nullif(e.desk, ''), o.name FROM event_head h LEFT JOIN event e ON e.district_id = h.district_id AND e.id = (SELECT min(f.id) FROM event f WHERE f.district_id = h.district_id AND f.at_ms = h.last_at_ms) LEFT JOIN operator o ON o.district_id = e.district_id AND o.id = e.operator_id WHERE h.district_id = ?1
-- name: event-count-at
SELECT count(*) FROM event WHERE district_id = ?1 AND at_ms <= ?2
-- name: event-count
SELECT count(*) FROM event WHERE district_id = ?1
