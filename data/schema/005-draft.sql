-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a draft has to know of a grid besides its outline: which version it was drawn on (another one in force by now is a
-- conflict), and of a new one its kind. A draft says why.
ALTER TABLE draft_grid ADD COLUMN kind TEXT NOT NULL DEFAULT 'ordinary' CHECK (kind IN ('ordinary','special'));
ALTER TABLE draft_grid ADD COLUMN base_version_id BIGINT;
ALTER TABLE draft ADD COLUMN note TEXT;
ALTER TABLE draft ADD COLUMN approved_ms BIGINT;
UPDATE district SET format = 5;
