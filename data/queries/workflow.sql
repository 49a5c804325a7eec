-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is asked, signed, said and added beside a case.
-- name: ask-insert
INSERT INTO case_ask (district_id, case_id, seq, kind, asked_event, asked_ms, asked_by, to_person_id, text, reply_by_ms)
VALUES (?1, ?2, (SELECT coalesce(max(seq), 0) + 1 FROM case_ask WHERE district_id = ?1 AND case_id = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9)
-- A supervision is answered in the order in which they were set; of the others only the newest waits.
-- name: ask-answer
UPDATE case_ask SET answered_ms = ?4, answered_by = ?5, granted = ?6, answer = ?7 WHERE district_id = ?1 AND case_id = ?2
  AND seq = (SELECT seq FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND answered_ms IS NULL AND (kind = ?3 OR (?3 = 'supervision' AND kind = 'instruction'))
    ORDER BY CASE WHEN ?3 = 'supervision' THEN seq ELSE -seq END LIMIT 1)
-- name: ask-settle
UPDATE case_ask SET settled_ms = ?3 WHERE district_id = ?1 AND case_id = ?2
  AND seq = (SELECT min(seq) FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind IN ('supervision', 'instruction') AND answered_ms IS NOT NULL AND settled_ms IS NULL AND (?4 IS NULL OR asked_by = ?4))
-- name: ask-undo
DELETE FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND asked_event = ?3
-- name: ask-is-asked
SELECT count(*) FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind = 'precheck' AND answered_ms IS NULL AND to_person_id = ?3
-- name: ask-to-settle
SELECT count(*) FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind IN ('supervision', 'instruction') AND answered_ms IS NOT NULL AND settled_ms IS NULL AND asked_by = ?3
-- name: ask-last-asker
SELECT asked_by FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind = ?3 AND answered_ms IS NULL ORDER BY seq DESC LIMIT 1
-- name: ask-count-unsettled
SELECT count(*) FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind IN ('supervision', 'instruction') AND settled_ms IS NULL
-- name: ask-count-unanswered
SELECT count(*) FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind IN ('supervision', 'instruction') AND answered_ms IS NULL
-- name: ask-count-answered
SELECT count(*) FROM case_ask WHERE district_id = ?1 AND case_id = ?2 AND kind IN ('supervision', 'instruction') AND answered_ms IS NOT NULL AND settled_ms IS NULL
-- name: ask-list
SELECT a.kind, a.asked_ms, o.name, p.name, a.text, a.reply_by_ms, a.answered_ms, b.name, a.granted, a.answer, a.settled_ms, a.to_person_id, a.asked_by
FROM case_ask a LEFT JOIN operator o ON o.district_id = a.district_id AND o.id = a.asked_by
  LEFT JOIN operator b ON b.district_id = a.district_id AND b.id = a.answered_by
  LEFT JOIN person p ON p.district_id = a.district_id AND p.id = a.to_person_id
WHERE a.district_id = ?1 AND a.case_id = ?2 ORDER BY a.seq
-- Progress that is on record: a note or a file since the case is being worked on, and not taken back.
-- name: event-progress-count
SELECT count(*) FROM event e WHERE e.district_id = ?1 AND e.subject = 'case' AND e.subject_id = ?2 AND e.run = ?3
  AND e.verb IN ('note', 'attach', 'part') AND e.from_state IN ('assigned', 'handling')
  AND NOT EXISTS (SELECT 1 FROM event u WHERE u.district_id = e.district_id AND u.subject = 'case' AND u.subject_id = e.subject_id AND u.undoes_id = e.id)
-- name: sign-insert
INSERT INTO case_sign (district_id, case_id, run, stage, seq, result, operator_id, for_person_id, at_ms, opinion)
VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(seq), 0) + 1 FROM case_sign WHERE district_id = ?1 AND case_id = ?2 AND run = ?3 AND stage = ?4), ?5, ?6, ?7, ?8, ?9)
-- The same natural person at another stage of this run, by account or by name.
-- name: sign-count-of
SELECT count(*) FROM case_sign s LEFT JOIN operator o ON o.district_id = s.district_id AND o.id = s.operator_id
WHERE s.district_id = ?1 AND s.case_id = ?2 AND s.run = ?3 AND s.stage <> ?4 AND s.result = 'signed'
  AND ((?6 IS NOT NULL AND coalesce(s.for_person_id, o.person_id) = ?6) OR (?6 IS NULL AND s.operator_id = ?5 AND s.for_person_id IS NULL))
-- name: sign-list
SELECT s.run, s.stage, s.result, o.name, p.name, s.at_ms, s.opinion FROM case_sign s LEFT JOIN operator o ON o.district_id = s.district_id AND o.id = s.operator_id
  LEFT JOIN person p ON p.district_id = s.district_id AND p.id = s.for_person_id
WHERE s.district_id = ?1 AND s.case_id = ?2 ORDER BY s.at_ms, s.stage, s.seq
-- name: call-insert
INSERT INTO case_call (district_id, case_id, seq, kind, reporter_seq, level, at_ms, operator_id, reached, solved, satisfied, text, until_ms)
VALUES (?1, ?2, (SELECT coalesce(max(seq), 0) + 1 FROM case_call WHERE district_id = ?1 AND case_id = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
-- name: call-list
SELECT c.kind, c.reporter_seq, c.level, c.at_ms, o.name, c.reached, c.solved, c.satisfied, c.text, c.until_ms
FROM case_call c LEFT JOIN operator o ON o.district_id = c.district_id AND o.id = c.operator_id WHERE c.district_id = ?1 AND c.case_id = ?2 ORDER BY c.seq
-- name: notice-count-ended
SELECT count(DISTINCT level) FROM case_call WHERE district_id = ?1 AND case_id = ?2 AND kind = 'notice' AND until_ms <= ?3
-- name: child-list
SELECT id, number, state FROM case_file WHERE district_id = ?1 AND master_id = ?2 ORDER BY id
-- name: child-move
UPDATE case_file SET master_id = ?3 WHERE district_id = ?1 AND id = ?2 AND state = 'merged'
-- name: case-state-of
SELECT state, number FROM case_file WHERE district_id = ?1 AND id = ?2
-- name: case-touch
UPDATE case_file SET version = version + 1 WHERE district_id = ?1 AND id = ?2 RETURNING version, state, run
-- name: case-resumable
SELECT c.number FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 1 AND c.suspended_until_ms <= ?2 ORDER BY c.suspended_until_ms, c.id
-- name: case-next-resume
SELECT min(c.suspended_until_ms) FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 1 AND c.suspended_until_ms IS NOT NULL
-- name: event-last-merge
SELECT id, from_state FROM event WHERE district_id = ?1 AND subject = 'case' AND subject_id = ?2 AND verb = 'merge' AND from_state <> 'merged' ORDER BY id DESC LIMIT 1
-- name: event-of-batch-key
SELECT idem_key FROM event WHERE district_id = ?1 AND idem_key >= ?2 AND idem_key < ?3 ORDER BY id
-- name: event-went-along
SELECT count(*) FROM event WHERE district_id = ?1 AND subject = 'case' AND subject_id = ?2 AND verb = 'merge' AND from_state = 'merged' AND id > ?3 AND id <= ?4
