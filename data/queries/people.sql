-- SPDX-License-Identifier: GPL-3.0-or-later
-- Units, persons, posts, operators and their roles.
-- name: operator-insert
INSERT INTO operator (district_id, id, login, name, person_id, active, version) VALUES (?1, ?2, ?3, ?4, ?5, 1, 1)
-- name: operator-role-insert
INSERT INTO operator_role (district_id, operator_id, role, scope_grid_id, from_ms, to_ms) VALUES (?1, ?2, ?3, ?4, ?5, NULL)
-- name: operator-by-login
SELECT id, login, name, person_id, active FROM operator WHERE district_id = ?1 AND login = ?2
-- name: operator-by-id
SELECT id, login, name, person_id, active FROM operator WHERE district_id = ?1 AND id = ?2
-- name: operator-of-person
SELECT id, login, name, person_id, active FROM operator WHERE district_id = ?1 AND person_id = ?2
-- name: operator-list
SELECT id, login, name, person_id, active FROM operator WHERE district_id = ?1 ORDER BY id
-- name: operator-roles
SELECT role, scope_grid_id FROM operator_role WHERE district_id = ?1 AND operator_id = ?2 AND from_ms <= ?3 AND (to_ms IS NULL OR to_ms > ?3)
-- name: unit-insert
INSERT INTO unit (district_id, id, parent_id, kind, name, grid_id, phone, active, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, 1)
-- name: unit-list
SELECT id, parent_id, kind, name, grid_id, active FROM unit WHERE district_id = ?1 ORDER BY id
-- name: unit-by-name
SELECT id, parent_id, kind, name, grid_id, active FROM unit WHERE district_id = ?1 AND name = ?2
-- name: unit-by-id
SELECT id, parent_id, kind, name, grid_id, active FROM unit WHERE district_id = ?1 AND id = ?2
-- name: unit-ancestors
WITH RECURSIVE up (id, parent_id) AS (SELECT id, parent_id FROM unit WHERE district_id = ?1 AND id = ?2 UNION SELECT u.id, u.parent_id FROM unit u JOIN up ON u.id = up.parent_id WHERE u.district_id = ?1)
SELECT id FROM up
-- name: person-insert
INSERT INTO person (district_id, id, code, name, pinyin, initials, kind, unit_id, skills, active, batch_id, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, NULL, 1)
-- name: post-insert
INSERT INTO post (district_id, person_id, grid_id, kind, from_ms, to_ms) VALUES (?1, ?2, ?3, ?4, ?5, NULL)
-- snippet: PERSON
p.id, p.code, p.name, p.pinyin, p.initials, p.kind, p.unit_id, u.name, p.active, (SELECT count(*) FROM case_file c WHERE c.district_id = p.district_id AND c.person_id = p.id AND c.is_open = 1 AND {LIVE c})
-- snippet: PERSON_FROM
person p LEFT JOIN unit u ON u.district_id = p.district_id AND u.id = p.unit_id
-- name: person-by-id
SELECT {PERSON} FROM {PERSON_FROM} WHERE p.district_id = ?1 AND p.id = ?2
-- name: person-find
SELECT {PERSON} FROM {PERSON_FROM} WHERE p.district_id = ?1 AND (p.name = ?2 OR p.code = ?2) ORDER BY p.id
-- name: person-list
SELECT {PERSON} FROM {PERSON_FROM} WHERE p.district_id = ?1 AND (?2 IS NULL OR p.unit_id = ?2)
  AND (?3 IS NULL OR instr(lower(p.name || ' ' || p.pinyin || ' ' || p.initials || ' ' || coalesce(p.code, '')), lower(?3)) > 0)
ORDER BY p.id
-- name: post-list
SELECT person_id, grid_id, kind, from_ms FROM post WHERE district_id = ?1 AND to_ms IS NULL ORDER BY person_id, kind, grid_id
-- name: post-of-person
SELECT person_id, grid_id, kind, from_ms FROM post WHERE district_id = ?1 AND person_id = ?2 AND to_ms IS NULL ORDER BY kind, grid_id
-- name: post-of-person-at
SELECT person_id, grid_id, kind, from_ms FROM post WHERE district_id = ?1 AND person_id = ?2 AND from_ms <= ?3 AND (to_ms IS NULL OR to_ms > ?3) ORDER BY kind, grid_id
-- name: person-added-after
SELECT subject_id FROM event WHERE district_id = ?1 AND subject = 'person' AND verb = 'add' AND at_ms > ?2
-- name: keeper-list
SELECT o.grid_id, o.person_id, p.code, p.name, o.kind FROM post o JOIN person p ON p.district_id = o.district_id AND p.id = o.person_id
WHERE o.district_id = ?1 AND o.from_ms <= ?2 AND (o.to_ms IS NULL OR o.to_ms > ?2) ORDER BY o.grid_id, o.kind, o.person_id
-- name: post-of-grid
SELECT person_id, grid_id, kind, from_ms FROM post WHERE district_id = ?1 AND grid_id = ?2 AND to_ms IS NULL ORDER BY kind, person_id
-- name: duty-of-person
SELECT kind FROM duty WHERE district_id = ?1 AND person_id = ?2 AND from_ms <= ?3 AND to_ms > ?3
-- name: duty-now
SELECT person_id, kind FROM duty WHERE district_id = ?1 AND from_ms <= ?2 AND to_ms > ?2
-- name: duty-count
SELECT count(*) FROM (SELECT 1 FROM duty WHERE district_id = ?1 AND kind = 'shift' AND from_ms <= ?2 AND to_ms > ?2 LIMIT 1)
-- name: duty-insert
INSERT INTO duty (district_id, person_id, from_ms, to_ms, kind) VALUES (?1, ?2, ?3, ?4, ?5)
-- name: person-name
SELECT name FROM person WHERE district_id = ?1 AND id = ?2
-- name: unit-name
SELECT name FROM unit WHERE district_id = ?1 AND id = ?2
-- name: person-unit
SELECT unit_id FROM person WHERE district_id = ?1 AND id = ?2
-- name: person-active
SELECT active FROM person WHERE district_id = ?1 AND id = ?2
-- name: unit-active
SELECT active FROM unit WHERE district_id = ?1 AND id = ?2
-- name: person-of-grid
SELECT {PERSON} FROM post k JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id LEFT JOIN unit u ON u.district_id = p.district_id AND u.id = p.unit_id WHERE k.district_id = ?1 AND k.grid_id = ?2 AND k.to_ms IS NULL
ORDER BY CASE k.kind WHEN 'A' THEN 0 WHEN 'B' THEN 1 ELSE 2 END, p.id
