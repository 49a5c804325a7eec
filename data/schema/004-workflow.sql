-- SPDX-License-Identifier: GPL-3.0-or-later
-- The whole workflow: reporters of a merged case are copied to its master and struck out when it is taken out again, a
-- pre-check is asked of a person, a public notice ends, and every writer looks for cases whose suspension has ended.
ALTER TABLE case_reporter ADD COLUMN from_case_id BIGINT;
ALTER TABLE case_reporter ADD COLUMN from_event BIGINT;
ALTER TABLE case_reporter ADD COLUMN struck_event BIGINT;
ALTER TABLE case_ask ADD COLUMN to_person_id BIGINT;
ALTER TABLE case_call ADD COLUMN until_ms BIGINT;
CREATE INDEX case_suspended ON case_file (district_id, suspended_until_ms) WHERE is_open = 1 AND suspended_until_ms IS NOT NULL;
UPDATE district SET format = 4;
