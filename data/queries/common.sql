-- SPDX-License-Identifier: GPL-3.0-or-later
-- Snippets that several statements share. {LIVE} hides the rows of an import that is not published.
-- snippet: LIVE
(batch_id IS NULL OR batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- snippet: LIVE c
(c.batch_id IS NULL OR c.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- snippet: LIVE b
(b.batch_id IS NULL OR b.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- snippet: LIVE f
(f.batch_id IS NULL OR f.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- snippet: LIVE l
(l.batch_id IS NULL OR l.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- snippet: LIVE n
(n.batch_id IS NULL OR n.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- snippet: LIVE v
(v.batch_id IS NULL OR v.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'))
-- {THERE} is what had been imported by the instant ?2; what came with no import came with the database.
-- snippet: THERE
(coalesce(CASE WHEN batch_id IS NULL THEN (SELECT d.created_ms FROM district d WHERE d.district_id = ?1) ELSE (SELECT b.published_ms FROM import_batch b WHERE b.district_id = ?1 AND b.id = batch_id) END, 0) <= ?2)
-- name: counter-take
INSERT INTO counter (district_id, name, next) VALUES (?1, ?2, 1 + ?3)
ON CONFLICT (district_id, name) DO UPDATE SET next = counter.next + ?3
RETURNING next - ?3
-- name: district-read
SELECT district_id, code, name, timezone, metre_crs, format, created_ms FROM district
-- name: district-insert
INSERT INTO district (district_id, code, name, timezone, metre_crs, format, created_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
-- name: district-update
UPDATE district SET code = coalesce(?2, code), name = coalesce(?3, name), timezone = coalesce(?4, timezone), metre_crs = coalesce(?5, metre_crs) WHERE district_id = ?1
-- name: setting-read
SELECT value, from_ms FROM setting WHERE district_id = ?1 AND name = ?2 AND from_ms <= ?3 ORDER BY from_ms DESC LIMIT 1
-- name: setting-insert
INSERT INTO setting (district_id, name, from_ms, value, event_id) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (district_id, name, from_ms) DO UPDATE SET value = excluded.value, event_id = excluded.event_id
