-- SPDX-License-Identifier: GPL-3.0-or-later
-- 001-house: every table of the first released format. Immutable: a change is a new numbered file.
-- One text for SpatiaLite and PostGIS: {ID} {KEY} {BLOB} {JSON} {VID} {CID} are replaced by the driver. Times are
-- milliseconds UTC, ids come from `counter` inside the writing transaction, flags are SMALLINT.
-- Beside the design: case_file.given_due_ms (an imported due date outlives the moves that follow), clock_kind and clock_ms
-- (which clock the present due_ms belongs to and when it started, so that a list of cases needs no join), the parts of
-- import_batch.stored_n, and case_closed (all cases of every grid from an index: 0.1 s of a million, not 1.1 s).
CREATE TABLE district (
  district_id BIGINT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  timezone TEXT NOT NULL,
  metre_crs TEXT NOT NULL,
  format BIGINT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE TABLE counter (
  district_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY (district_id, name)
);
CREATE TABLE event_head (
  district_id BIGINT NOT NULL PRIMARY KEY,
  last_id BIGINT NOT NULL,
  last_at_ms BIGINT NOT NULL,
  last_hash {BLOB} NOT NULL
);
CREATE TABLE event (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  for_person_id BIGINT,
  desk TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  verb TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT,
  run SMALLINT,
  reason TEXT,
  fields {JSON} NOT NULL,
  undoes_id BIGINT,
  batch_id BIGINT,
  idem_key TEXT NOT NULL,
  hash {BLOB} NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, idem_key)
);
CREATE INDEX event_subject ON event (district_id, subject, subject_id, id);
CREATE INDEX event_time ON event (district_id, at_ms);
CREATE TABLE setting (
  district_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  value {JSON} NOT NULL,
  event_id BIGINT NOT NULL,
  PRIMARY KEY (district_id, name, from_ms)
);
CREATE TABLE calendar_day (
  district_id BIGINT NOT NULL,
  day TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('work','rest')),
  spans TEXT NOT NULL,
  name TEXT,
  PRIMARY KEY (district_id, day, from_ms)
);
CREATE TABLE import_batch (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  profile {JSON} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading','published','undone')),
  read_n BIGINT NOT NULL,
  stored_n BIGINT NOT NULL,
  repaired_n BIGINT NOT NULL,
  merged_n BIGINT NOT NULL,
  updated_n BIGINT NOT NULL,
  unchanged_n BIGINT NOT NULL,
  refused_n BIGINT NOT NULL,
  outside_n BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  started_ms BIGINT NOT NULL,
  published_ms BIGINT,
  PRIMARY KEY (district_id, id)
);
CREATE TABLE import_finding (
  district_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  feature BIGINT,
  rule TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('kept','repaired','merged','refused','ignored')),
  text TEXT NOT NULL,
  lon DOUBLE PRECISION,
  lat DOUBLE PRECISION,
  PRIMARY KEY (district_id, batch_id, seq)
);
-- places
CREATE TABLE level (
  district_id BIGINT NOT NULL,
  depth SMALLINT NOT NULL,
  name TEXT NOT NULL,
  outline TEXT NOT NULL CHECK (outline IN ('given','derived')),
  PRIMARY KEY (district_id, depth)
);
CREATE TABLE grid (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  code TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  retired_ms BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, code)
);
CREATE TABLE grid_version (
  {ID},
  district_id BIGINT NOT NULL,
  grid_id BIGINT NOT NULL,
  parent_id BIGINT,
  depth SMALLINT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('ordinary','special')),
  households BIGINT,
  people BIGINT,
  area_m2 DOUBLE PRECISION NOT NULL,
  label_lon DOUBLE PRECISION NOT NULL,
  label_lat DOUBLE PRECISION NOT NULL,
  valid_from_ms BIGINT NOT NULL,
  valid_to_ms BIGINT,
  draft_id BIGINT,
  batch_id BIGINT,
  {KEY},
  FOREIGN KEY (district_id, grid_id) REFERENCES grid (district_id, id)
);
CREATE UNIQUE INDEX grid_version_in_force ON grid_version (district_id, grid_id) WHERE valid_to_ms IS NULL;
CREATE INDEX grid_version_parent ON grid_version (district_id, parent_id) WHERE valid_to_ms IS NULL;
CREATE TABLE grid_lineage (
  district_id BIGINT NOT NULL,
  from_grid_id BIGINT NOT NULL,
  to_grid_id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('split','merge','handover','recode')),
  at_ms BIGINT NOT NULL,
  draft_id BIGINT,
  PRIMARY KEY (district_id, from_grid_id, to_grid_id, at_ms)
);
CREATE TABLE building (
  {ID},
  district_id BIGINT NOT NULL,
  code TEXT,
  name TEXT,
  address TEXT,
  floors BIGINT,
  households BIGINT,
  people BIGINT,
  mark TEXT,
  grid_id BIGINT,
  batch_id BIGINT,
  version BIGINT NOT NULL,
  {KEY}
);
CREATE INDEX building_grid ON building (district_id, grid_id);
CREATE TABLE facility (
  {ID},
  district_id BIGINT NOT NULL,
  class_code TEXT NOT NULL,
  code TEXT,
  name TEXT,
  owner_unit_id BIGINT,
  grid_id BIGINT,
  batch_id BIGINT,
  version BIGINT NOT NULL,
  {KEY}
);
CREATE INDEX facility_grid ON facility (district_id, grid_id, class_code);
CREATE TABLE base_line (
  {ID},
  district_id BIGINT NOT NULL,
  layer TEXT NOT NULL,
  kind TEXT,
  name TEXT,
  batch_id BIGINT,
  {KEY}
);
CREATE TABLE base_area (
  {ID},
  district_id BIGINT NOT NULL,
  layer TEXT NOT NULL,
  kind TEXT,
  name TEXT,
  batch_id BIGINT,
  {KEY}
);
CREATE TABLE draft (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open','submitted','approved','announced','applied','withdrawn')),
  author_id BIGINT NOT NULL,
  approver_id BIGINT,
  base_event_id BIGINT NOT NULL,
  effective_ms BIGINT,
  impact {JSON},
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id),
  CHECK (approver_id IS NULL OR approver_id <> author_id)
);
CREATE TABLE draft_grid (
  {ID},
  district_id BIGINT NOT NULL,
  draft_id BIGINT NOT NULL,
  grid_id BIGINT,
  op TEXT NOT NULL CHECK (op IN ('change','new','retire')),
  parent_id BIGINT,
  depth SMALLINT NOT NULL,
  code TEXT,
  name TEXT,
  {KEY}
);
CREATE TABLE draft_step (
  district_id BIGINT NOT NULL,
  draft_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  op TEXT NOT NULL,
  before_wkb {BLOB},
  after_wkb {BLOB},
  PRIMARY KEY (district_id, draft_id, seq)
);
-- people and rights
CREATE TABLE unit (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  parent_id BIGINT,
  kind TEXT NOT NULL CHECK (kind IN ('centre','subcentre','platform','department','police','company','volunteers')),
  name TEXT NOT NULL,
  grid_id BIGINT,
  phone TEXT,
  active SMALLINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE TABLE person (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit_id BIGINT,
  skills {JSON} NOT NULL,
  active SMALLINT NOT NULL,
  batch_id BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id)
);
CREATE TABLE person_private (
  district_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  phone TEXT,
  note TEXT,
  PRIMARY KEY (district_id, person_id),
  FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE TABLE post (
  district_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  grid_id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('A','B','chief','supervisor','assistant','police')),
  from_ms BIGINT NOT NULL,
  to_ms BIGINT,
  PRIMARY KEY (district_id, person_id, grid_id, kind, from_ms),
  FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX post_grid ON post (district_id, grid_id, kind) WHERE to_ms IS NULL;
CREATE TABLE duty (
  district_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('shift','leave')),
  PRIMARY KEY (district_id, person_id, from_ms)
);
CREATE TABLE operator (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  person_id BIGINT,
  active SMALLINT NOT NULL,
  secret {BLOB},
  version BIGINT NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, login)
);
CREATE TABLE operator_role (
  district_id BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('intake','dispatcher','checker','callback','duty','gis','leader','auditor','admin')),
  scope_grid_id BIGINT,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT,
  PRIMARY KEY (district_id, operator_id, role, from_ms),
  FOREIGN KEY (district_id, operator_id) REFERENCES operator (district_id, id)
);
-- cases ("case" is a reserved word: the table is case_file)
CREATE TABLE case_class (
  district_id BIGINT NOT NULL,
  code TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  parent_code TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('event','part','matter','foreign')),
  name TEXT NOT NULL,
  route TEXT NOT NULL,
  limit_n DOUBLE PRECISION,
  limit_unit TEXT CHECK (limit_unit IN ('urgent_hour','work_hour','work_day','calendar_day')),
  unit_id BIGINT,
  need_photo SMALLINT NOT NULL,
  PRIMARY KEY (district_id, code, from_ms)
);
CREATE TABLE case_file (
  {ID},
  district_id BIGINT NOT NULL,
  number TEXT NOT NULL,
  channel TEXT NOT NULL,
  class_code TEXT,
  class_text TEXT,
  route TEXT NOT NULL CHECK (route IN ('general','coordination','emergency','approval')),
  title TEXT NOT NULL,
  body TEXT,
  address TEXT,
  state TEXT NOT NULL CHECK (state IN ('reported','filed','assigned','handling','handled','closed','rejected','merged')),
  is_open SMALLINT NOT NULL,
  suspended_until_ms BIGINT,
  grid_id BIGINT,
  filed_grid_version_id BIGINT,
  building_id BIGINT,
  facility_id BIGINT,
  person_id BIGINT,
  unit_id BIGINT,
  tracker_id BIGINT,
  master_id BIGINT,
  run SMALLINT NOT NULL,
  on_spot SMALLINT NOT NULL,
  bounces SMALLINT NOT NULL,
  reworks SMALLINT NOT NULL,
  extensions SMALLINT NOT NULL,
  signs SMALLINT NOT NULL,
  needs_duty SMALLINT NOT NULL,
  flags {JSON} NOT NULL,
  reported_ms BIGINT NOT NULL,
  filed_ms BIGINT,
  first_assigned_ms BIGINT,
  due_ms BIGINT,
  warn_ms BIGINT,
  done_ms BIGINT,
  closed_ms BIGINT,
  foreign_state TEXT,
  given_due_ms BIGINT,
  clock_kind TEXT CHECK (clock_kind IN ('intake','precheck','dispatch','handling','check','given')),
  clock_ms BIGINT,
  batch_id BIGINT,
  version BIGINT NOT NULL,
  UNIQUE (district_id, number),
  {KEY},
  CHECK ((is_open = 1) = (state IN ('reported','filed','assigned','handling','handled')))
);
CREATE INDEX case_open ON case_file (district_id, grid_id, suspended_until_ms, due_ms, batch_id) WHERE is_open = 1;
CREATE INDEX case_closed ON case_file (district_id, grid_id, batch_id) WHERE is_open = 0;
CREATE INDEX case_state ON case_file (district_id, state, reported_ms);
CREATE INDEX case_person ON case_file (district_id, person_id) WHERE is_open = 1;
CREATE INDEX case_reported ON case_file (district_id, reported_ms);
CREATE INDEX case_master ON case_file (district_id, master_id) WHERE master_id IS NOT NULL;
CREATE TABLE case_reporter (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  seq SMALLINT NOT NULL,
  at_ms BIGINT NOT NULL,
  channel TEXT NOT NULL,
  anonymous SMALLINT NOT NULL,
  name TEXT,
  phone TEXT,
  words TEXT,
  PRIMARY KEY (district_id, case_id, seq),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE case_hand (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  seq SMALLINT NOT NULL,
  run SMALLINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('main','co','tracker')),
  person_id BIGINT,
  unit_id BIGINT,
  from_event BIGINT NOT NULL,
  to_event BIGINT,
  PRIMARY KEY (district_id, case_id, seq),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE case_clock (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  run SMALLINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('intake','precheck','dispatch','handling','check')),
  seq SMALLINT NOT NULL,
  limit_n DOUBLE PRECISION NOT NULL,
  limit_unit TEXT NOT NULL,
  started_ms BIGINT NOT NULL,
  stopped_ms BIGINT,
  used_ms BIGINT,
  PRIMARY KEY (district_id, case_id, run, kind, seq),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE case_pause (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  run SMALLINT NOT NULL,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT,
  why TEXT NOT NULL CHECK (why IN ('check','suspended','merged')),
  event_id BIGINT NOT NULL,
  PRIMARY KEY (district_id, case_id, run, from_ms),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE case_ask (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  seq SMALLINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('precheck','extension','supervision','instruction')),
  asked_event BIGINT NOT NULL,
  asked_ms BIGINT NOT NULL,
  asked_by BIGINT NOT NULL,
  to_operator_id BIGINT,
  text TEXT NOT NULL,
  reply_by_ms BIGINT,
  answered_ms BIGINT,
  answered_by BIGINT,
  granted SMALLINT,
  answer TEXT,
  settled_ms BIGINT,
  PRIMARY KEY (district_id, case_id, seq),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE case_sign (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  run SMALLINT NOT NULL,
  stage SMALLINT NOT NULL CHECK (stage BETWEEN 1 AND 4),
  seq SMALLINT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('signed','returned','refused')),
  operator_id BIGINT NOT NULL,
  for_person_id BIGINT,
  at_ms BIGINT NOT NULL,
  opinion TEXT,
  PRIMARY KEY (district_id, case_id, run, stage, seq),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE case_call (
  district_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  seq SMALLINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('feedback','callback','notice')),
  reporter_seq SMALLINT,
  level TEXT,
  at_ms BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  reached SMALLINT,
  solved SMALLINT,
  satisfied SMALLINT,
  text TEXT,
  PRIMARY KEY (district_id, case_id, seq),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE attachment (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, case_id) REFERENCES case_file (district_id, id)
);
CREATE TABLE saved_view (
  district_id BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  body {JSON} NOT NULL,
  PRIMARY KEY (district_id, operator_id, kind, name)
);
CREATE TABLE briefing_issue (
  district_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  as_of_ms BIGINT NOT NULL,
  made_ms BIGINT NOT NULL,
  operator_id BIGINT NOT NULL,
  last_event_id BIGINT NOT NULL,
  figures {JSON} NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
);
-- Geometry columns, SRID 4490. Driver lines: GEOMETRY table type [required] [index]; VIEWGEOMETRY view table.
-- facility and case_file carry no spatial index: every question about points goes to the packed index in memory.
GEOMETRY grid_version MULTIPOLYGON required index
GEOMETRY building MULTIPOLYGON required index
GEOMETRY base_area MULTIPOLYGON required index
GEOMETRY base_line MULTILINESTRING required index
GEOMETRY draft_grid MULTIPOLYGON required index
GEOMETRY facility POINT required
GEOMETRY case_file POINT

CREATE VIEW grid_in_force AS
SELECT {VID}v.district_id, v.grid_id, v.parent_id, v.depth, v.code, v.name, v.kind, v.area_m2, v.valid_from_ms, v.geom
FROM grid_version v
WHERE v.valid_to_ms IS NULL AND (v.batch_id IS NULL OR v.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published'));
CREATE VIEW case_live AS
SELECT {CID}c.district_id, c.number, c.class_code, c.title, c.state, c.is_open, c.grid_id, c.reported_ms, c.due_ms, c.closed_ms, c.geom
FROM case_file c
WHERE c.batch_id IS NULL OR c.batch_id NOT IN (SELECT id FROM import_batch WHERE state <> 'published');
VIEWGEOMETRY grid_in_force grid_version
VIEWGEOMETRY case_live case_file
