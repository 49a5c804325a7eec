-- SPDX-License-Identifier: GPL-3.0-or-later
-- Units, persons, posts, operators and their roles.
-- name: operator-insert
INSERT INTO operator (district_id, id, login, name, person_id, active, version) VALUES (?1, ?2, ?3, ?4, ?5, 1, 1)
-- Nobody's account: what happens by itself is entered under it.
-- name: operator-insert-clock
INSERT INTO operator (district_id, id, login, name, person_id, active, version) VALUES (?1, ?2, 'clock', 'clock', NULL, 0, 1)
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
SELECT n.id, n.parent_id, n.kind, n.name, n.grid_id, n.active, n.phone, coalesce(m.n, 0), coalesce(h.n, 0) FROM unit n
LEFT JOIN (SELECT p.unit_id, count(*) AS n FROM person p WHERE p.district_id = ?1 AND p.active = 1 AND p.unit_id IS NOT NULL GROUP BY p.unit_id) m ON m.unit_id = n.id
LEFT JOIN (SELECT c.unit_id, count(*) AS n FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 1 AND c.unit_id IS NOT NULL AND {LIVE c} GROUP BY c.unit_id) h ON h.unit_id = n.id
WHERE n.district_id = ?1 ORDER BY n.id
-- name: unit-by-name
SELECT id, parent_id, kind, name, grid_id, active FROM unit WHERE district_id = ?1 AND name = ?2
-- name: unit-by-id
SELECT id, parent_id, kind, name, grid_id, active FROM unit WHERE district_id = ?1 AND id = ?2
-- name: unit-above-holder
SELECT u.parent_id FROM unit u WHERE u.district_id = ?1 AND u.id = coalesce(?2, (SELECT p.unit_id FROM person p WHERE p.district_id = ?1 AND p.id = ?3))
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
-- name: post-of-person
SELECT person_id, grid_id, kind, from_ms FROM post WHERE district_id = ?1 AND person_id = ?2 AND to_ms IS NULL ORDER BY kind, grid_id
-- name: post-of-person-at
SELECT person_id, grid_id, kind, from_ms FROM post WHERE district_id = ?1 AND person_id = ?2 AND from_ms <= ?3 AND (to_ms IS NULL OR to_ms > ?3) ORDER BY kind, grid_id
-- name: person-added-after
SELECT subject_id FROM event WHERE district_id = ?1 AND subject = 'person' AND verb = 'add' AND at_ms > ?2
UNION ALL SELECT p.id FROM person p JOIN import_batch b ON b.district_id = p.district_id AND b.id = p.batch_id WHERE p.district_id = ?1 AND b.published_ms > ?2
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
SELECT count(*) FROM (SELECT 1 FROM duty WHERE district_id = ?1 AND kind = 'shift' AND from_ms <= ?2 AND to_ms > ?2 LIMIT 1) d
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
-- What the office does to people, units, shifts and rights.
-- name: post-held
SELECT count(*) FROM post WHERE district_id = ?1 AND person_id = ?2 AND grid_id = ?3 AND kind = ?4 AND (to_ms IS NULL OR to_ms > ?5)
-- name: post-end
UPDATE post SET to_ms = ?6 WHERE district_id = ?1 AND person_id = ?2 AND grid_id = ?3 AND kind = ?4 AND from_ms = ?5
-- name: post-end-current
UPDATE post SET to_ms = CASE WHEN from_ms > ?5 THEN from_ms ELSE ?5 END WHERE district_id = ?1 AND person_id = ?2 AND grid_id = ?3 AND kind = ?4 AND to_ms IS NULL
-- name: person-code-taken
SELECT count(*) FROM person WHERE district_id = ?1 AND code = ?2
-- name: person-set-skills
UPDATE person SET skills = ?3 WHERE district_id = ?1 AND id = ?2
-- name: person-deactivate
UPDATE person SET active = 0, version = version + 1 WHERE district_id = ?1 AND id = ?2
-- name: case-numbers-of-person
SELECT c.number FROM case_file c WHERE c.district_id = ?1 AND c.person_id = ?2 AND c.is_open = 1 AND {LIVE c} ORDER BY c.id
-- name: duty-overlap
SELECT count(*) FROM duty WHERE district_id = ?1 AND person_id = ?2 AND kind = ?3 AND from_ms < ?5 AND to_ms > ?4
-- name: duty-list
SELECT d.person_id, p.code, p.name, d.kind, d.from_ms, d.to_ms FROM duty d JOIN person p ON p.district_id = d.district_id AND p.id = d.person_id
WHERE d.district_id = ?1 AND (?2 IS NULL OR d.person_id = ?2) AND (?3 IS NULL OR d.to_ms > ?3) AND (?4 IS NULL OR d.from_ms < ?4) ORDER BY d.from_ms, d.person_id, d.kind
-- name: operator-grants
SELECT role, scope_grid_id, from_ms, to_ms FROM operator_role WHERE district_id = ?1 AND operator_id = ?2 ORDER BY from_ms, role
-- name: operator-role-held
SELECT count(*) FROM operator_role WHERE district_id = ?1 AND operator_id = ?2 AND role = ?3 AND (scope_grid_id = ?4 OR (scope_grid_id IS NULL AND ?4 IS NULL)) AND (to_ms IS NULL OR to_ms > ?5)
-- Two grants of a moment differ by a millisecond: the moment is part of the key.
-- name: operator-role-grant
INSERT INTO operator_role (district_id, operator_id, role, scope_grid_id, from_ms, to_ms)
SELECT ?1, ?2, ?3, ?4, coalesce((SELECT max(from_ms) + 1 FROM operator_role WHERE district_id = ?1 AND operator_id = ?2 AND role = ?3 AND from_ms >= ?5 AND from_ms < ?5 + 1000), ?5), ?6
-- name: operator-role-revoke
UPDATE operator_role SET to_ms = CASE WHEN from_ms > ?5 THEN from_ms ELSE ?5 END
WHERE district_id = ?1 AND operator_id = ?2 AND role = ?3 AND (scope_grid_id = ?4 OR (scope_grid_id IS NULL AND ?4 IS NULL)) AND (to_ms IS NULL OR to_ms > ?5)
-- name: operator-other-admins
SELECT count(*) FROM operator_role r JOIN operator o ON o.district_id = r.district_id AND o.id = r.operator_id
WHERE r.district_id = ?1 AND r.operator_id <> ?2 AND o.active = 1 AND r.role = 'admin' AND r.scope_grid_id IS NULL AND r.from_ms <= ?3 AND r.to_ms IS NULL
-- Whom to send: everybody is looked at, so each of these reads a whole list.
-- name: person-loads
SELECT c.person_id, count(*) FROM case_file c WHERE c.district_id = ?1 AND c.is_open = 1 AND c.person_id IS NOT NULL AND {LIVE c} GROUP BY c.person_id
-- The plus keeps a planner from going through an index and back to the table for every row there is.
-- name: person-skills
SELECT id, skills FROM person WHERE +district_id = ?1 AND active = 1
-- Who was with the centre at the instant ?2.
-- snippet: PERSON_AT p
p.district_id = ?1 AND (p.active = 1 OR EXISTS (SELECT 1 FROM event e WHERE e.district_id = ?1 AND e.subject = 'person' AND e.subject_id = p.id AND e.verb = 'deactivate' AND e.at_ms > ?2))
  AND NOT EXISTS (SELECT 1 FROM event e WHERE e.district_id = ?1 AND e.subject = 'person' AND e.subject_id = p.id AND e.verb = 'add' AND e.at_ms > ?2)
-- name: person-skills-at
SELECT p.id, p.skills FROM person p WHERE {PERSON_AT p} ORDER BY p.id
-- name: unit-members-at
SELECT p.unit_id, count(*) FROM person p WHERE {PERSON_AT p} AND p.unit_id IS NOT NULL GROUP BY p.unit_id
-- name: post-now
SELECT person_id, grid_id, kind FROM post WHERE +district_id = ?1 AND from_ms <= ?2 AND (to_ms IS NULL OR to_ms > ?2)
-- name: class-names-up
WITH RECURSIVE up (code, parent_code, name) AS (SELECT code, parent_code, name FROM case_class WHERE district_id = ?1 AND code = ?2 UNION SELECT k.code, k.parent_code, k.name FROM case_class k JOIN up ON k.code = up.parent_code WHERE k.district_id = ?1)
SELECT name FROM up
-- name: case-alike
SELECT c.number, c.class_code, c.title, c.state, c.reported_ms, ST_X(c.geom), ST_Y(c.geom) FROM case_file c
WHERE c.district_id = ?1 AND c.reported_ms BETWEEN ?3 AND ?4 AND c.class_code = ?2 AND c.id <> ?5 AND c.state NOT IN ('rejected', 'merged') AND c.geom IS NOT NULL AND {LIVE c}
-- name: position-list
SELECT q.person_id, p.name, p.kind, q.lon, q.lat, q.at_ms FROM position q JOIN person p ON p.district_id = q.district_id AND p.id = q.person_id
WHERE q.district_id = ?1 AND q.at_ms > ?3 AND p.active = 1
  AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.district_id = ?1 AND d.person_id = q.person_id AND d.kind = 'leave' AND d.from_ms <= ?2 AND d.to_ms > ?2)
  AND (EXISTS (SELECT 1 FROM duty d WHERE d.district_id = ?1 AND d.person_id = q.person_id AND d.kind = 'shift' AND d.from_ms <= ?2 AND d.to_ms > ?2)
       OR NOT EXISTS (SELECT 1 FROM duty d WHERE d.district_id = ?1 AND d.kind = 'shift' AND d.from_ms <= ?2 AND d.to_ms > ?2))
ORDER BY q.person_id
-- name: position-later
SELECT count(*) FROM position WHERE district_id = ?1 AND person_id = ?2 AND at_ms > ?3
-- name: position-put
INSERT INTO position (district_id, person_id, lon, lat, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (district_id, person_id) DO UPDATE SET lon = excluded.lon, lat = excluded.lat, at_ms = excluded.at_ms
-- name: keeper-of-grid-at
SELECT p.name, o.kind FROM post o JOIN person p ON p.district_id = o.district_id AND p.id = o.person_id
WHERE o.district_id = ?1 AND o.grid_id = ?2 AND o.from_ms <= ?3 AND (o.to_ms IS NULL OR o.to_ms > ?3) ORDER BY o.kind, o.person_id
-- name: class-is-below
WITH RECURSIVE up (code, parent_code) AS (SELECT code, parent_code FROM case_class WHERE district_id = ?1 AND code = ?2 UNION SELECT k.code, k.parent_code FROM case_class k JOIN up ON k.code = up.parent_code WHERE k.district_id = ?1)
SELECT count(*) FROM up WHERE code = ?3
-- People from a file.
-- name: person-import
INSERT INTO person (district_id, id, code, name, pinyin, initials, kind, unit_id, skills, active, batch_id, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, 1)
-- name: person-import-update
UPDATE person SET code = coalesce(?3, code), name = ?4, pinyin = ?5, initials = ?6, kind = coalesce(?7, kind), unit_id = coalesce(?8, unit_id), skills = coalesce(?9, skills), version = version + 1
WHERE district_id = ?1 AND id = ?2 AND (coalesce(code, '') <> coalesce(?3, code, '') OR name <> ?4 OR kind <> coalesce(?7, kind) OR coalesce(unit_id, -1) <> coalesce(?8, unit_id, -1) OR skills <> coalesce(?9, skills))
-- name: post-import
INSERT INTO post (district_id, person_id, grid_id, kind, from_ms, to_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (district_id, person_id, grid_id, kind, from_ms) DO NOTHING
