-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where somebody was seen last. Only the last place is kept: who was where all day is nobody's business.
CREATE TABLE position (
  district_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (district_id, person_id)
);
