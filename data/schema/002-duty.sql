-- SPDX-License-Identifier: GPL-3.0-or-later
-- A leave may begin with the shift that it is taken from: the kind belongs to the key.
CREATE TABLE duty_of_kind (
  district_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('shift','leave')),
  PRIMARY KEY (district_id, person_id, kind, from_ms)
);
INSERT INTO duty_of_kind (district_id, person_id, from_ms, to_ms, kind) SELECT district_id, person_id, from_ms, to_ms, kind FROM duty;
DROP TABLE duty;
ALTER TABLE duty_of_kind RENAME TO duty;
