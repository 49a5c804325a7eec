-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was issued is kept as it was.
-- name: briefing-insert
INSERT INTO briefing_issue (district_id, id, kind, as_of_ms, made_ms, operator_id, last_event_id, figures, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
-- name: briefing-by-id
SELECT id, kind, as_of_ms, last_event_id, figures, sha256 FROM briefing_issue WHERE district_id = ?1 AND id = ?2
-- name: briefing-list
SELECT id, kind, as_of_ms, last_event_id, '', sha256 FROM briefing_issue WHERE district_id = ?1 ORDER BY id DESC
