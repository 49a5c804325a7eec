-- SPDX-License-Identifier: GPL-3.0-or-later
-- The only statements that read personal data. Lists, maps, paper and exports never join these tables.
-- name: reporter-of-case
SELECT seq, at_ms, channel, anonymous, name, phone, words FROM case_reporter WHERE district_id = ?1 AND case_id = ?2 ORDER BY seq
-- name: person-phone
SELECT phone FROM person_private WHERE district_id = ?1 AND person_id = ?2
-- name: person-private-insert
INSERT INTO person_private (district_id, person_id, phone, note) VALUES (?1, ?2, ?3, ?4)
