-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was issued is kept as it was.
-- name: briefing-insert
INSERT INTO briefing_issue (district_id, id, kind, as_of_ms, made_ms, operator_id, last_event_id, figures, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
-- name: briefing-by-id
SELECT id, kind, as_of_ms, last_event_id, figures, sha256, made_ms, {LAYOUT} FROM briefing_issue WHERE district_id = ?1 AND id = ?2
-- name: briefing-list
SELECT id, kind, as_of_ms, last_event_id, '', sha256, made_ms, {LAYOUT} FROM briefing_issue WHERE district_id = ?1 ORDER BY id DESC
-- What was asked about cases and was not settled at the instant ?2.
-- name: briefing-asks
SELECT c.number, c.grid_id, a.kind, a.asked_ms, a.reply_by_ms, CASE WHEN a.answered_ms < ?2 THEN a.answered_ms END FROM case_ask a JOIN case_file c ON c.district_id = a.district_id AND c.id = a.case_id
WHERE a.district_id = ?1 AND a.kind IN ('supervision', 'instruction') AND a.asked_ms < ?2 AND (a.settled_ms IS NULL OR a.settled_ms >= ?2) AND {LIVE c} ORDER BY a.asked_ms, c.id, a.seq
-- How often boundaries had come into force or gone out of it up to the instant ?2, and when they last did.
-- name: briefing-boundary
SELECT count(*), max(change.at_ms) FROM (
  SELECT v.valid_from_ms AS at_ms FROM grid_version v WHERE v.district_id = ?1 AND v.valid_from_ms <= ?2 AND {LIVE v}
  UNION SELECT v.valid_to_ms FROM grid_version v WHERE v.district_id = ?1 AND v.valid_to_ms <= ?2 AND {LIVE v}) AS change
-- name: briefing-last-event
SELECT id FROM event WHERE district_id = ?1 AND at_ms < ?2 ORDER BY at_ms DESC, id DESC LIMIT 1
