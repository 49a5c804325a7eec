-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases. {CASE} is the whole record in the order that wg-case-record.c reads it.
-- snippet: CASE
c.id, c.number, c.channel, c.class_code, c.class_text, c.route, c.title, c.body, c.address, c.state, c.suspended_until_ms, c.grid_id, c.filed_grid_version_id, c.building_id, c.person_id, c.unit_id, c.tracker_id, c.master_id, c.run, c.on_spot, c.bounces, c.reworks, c.needs_duty, c.reported_ms, c.filed_ms, c.first_assigned_ms, c.due_ms, c.warn_ms, c.done_ms, c.closed_ms, c.foreign_state, c.given_due_ms, c.clock_kind, c.clock_ms, c.batch_id, c.version, ST_X(c.geom), ST_Y(c.geom), p.name, u.name, c.extensions, c.signs, c.flags, CASE WHEN p.active = 0 OR u.active = 0 THEN 1 ELSE 0 END, CASE WHEN c.clock_kind = 'handling' THEN (SELECT k.limit_unit FROM case_clock k WHERE k.district_id = c.district_id AND k.case_id = c.id AND k.run = c.run AND k.kind = 'handling' ORDER BY k.seq DESC LIMIT 1) END
-- snippet: CASE_FROM
case_file c LEFT JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id LEFT JOIN unit u ON u.district_id = c.district_id AND u.id = c.unit_id
-- name: case-by-number
SELECT {CASE} FROM {CASE_FROM} WHERE c.district_id = ?1 AND c.number = ?2 AND {LIVE c}
-- name: case-by-id
SELECT {CASE} FROM {CASE_FROM} WHERE c.district_id = ?1 AND c.id = ?2 AND {LIVE c}
-- What the desks have before them: what is open, and what is closed while somebody is still to be called.
-- name: case-list-live
SELECT {CASE} FROM {CASE_FROM} WHERE c.district_id = ?1 AND c.is_open = 1 AND {LIVE c}
UNION ALL
SELECT {CASE} FROM {CASE_FROM} WHERE c.district_id = ?1 AND c.state = 'closed' AND CAST (c.flags AS TEXT) LIKE '%"call_back"%' AND {LIVE c}
-- ?3 is 1 for open cases, 2 for those that can be in a queue.
-- What is typed comes folded (wg_search_fold), and ?12 says whether it may be pinyin.
-- snippet: CASE_WHERE
WHERE c.district_id = ?1 AND {LIVE c}
  AND (?2 IS NULL OR c.state = ?2) AND (?3 IS NULL OR c.is_open = 1 OR (?3 = 2 AND c.state = 'closed' AND CAST (c.flags AS TEXT) LIKE '%"call_back"%'))
  AND (?4 IS NULL OR c.class_text = ?4 OR c.class_code IN (WITH RECURSIVE below (code) AS (SELECT CAST (?4 AS TEXT) UNION SELECT k.code FROM case_class k JOIN below b ON k.parent_code = b.code WHERE k.district_id = ?1) SELECT code FROM below))
  AND (?5 IS NULL OR c.reported_ms >= ?5) AND (?6 IS NULL OR c.reported_ms < ?6)
  AND (?7 IS NULL OR c.person_id = ?7) AND (?8 IS NULL OR c.unit_id = ?8)
  AND (?9 IS NULL OR instr(wg_fold(c.number || ' ' || c.title || ' ' || coalesce(c.address, '') || ' ' || coalesce(c.class_text, '') || ' ' || coalesce(c.body, '')), ?9) > 0 OR (?12 = 1 AND wg_spells(c.title || ' ' || coalesce(c.address, ''), ?9)))
  AND (?10 IS NULL OR (c.is_open = 1 AND c.suspended_until_ms IS NULL AND c.due_ms <= ?10))
  AND (?11 IS NULL OR c.grid_id IS NULL)
  AND (?13 IS NULL OR CAST (c.flags AS TEXT) LIKE '%"unsatisfied"%')
  AND (?14 IS NULL OR (c.is_open = 1 AND (c.needs_duty > 0 OR c.bounces >= 3 OR c.reworks >= 2 OR c.extensions >= 2 OR c.run >= 2)))
-- name: case-list
SELECT {CASE} FROM {CASE_FROM} {CASE_WHERE}
ORDER BY c.reported_ms DESC, c.id DESC
-- Of those that the index of the search proposes: ?15 is a JSON array of ids.
-- name: case-list-among
SELECT {CASE} FROM {IDS ?15} j CROSS JOIN case_file c LEFT JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id LEFT JOIN unit u ON u.district_id = c.district_id AND u.id = c.unit_id
{CASE_WHERE} AND c.id = j.value
ORDER BY c.reported_ms DESC, c.id DESC
-- The order of the answer before any text is looked at: the newest first.
-- name: case-order-among
SELECT c.id FROM {IDS ?2} j CROSS JOIN case_file c WHERE c.id = j.value AND c.district_id = ?1 ORDER BY c.reported_ms DESC, c.id DESC
-- name: case-newest
SELECT c.id FROM case_file c WHERE c.district_id = ?1 ORDER BY c.reported_ms DESC, c.id DESC LIMIT ?2
-- name: building-among
SELECT b.id, b.name, b.address, b.grid_id, ST_X(ST_Centroid(b.geom)), ST_Y(ST_Centroid(b.geom)) FROM {IDS ?2} j CROSS JOIN building b
WHERE b.id = j.value AND b.district_id = ?1 AND {LIVE b} AND (instr(wg_fold(coalesce(b.name, '') || ' ' || coalesce(b.address, '')), ?3) > 0 OR (?4 = 1 AND wg_spells(coalesce(b.name, '') || ' ' || coalesce(b.address, ''), ?3)))
ORDER BY length(coalesce(b.address, '')), b.address, b.id LIMIT ?5
-- name: building-scan
SELECT b.id, b.name, b.address, b.grid_id, ST_X(ST_Centroid(b.geom)), ST_Y(ST_Centroid(b.geom)) FROM building b
WHERE b.district_id = ?1 AND {LIVE b} AND instr(wg_fold(coalesce(b.name, '') || ' ' || coalesce(b.address, '')), ?2) > 0 LIMIT ?3
-- Features that the index of the search proposes: ?2 is a JSON array of ids, ?3 and ?4 as for cases.
-- name: facility-among
SELECT coalesce(f.name, f.code, f.class_code), coalesce((SELECT max(k.code) FROM case_class k WHERE k.district_id = f.district_id AND k.code IN (f.class_code, 'P' || f.class_code)), f.class_code), NULL, ST_X(f.geom), ST_Y(f.geom)
FROM {IDS ?2} j CROSS JOIN facility f
WHERE f.id = j.value AND f.district_id = ?1 AND {LIVE f} AND (instr(wg_fold(coalesce(f.code, '') || ' ' || coalesce(f.name, '')), ?3) > 0 OR (?4 = 1 AND wg_spells(f.name, ?3)))
-- name: facility-first
SELECT f.id FROM facility f WHERE f.district_id = ?1 ORDER BY f.id LIMIT ?2
-- name: line-among
SELECT l.name, NULL, l.layer, ST_X(ST_PointOnSurface(l.geom)), ST_Y(ST_PointOnSurface(l.geom)) FROM {IDS ?2} j CROSS JOIN base_line l
WHERE l.id = j.value AND l.district_id = ?1 AND {LIVE l} AND (instr(wg_fold(l.name), ?3) > 0 OR (?4 = 1 AND wg_spells(l.name, ?3)))
-- name: street-among
SELECT l.name, ST_X(ST_PointOnSurface(l.geom)), ST_Y(ST_PointOnSurface(l.geom)) FROM {IDS ?2} j CROSS JOIN base_line l
WHERE l.id = j.value AND l.district_id = ?1 AND {LIVE l} AND wg_fold(l.name) = ?3 ORDER BY ST_Length(l.geom) DESC, l.id LIMIT 1
-- name: street-scan
SELECT l.name, ST_X(ST_PointOnSurface(l.geom)), ST_Y(ST_PointOnSurface(l.geom)) FROM base_line l
WHERE l.district_id = ?1 AND {LIVE l} AND wg_fold(l.name) = ?2 ORDER BY ST_Length(l.geom) DESC, l.id LIMIT 1
-- name: area-among
SELECT l.name, NULL, l.layer, ST_X(ST_PointOnSurface(l.geom)), ST_Y(ST_PointOnSurface(l.geom)) FROM {IDS ?2} j CROSS JOIN base_area l
WHERE l.id = j.value AND l.district_id = ?1 AND {LIVE l} AND (instr(wg_fold(l.name), ?3) > 0 OR (?4 = 1 AND wg_spells(l.name, ?3)))
-- name: case-count
SELECT count(*) FROM case_file c WHERE c.district_id = ?1 AND {LIVE c}
-- name: case-insert
INSERT INTO case_file (id, district_id, number, channel, class_code, class_text, route, title, body, address, state, is_open, grid_id, filed_grid_version_id, building_id, run, on_spot, bounces, reworks, extensions, signs, needs_duty, flags, reported_ms, due_ms, warn_ms, clock_kind, clock_ms, done_ms, closed_ms, version, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?20, ?21, ?11, ?12, ?13, 1, ?22, 0, 0, 0, 0, 0, ?25, ?14, ?15, ?16, ?17, ?18, ?23, ?24, 1, ST_GeomFromWKB(?19, 4490))
-- name: case-update
UPDATE case_file SET state = ?4, is_open = ?5, grid_id = ?6, filed_grid_version_id = ?7, person_id = ?8, unit_id = ?9, tracker_id = ?10, run = ?11, on_spot = ?12, bounces = ?13, reworks = ?14, needs_duty = ?15, filed_ms = ?16, first_assigned_ms = ?17, due_ms = ?18, warn_ms = ?19, done_ms = ?20, closed_ms = ?21, clock_kind = ?22, clock_ms = ?23,
  suspended_until_ms = ?24, master_id = ?25, extensions = ?26, signs = ?27, flags = ?28, route = ?29, class_code = ?30, class_text = ?31, channel = ?32, title = ?33, body = ?34, address = ?35, given_due_ms = ?36, version = version + 1
WHERE district_id = ?1 AND id = ?2 AND version = ?3
-- name: case-set-flags
UPDATE case_file SET flags = ?3 WHERE district_id = ?1 AND id = ?2
-- name: case-update-place
UPDATE case_file SET geom = ST_GeomFromWKB(?3, 4490) WHERE district_id = ?1 AND id = ?2
-- name: case-backlog
SELECT c.grid_id, count(*) FILTER (WHERE c.suspended_until_ms IS NULL), count(*) FILTER (WHERE c.suspended_until_ms IS NULL AND c.due_ms <= ?2), count(*) FILTER (WHERE c.suspended_until_ms IS NOT NULL)
FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 1 AND {LIVE c} GROUP BY c.grid_id
-- Two statements, so that each is answered from the partial index of its half.
-- name: case-closed-counts
SELECT c.grid_id, count(*) FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 0 AND {LIVE c} GROUP BY c.grid_id
-- name: reporter-insert
INSERT INTO case_reporter (district_id, case_id, seq, at_ms, channel, anonymous, name, phone, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
-- name: hand-insert
INSERT INTO case_hand (district_id, case_id, seq, run, kind, person_id, unit_id, from_event, to_event)
VALUES (?1, ?2, (SELECT coalesce(max(seq), 0) + 1 FROM case_hand WHERE district_id = ?1 AND case_id = ?2), ?3, ?4, ?5, ?6, ?7, NULL)
-- name: hand-end
UPDATE case_hand SET to_event = ?3 WHERE district_id = ?1 AND case_id = ?2 AND to_event IS NULL AND kind = 'main'
-- name: hand-end-all-co
UPDATE case_hand SET to_event = ?3 WHERE district_id = ?1 AND case_id = ?2 AND to_event IS NULL AND kind = 'co'
-- name: hand-end-co
UPDATE case_hand SET to_event = ?4 WHERE district_id = ?1 AND case_id = ?2 AND person_id = ?3 AND to_event IS NULL AND kind = 'co'
-- name: hand-count-co
SELECT count(*) FROM case_hand WHERE district_id = ?1 AND case_id = ?2 AND to_event IS NULL AND kind = 'co'
-- name: hand-is-co
SELECT count(*) FROM case_hand WHERE district_id = ?1 AND case_id = ?2 AND person_id = ?3 AND to_event IS NULL AND kind = 'co'
-- name: hand-list
SELECT h.kind, h.person_id, h.unit_id, h.run, h.from_event, h.to_event, p.name, u.name FROM case_hand h
LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id LEFT JOIN unit u ON u.district_id = h.district_id AND u.id = h.unit_id
WHERE h.district_id = ?1 AND h.case_id = ?2 ORDER BY h.seq
-- name: hand-undo-insert
DELETE FROM case_hand WHERE district_id = ?1 AND case_id = ?2 AND from_event = ?3
-- name: hand-undo-end
UPDATE case_hand SET to_event = NULL WHERE district_id = ?1 AND case_id = ?2 AND to_event = ?3
-- name: clock-running
SELECT run, kind, seq, limit_n, limit_unit, started_ms, stopped_ms, used_ms FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND stopped_ms IS NULL
-- name: clock-start
INSERT INTO case_clock (district_id, case_id, run, kind, seq, limit_n, limit_unit, started_ms, stopped_ms, used_ms)
VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(seq), 0) + 1 FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = ?4), ?5, ?6, ?7, NULL, NULL)
-- name: clock-stop
UPDATE case_clock SET stopped_ms = ?4, used_ms = ?5 WHERE district_id = ?1 AND case_id = ?2 AND kind = ?3 AND stopped_ms IS NULL
-- name: clock-undo-start
DELETE FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = ?4 AND seq = (SELECT max(seq) FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = ?4)
-- name: clock-undo-stop
UPDATE case_clock SET stopped_ms = NULL, used_ms = NULL WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = ?4 AND seq = (SELECT max(seq) FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = ?4)
-- name: pause-of-case
SELECT run, from_ms, to_ms, why FROM case_pause WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 ORDER BY from_ms
-- name: pause-start
INSERT INTO case_pause (district_id, case_id, run, from_ms, to_ms, why, event_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (district_id, case_id, run, from_ms) DO UPDATE SET to_ms = excluded.to_ms, why = excluded.why, event_id = excluded.event_id
-- The clock of the pre-check runs exactly while that of intake stands.
-- name: pause-by-precheck
SELECT run, started_ms, stopped_ms, 'precheck' FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = 'precheck' ORDER BY started_ms
-- name: pause-unsuspend
UPDATE case_pause SET to_ms = ?4 WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND why = 'suspended' AND to_ms > ?4
-- name: clock-limit
UPDATE case_clock SET limit_n = ?4, limit_unit = ?5 WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = 'handling' AND stopped_ms IS NULL
-- name: pause-end
UPDATE case_pause SET to_ms = ?4 WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND to_ms IS NULL
-- name: pause-undo-start
DELETE FROM case_pause WHERE district_id = ?1 AND case_id = ?2 AND event_id = ?3
-- name: pause-undo-end
UPDATE case_pause SET to_ms = NULL WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND to_ms = ?4
-- One that was stopped by a rejection does not go on: whoever takes the case up again starts another.
-- name: clock-handling-count
SELECT count(*) FROM case_clock WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND kind = 'handling' AND stopped_ms IS NULL
-- Who had a hand: named as holder or tracker; accepted or reported done, or was named there; and every account of the same
-- natural person. An undone move counts too: the person has seen the work.
-- name: hand-count
SELECT (SELECT count(*) FROM case_hand h WHERE h.district_id = ?1 AND h.case_id = ?2 AND h.person_id = ?4)
  + (SELECT count(*) FROM event e LEFT JOIN operator o ON o.district_id = e.district_id AND o.id = e.operator_id
     WHERE e.district_id = ?1 AND e.subject = 'case' AND e.subject_id = ?2
       AND ((e.verb IN ('done', 'part', 'on-spot') AND (e.operator_id = ?3 OR o.person_id = ?4 OR e.for_person_id = ?4))
         OR (e.verb = 'accept' AND (e.for_person_id = ?4 OR (e.for_person_id IS NULL AND (e.operator_id = ?3 OR o.person_id = ?4))))))
-- name: case-number-taken
SELECT 1 FROM case_file WHERE district_id = ?1 AND number = ?2
-- name: case-set-due
UPDATE case_file SET due_ms = ?3, warn_ms = ?4, clock_kind = ?5, clock_ms = ?6 WHERE district_id = ?1 AND id = ?2
-- name: case-insert-imported
INSERT INTO case_file (id, district_id, number, channel, class_code, route, title, body, address, state, is_open, grid_id, person_id, unit_id, reported_ms, filed_ms, first_assigned_ms, due_ms, given_due_ms, done_ms, closed_ms, batch_id, clock_kind, clock_ms, master_id, run, on_spot, bounces, reworks, extensions, signs, needs_duty, flags, version, geom)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?18, ?19, ?20, ?21, ?22, ?23, ?24, 1, 0, 0, 0, 0, 0, 0, '[]', 1, ST_GeomFromWKB(?25, 4490))
-- What was filed and closed since ?2.
-- name: case-day-figures
SELECT count(*) FILTER (WHERE c.filed_ms >= ?2), count(*) FILTER (WHERE c.state = 'closed' AND c.closed_ms >= ?2)
FROM case_file c WHERE c.district_id = ?1 AND (c.filed_ms >= ?2 OR c.closed_ms >= ?2) AND {LIVE c}
-- name: case-open-ending
SELECT c.id, c.state FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 1 AND substr(c.number, length(c.number) - length(?2) + 1) = ?2 AND (?3 IS NULL OR c.number <> ?3) AND {LIVE c} ORDER BY c.reported_ms DESC, c.id DESC
-- name: case-past-ending
SELECT c.id, c.state FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 0 AND substr(c.number, length(c.number) - length(?2) + 1) = ?2 AND (?3 IS NULL OR c.number <> ?3) AND {LIVE c} ORDER BY c.reported_ms DESC, c.id DESC
