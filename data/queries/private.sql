-- SPDX-License-Identifier: GPL-3.0-or-later
-- The only statements that read personal data or files. Lists, maps, paper and exports never join these tables.
-- name: reporter-of-case
SELECT seq, at_ms, channel, anonymous, name, phone, words, from_case_id, struck_event,
  (SELECT n.number FROM case_file n WHERE n.district_id = ?1 AND n.id = from_case_id) FROM case_reporter WHERE district_id = ?1 AND case_id = ?2 ORDER BY seq
-- name: person-phone
SELECT phone FROM person_private WHERE district_id = ?1 AND person_id = ?2
-- What was reported from a telephone; not by whom.
-- name: case-of-phone
SELECT {CASE} FROM {CASE_FROM} WHERE c.district_id = ?1 AND {LIVE c}
  AND c.id IN (SELECT r.case_id FROM case_reporter r WHERE r.district_id = ?1 AND r.phone = ?2 AND r.struck_event IS NULL)
ORDER BY c.reported_ms DESC, c.id DESC LIMIT ?3
-- Who is there, for an import to know them again.
-- name: person-identities
SELECT p.id, p.code, p.name, p.active, v.phone FROM person p LEFT JOIN person_private v ON v.district_id = p.district_id AND v.person_id = p.id WHERE p.district_id = ?1 ORDER BY p.id
-- name: person-set-phone
INSERT INTO person_private (district_id, person_id, phone, note) VALUES (?1, ?2, ?3, NULL)
ON CONFLICT (district_id, person_id) DO UPDATE SET phone = excluded.phone WHERE coalesce(person_private.phone, '') <> excluded.phone
-- name: person-undo-phones
DELETE FROM person_private WHERE district_id = ?1 AND person_id IN (SELECT id FROM person WHERE district_id = ?1 AND batch_id = ?2)
-- The card of a stairwell bears the telephones of the keepers; printing one is an event.
-- name: keeper-phones
SELECT p.name, o.kind, v.phone FROM post o JOIN person p ON p.district_id = o.district_id AND p.id = o.person_id
  LEFT JOIN person_private v ON v.district_id = o.district_id AND v.person_id = o.person_id
WHERE o.district_id = ?1 AND o.grid_id = ?2 AND o.from_ms <= ?3 AND (o.to_ms IS NULL OR o.to_ms > ?3) ORDER BY o.kind, o.person_id
-- name: person-private-insert
INSERT INTO person_private (district_id, person_id, phone, note) VALUES (?1, ?2, ?3, ?4)
-- name: reporter-count
SELECT count(*) FROM case_reporter WHERE district_id = ?1 AND case_id = ?2 AND seq = ?3 AND struck_event IS NULL
-- name: reporter-only
SELECT CASE WHEN count(*) = 1 THEN max(seq) ELSE 0 END FROM case_reporter WHERE district_id = ?1 AND case_id = ?2 AND struck_event IS NULL
-- name: reporter-is-anonymous
SELECT anonymous FROM case_reporter WHERE district_id = ?1 AND case_id = ?2 AND seq = ?3
-- Named reporters who have not been told yet.
-- name: reporter-count-untold
SELECT count(*) FROM case_reporter r WHERE r.district_id = ?1 AND r.case_id = ?2 AND r.struck_event IS NULL AND r.anonymous = 0
  AND NOT EXISTS (SELECT 1 FROM case_call c WHERE c.district_id = r.district_id AND c.case_id = r.case_id AND c.kind = 'feedback' AND c.reporter_seq = r.seq)
-- Reporters of a case closed at ?3 who can be called and have been neither reached since nor tried three times.
-- name: reporter-count-uncalled
SELECT count(*) FROM case_reporter r WHERE r.district_id = ?1 AND r.case_id = ?2 AND r.struck_event IS NULL AND r.anonymous = 0
  AND (SELECT count(*) + 3 * count(CASE WHEN c.reached = 1 THEN 1 END) FROM case_call c WHERE c.district_id = r.district_id AND c.case_id = r.case_id
    AND c.kind = 'callback' AND c.reporter_seq = r.seq AND c.at_ms >= ?3) < 3
-- name: reporter-copy
INSERT INTO case_reporter (district_id, case_id, seq, at_ms, channel, anonymous, name, phone, words, from_case_id, from_event)
SELECT ?1, ?3, (SELECT coalesce(max(seq), 0) FROM case_reporter WHERE district_id = ?1 AND case_id = ?3) + row_number () OVER (ORDER BY r.seq),
  r.at_ms, r.channel, r.anonymous, r.name, r.phone, r.words, coalesce(r.from_case_id, ?2), ?4
FROM case_reporter r WHERE r.district_id = ?1 AND r.case_id = ?2 AND r.struck_event IS NULL
-- name: reporter-strike
UPDATE case_reporter SET struck_event = ?4 WHERE district_id = ?1 AND case_id = ?2 AND from_case_id = ?3 AND struck_event IS NULL
-- name: reporter-strike-copied
UPDATE case_reporter SET struck_event = ?4 WHERE district_id = ?1 AND case_id = ?2 AND from_event = ?3 AND struck_event IS NULL
-- name: reporter-set-name
UPDATE case_reporter SET name = ?4, anonymous = 0 WHERE district_id = ?1 AND case_id = ?2 AND seq = ?3
-- name: reporter-set-phone
UPDATE case_reporter SET phone = ?4, anonymous = 0 WHERE district_id = ?1 AND case_id = ?2 AND seq = ?3
-- name: attachment-insert
INSERT INTO attachment (district_id, id, case_id, event_id, sha256, name, mime, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
-- name: attachment-list
SELECT a.id, a.event_id, a.sha256, a.name, a.mime, a.bytes, e.at_ms, o.name FROM attachment a
LEFT JOIN event e ON e.district_id = a.district_id AND e.id = a.event_id LEFT JOIN operator o ON o.district_id = e.district_id AND o.id = e.operator_id
WHERE a.district_id = ?1 AND a.case_id = ?2 ORDER BY a.id
-- name: attachment-photo-count
SELECT count(*) FROM attachment a JOIN event e ON e.district_id = a.district_id AND e.id = a.event_id
WHERE a.district_id = ?1 AND a.case_id = ?2 AND e.run = ?3 AND a.mime LIKE 'image/%'
-- name: verify-attachments
SELECT c.number, a.sha256, a.name, a.bytes FROM attachment a JOIN case_file c ON c.district_id = a.district_id AND c.id = a.case_id WHERE a.district_id = ?1 ORDER BY a.id
