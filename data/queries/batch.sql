-- SPDX-License-Identifier: GPL-3.0-or-later
-- Import batches: hidden while they load, published in one small transaction, deleted by windows of ids.
-- States: loading (published_ms NULL) -> published (published_ms set) -> undone (published_ms set until its rows are gone).
-- A loading batch that is given up becomes undone with published_ms 0 and goes altogether.
-- snippet: BATCH
b.id, b.kind, b.file_name, b.sha256, b.state, b.read_n, b.stored_n, b.repaired_n, b.merged_n, b.updated_n, b.unchanged_n, b.refused_n, b.outside_n, b.operator_id, b.started_ms, o.name, (SELECT coalesce(max(e.id), 0) FROM event e WHERE e.district_id = b.district_id AND e.subject = 'batch' AND e.subject_id = b.id), (SELECT min(e.at_ms) FROM event e WHERE e.district_id = b.district_id AND e.subject = 'batch' AND e.subject_id = b.id), (SELECT min(e.at_ms) FROM event e WHERE e.district_id = b.district_id AND e.subject = 'batch' AND e.subject_id = b.id AND e.verb = 'undo')
-- snippet: BATCH_FROM
import_batch b LEFT JOIN operator o ON o.district_id = b.district_id AND o.id = b.operator_id
-- name: batch-list
SELECT {BATCH} FROM {BATCH_FROM} WHERE b.district_id = ?1 ORDER BY b.id
-- name: batch-by-id
SELECT {BATCH} FROM {BATCH_FROM} WHERE b.district_id = ?1 AND b.id = ?2
-- name: batch-profile
SELECT profile FROM import_batch WHERE district_id = ?1 AND id = ?2
-- name: batch-profile-of-file
SELECT profile FROM import_batch WHERE district_id = ?1 AND sha256 = ?2 AND kind = ?3 AND sha256 <> '' ORDER BY id DESC LIMIT 1
-- name: batch-insert
INSERT INTO import_batch (district_id, id, kind, file_name, sha256, profile, state, read_n, stored_n, repaired_n, merged_n, updated_n, unchanged_n, refused_n, outside_n, operator_id, started_ms, published_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'loading', 0, 0, 0, 0, 0, 0, 0, 0, ?7, ?8, NULL)
-- name: batch-touch
UPDATE import_batch SET stored_n = ?3 WHERE district_id = ?1 AND id = ?2 AND state = 'loading'
-- name: batch-publish
UPDATE import_batch SET state = 'published', read_n = ?3, stored_n = ?4, repaired_n = ?5, merged_n = ?6, updated_n = ?7, unchanged_n = ?8, refused_n = ?9, outside_n = ?10, published_ms = ?11 WHERE district_id = ?1 AND id = ?2 AND state <> 'undone'
-- name: batch-undo
UPDATE import_batch SET state = 'undone' WHERE district_id = ?1 AND id = ?2 AND state = 'published'
-- name: batch-give-up
UPDATE import_batch SET state = 'undone', published_ms = 0 WHERE district_id = ?1 AND id = ?2 AND state = 'loading'
-- name: batch-cleared
UPDATE import_batch SET published_ms = NULL WHERE district_id = ?1 AND id = ?2 AND state = 'undone'
-- name: batch-leftovers
SELECT id, kind, state, profile, coalesce(published_ms, 0) FROM import_batch WHERE district_id = ?1 AND (state = 'loading' OR (state = 'undone' AND published_ms IS NOT NULL)) ORDER BY id
-- name: finding-insert
INSERT INTO import_finding (district_id, batch_id, seq, feature, rule, outcome, text, lon, lat) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
-- name: finding-list
SELECT seq, feature, rule, outcome, text, lon, lat FROM import_finding WHERE district_id = ?1 AND batch_id = ?2 ORDER BY seq
-- name: batch-range-grids
SELECT min(id), max(id) FROM grid_version WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-range-buildings
SELECT min(id), max(id) FROM building WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-range-cases
SELECT min(id), max(id) FROM case_file WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-range-facilities
SELECT min(id), max(id) FROM facility WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-range-persons
SELECT min(id), max(id) FROM person WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-range-base-lines
SELECT min(id), max(id) FROM base_line WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-range-base-areas
SELECT min(id), max(id) FROM base_area WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-clear-base-lines
DELETE FROM base_line WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4
-- name: batch-clear-base-areas
DELETE FROM base_area WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4
-- name: batch-clear-reporters
DELETE FROM case_reporter WHERE district_id = ?1 AND case_id >= ?3 AND case_id < ?4 AND case_id IN (SELECT id FROM case_file WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4)
-- name: batch-clear-hands
DELETE FROM case_hand WHERE district_id = ?1 AND case_id >= ?3 AND case_id < ?4 AND case_id IN (SELECT id FROM case_file WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4)
-- name: batch-clear-clocks
DELETE FROM case_clock WHERE district_id = ?1 AND case_id >= ?3 AND case_id < ?4 AND case_id IN (SELECT id FROM case_file WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4)
-- name: batch-clear-cases
DELETE FROM case_file WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4
-- name: batch-clear-buildings
DELETE FROM building WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4
-- name: batch-clear-facilities
DELETE FROM facility WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4
-- name: batch-clear-grid-versions
DELETE FROM grid_version WHERE district_id = ?1 AND batch_id = ?2 AND id >= ?3 AND id < ?4
-- name: batch-clear-grids
DELETE FROM grid WHERE district_id = ?1 AND NOT EXISTS (SELECT 1 FROM grid_version v WHERE v.district_id = grid.district_id AND v.grid_id = grid.id) AND ?2 + ?3 + ?4 > 0
-- name: batch-clear-levels
DELETE FROM level WHERE district_id = ?1 AND NOT EXISTS (SELECT 1 FROM grid_version v WHERE v.district_id = level.district_id AND v.depth = level.depth) AND EXISTS (SELECT 1 FROM import_batch b WHERE b.district_id = ?1 AND b.id = ?2 AND b.kind = 'grids')
-- name: batch-clear-classes
DELETE FROM case_class WHERE district_id = ?1 AND kind = 'foreign' AND EXISTS (SELECT 1 FROM import_batch b WHERE b.district_id = ?1 AND b.id = ?2 AND b.kind = 'cases') AND code NOT IN (SELECT c.class_code FROM case_file c WHERE c.district_id = ?1 AND c.class_code IS NOT NULL)
-- name: batch-clear-findings
DELETE FROM import_finding WHERE district_id = ?1 AND batch_id = ?2
-- name: batch-clear-self
DELETE FROM import_batch WHERE district_id = ?1 AND id = ?2 AND state <> 'published'
