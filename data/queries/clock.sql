-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clocks of one case with what proves them, as of an instant. The clock of an appointment is there before it starts.
-- name: ledger-clocks
SELECT k.run, k.kind, k.seq, k.limit_n, k.limit_unit, k.started_ms, CASE WHEN k.stopped_ms <= ?3 THEN k.stopped_ms END,
  CASE WHEN k.kind = 'handling' THEN (SELECT count(*) FROM case_ask a JOIN event e ON e.district_id = a.district_id AND e.id = a.asked_event
    WHERE a.district_id = k.district_id AND a.case_id = k.case_id AND a.kind = 'extension' AND a.granted = 1 AND a.answered_ms <= ?3 AND e.run = k.run) ELSE 0 END,
  CASE WHEN k.stopped_ms <= ?3 THEN k.used_ms END
FROM case_clock k WHERE k.district_id = ?1 AND k.case_id = ?2 AND (?4 IS NULL OR k.kind = ?4)
  AND (k.started_ms <= ?3 OR (k.started_ms > (SELECT h.last_at_ms FROM event_head h WHERE h.district_id = ?1)
    AND (SELECT c.reported_ms FROM case_file c WHERE c.district_id = ?1 AND c.id = ?2) <= ?3))
ORDER BY k.run, k.started_ms, k.seq, k.kind
-- Which pauses are whose: intake stands during a pre-check, dispatch while suspended, handling during everything else.
-- name: ledger-pauses
SELECT p.from_ms, CASE WHEN p.to_ms <= ?5 OR p.why = 'suspended' THEN p.to_ms END, p.why FROM case_pause p
WHERE p.district_id = ?1 AND p.case_id = ?2 AND p.run = ?3 AND p.from_ms <= ?5 AND (?4 = 'handling' OR (?4 = 'dispatch' AND p.why = 'suspended'))
UNION ALL SELECT k.started_ms, CASE WHEN k.stopped_ms <= ?5 THEN k.stopped_ms END, 'precheck' FROM case_clock k
WHERE k.district_id = ?1 AND k.case_id = ?2 AND k.run = ?3 AND k.started_ms <= ?5 AND k.kind = 'precheck' AND ?4 = 'intake'
ORDER BY 1
-- name: ledger-holders
SELECT s.at_ms, CASE WHEN t.at_ms <= ?4 THEN t.at_ms END, coalesce(p.name, u.name) FROM case_hand h
JOIN event s ON s.district_id = h.district_id AND s.id = h.from_event
LEFT JOIN event t ON t.district_id = h.district_id AND t.id = h.to_event
LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
LEFT JOIN unit u ON u.district_id = h.district_id AND u.id = h.unit_id
WHERE h.district_id = ?1 AND h.case_id = ?2 AND h.run = ?3 AND h.kind = 'main' AND s.at_ms <= ?4 ORDER BY h.seq
-- Open cases whose deadline depends on the calendar.
-- name: retime-cases
SELECT DISTINCT c.id FROM case_file c JOIN case_clock k ON k.district_id = c.district_id AND k.case_id = c.id
WHERE c.district_id = ?1 AND c.is_open = 1 AND k.stopped_ms IS NULL AND k.limit_unit IN ('work_hour', 'work_day') ORDER BY c.id
-- name: calendar-put
INSERT INTO calendar_day (district_id, day, from_ms, kind, spans, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (district_id, day, from_ms) DO UPDATE SET kind = excluded.kind, spans = excluded.spans, name = excluded.name
-- name: class-put
INSERT INTO case_class (district_id, code, from_ms, parent_code, kind, name, route, limit_n, limit_unit, unit_id, need_photo) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (district_id, code, from_ms) DO UPDATE SET name = excluded.name, route = excluded.route, limit_n = excluded.limit_n, limit_unit = excluded.limit_unit, unit_id = excluded.unit_id, need_photo = excluded.need_photo
-- Open cases whose handling clock runs with the limit of another day.
-- name: class-count-running
SELECT count(DISTINCT c.id) FROM case_file c JOIN case_clock k ON k.district_id = c.district_id AND k.case_id = c.id
WHERE c.district_id = ?1 AND c.class_code = ?2 AND c.is_open = 1 AND k.kind = 'handling' AND k.stopped_ms IS NULL
-- name: calendar-changed
SELECT coalesce(max(from_ms), 0) FROM calendar_day WHERE district_id = ?1
