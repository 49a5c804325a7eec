-- SPDX-License-Identifier: GPL-3.0-or-later
-- Import batches: hidden while they load, published in one small transaction, deleted in chunks.
-- name: batch-loading
SELECT id, started_ms FROM import_batch WHERE district_id = ?1 AND state = 'loading'
-- name: batch-insert
INSERT INTO import_batch (district_id, id, kind, file_name, sha256, profile, state, read_n, stored_n, repaired_n, merged_n, updated_n, unchanged_n, refused_n, outside_n, operator_id, started_ms, published_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'loading', 0, 0, 0, 0, 0, 0, 0, 0, ?7, ?8, NULL)
-- name: batch-publish
UPDATE import_batch SET state = 'published', read_n = ?3, stored_n = ?4, repaired_n = ?5, merged_n = ?6, updated_n = ?7, unchanged_n = ?8, refused_n = ?9, outside_n = ?10, published_ms = ?11 WHERE district_id = ?1 AND id = ?2
-- name: batch-undo
UPDATE import_batch SET state = 'undone' WHERE district_id = ?1 AND id = ?2
-- name: batch-list
SELECT id, kind, file_name, sha256, state, read_n, stored_n, repaired_n, merged_n, updated_n, unchanged_n, refused_n, outside_n, operator_id, started_ms, published_ms FROM import_batch WHERE district_id = ?1 ORDER BY id
-- name: batch-by-id
SELECT id, kind, file_name, sha256, state, read_n, stored_n, repaired_n, merged_n, updated_n, unchanged_n, refused_n, outside_n, operator_id, started_ms, published_ms FROM import_batch WHERE district_id = ?1 AND id = ?2
-- name: finding-insert
INSERT INTO import_finding (district_id, batch_id, seq, feature, rule, outcome, text, lon, lat) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
-- name: finding-list
SELECT seq, feature, rule, outcome, text, lon, lat FROM import_finding WHERE district_id = ?1 AND batch_id = ?2 ORDER BY seq
-- name: batch-clear-reporters
DELETE FROM case_reporter WHERE rowid IN (SELECT r.rowid FROM case_reporter r JOIN case_file c ON c.district_id = r.district_id AND c.id = r.case_id WHERE c.district_id = ?1 AND c.batch_id = ?2 LIMIT ?3)
-- name: batch-clear-cases
DELETE FROM case_file WHERE id IN (SELECT id FROM case_file WHERE district_id = ?1 AND batch_id = ?2 LIMIT ?3)
-- name: batch-clear-buildings
DELETE FROM building WHERE id IN (SELECT id FROM building WHERE district_id = ?1 AND batch_id = ?2 LIMIT ?3)
-- name: batch-clear-facilities
DELETE FROM facility WHERE id IN (SELECT id FROM facility WHERE district_id = ?1 AND batch_id = ?2 LIMIT ?3)
-- name: batch-clear-grid-versions
DELETE FROM grid_version WHERE id IN (SELECT id FROM grid_version WHERE district_id = ?1 AND batch_id = ?2 LIMIT ?3)
-- name: batch-clear-grids
DELETE FROM grid WHERE district_id = ?1 AND id IN (SELECT g.id FROM grid g WHERE g.district_id = ?1 AND NOT EXISTS (SELECT 1 FROM grid_version v WHERE v.district_id = g.district_id AND v.grid_id = g.id) AND ?2 = ?2 LIMIT ?3)
-- name: batch-clear-findings
DELETE FROM import_finding WHERE district_id = ?1 AND batch_id = ?2 AND seq IN (SELECT seq FROM import_finding WHERE district_id = ?1 AND batch_id = ?2 LIMIT ?3)
-- name: batch-clear-self
DELETE FROM import_batch WHERE district_id = ?1 AND id = ?2 AND ?3 = ?3
