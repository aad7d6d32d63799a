-- The event log is the truth; everything below it is reference data or a cache that `vaste rebuild` can make again.
-- Every row belongs to a county and keys start with it, so that a national installation can partition by it.
create extension if not exists postgis;

create table county (
  county text not null,
  name jsonb not null,
  time_zone text not null,
  attribution jsonb not null default '[]',
  constraint county_pk primary key (county)
);

-- Freshness of each source: heartbeats and messages alike move last_received_at.
create table source (
  county text not null,
  source text not null,
  demo boolean not null default false,
  last_at timestamptz,
  last_received_at timestamptz not null,
  constraint source_pk primary key (county, source)
);

create table event (
  county text not null,
  seq bigint generated always as identity,
  source text not null,
  id text not null,
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  task text,
  -- Of the message as received, so that a repeat with other content is told from a true repeat.
  digest text not null,
  body jsonb not null,
  constraint event_pk primary key (county, seq),
  constraint event_source_id_unique unique (county, source, id)
);
create index event_task on event (county, task) where task is not null;
create index event_with_place on event (county, at) where body ? 'place';

-- What was refused and why; never the message itself, which may hold what must not be stored.
create table refusal (
  county text not null,
  seq bigint generated always as identity,
  received_at timestamptz not null,
  source text,
  id text,
  code text not null,
  message text not null,
  constraint refusal_pk primary key (county, seq)
);

-- Positions and heartbeats are streams of their own: kept for a set number of days, never part of a figure.
create table unit_position (
  county text not null,
  source text not null,
  id text not null,
  unit text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  place geometry(point, 4326) not null,
  constraint unit_position_pk primary key (county, source, id)
);
create index unit_position_received on unit_position (county, received_at);

create table heartbeat (
  county text not null,
  source text not null,
  id text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  constraint heartbeat_pk primary key (county, source, id)
);
create index heartbeat_received on heartbeat (county, received_at);

-- Cache: the fold of a task's events.
create table task (
  county text not null,
  task text not null,
  service text,
  dated_at timestamptz not null,
  is_open boolean not null,
  folded jsonb not null,
  constraint task_pk primary key (county, task)
);
create index task_open on task (county) where is_open;

-- Cache: the verdict, one row for each measure that the decision sets for the task. Figures are counted from here.
create table judged (
  county text not null,
  task text not null,
  ordinal smallint not null,
  service text not null,
  dated_at timestamptz not null,
  decision text,
  urgency text,
  urgency_group text not null,
  zone text,
  municipality text,
  measure text,
  seconds integer,
  excluded text,
  unit text,
  constraint judged_pk primary key (county, task, ordinal),
  constraint judged_seconds_or_reason check ((seconds is null) <> (excluded is null))
);
create index judged_dated on judged (county, service, dated_at);

-- Caches: the newest word of each unit and station, by the source's time and then by key.
create table unit_state (
  county text not null,
  unit text not null,
  status text not null,
  task text,
  at timestamptz not null,
  received_at timestamptz not null,
  key text collate "C" not null,
  constraint unit_state_pk primary key (county, unit)
);

create table unit_place (
  county text not null,
  unit text not null,
  place geometry(point, 4326) not null,
  at timestamptz not null,
  received_at timestamptz not null,
  key text collate "C" not null,
  constraint unit_place_pk primary key (county, unit)
);

create table station_state (
  county text not null,
  station text not null,
  crew integer not null,
  turnout_seconds integer,
  at timestamptz not null,
  received_at timestamptz not null,
  key text collate "C" not null,
  constraint station_state_pk primary key (county, station)
);

-- Reference data.
create table municipality (
  county text not null,
  municipality text not null,
  name jsonb not null,
  seat geometry(point, 4326) not null,
  residents integer not null,
  land_km2 double precision not null,
  border geometry(multipolygon, 3067) not null,
  constraint municipality_pk primary key (county, municipality)
);

create table cell (
  county text not null,
  e smallint not null,
  n smallint not null,
  municipality text not null,
  residents real not null,
  residents_estimated boolean not null,
  constraint cell_pk primary key (county, e, n)
);

create table zone_system (
  county text not null,
  system text not null,
  version text not null,
  name jsonb not null,
  shape text not null,
  valid_from date not null,
  valid_to date,
  demo boolean not null,
  source text not null,
  constraint zone_system_pk primary key (county, system, version),
  constraint zone_system_shape check (shape in ('cells', 'polygons')),
  constraint zone_system_span check (valid_to is null or valid_from < valid_to)
);

create table zone_class (
  county text not null,
  system text not null,
  version text not null,
  class text not null,
  ordinal smallint not null,
  name jsonb not null,
  constraint zone_class_pk primary key (county, system, version, class),
  constraint zone_class_system_fk foreign key (county, system, version) references zone_system on delete cascade
);

create table zone_cell (
  county text not null,
  system text not null,
  version text not null,
  e smallint not null,
  n smallint not null,
  class text not null,
  constraint zone_cell_pk primary key (county, system, version, e, n),
  constraint zone_cell_class_fk foreign key (county, system, version, class) references zone_class on delete cascade
);

create table zone_polygon (
  county text not null,
  system text not null,
  version text not null,
  zone text not null,
  class text not null,
  border geometry(multipolygon, 3067) not null,
  constraint zone_polygon_pk primary key (county, system, version, zone),
  constraint zone_polygon_class_fk foreign key (county, system, version, class) references zone_class on delete cascade
);

create table station (
  county text not null,
  station text not null,
  name text not null,
  municipality text,
  services text[] not null,
  place geometry(point, 4326) not null,
  demo_position boolean not null,
  constraint station_pk primary key (county, station)
);

create table unit (
  county text not null,
  unit text not null,
  type text not null,
  service text not null,
  station text,
  demo boolean not null,
  constraint unit_pk primary key (county, unit)
);

create table hospital (
  county text not null,
  hospital text not null,
  name text not null,
  place geometry(point, 4326) not null,
  constraint hospital_pk primary key (county, hospital)
);

create table decision (
  county text not null,
  decision text not null,
  service text not null,
  valid_from date not null,
  valid_to date,
  adopted_at timestamptz not null,
  body jsonb not null,
  constraint decision_pk primary key (county, decision),
  constraint decision_span check (valid_to is null or valid_from < valid_to)
);

-- Compiled months: numbered, never overwritten. A new one is written only when the figures differ.
create table revision (
  county text not null,
  service text not null,
  month text not null,
  revision integer not null,
  compiled_at timestamptz not null,
  cut_off_seq bigint not null,
  digest text not null,
  figures jsonb not null,
  constraint revision_pk primary key (county, service, month, revision)
);

-- Small facts about the installation itself, such as how far the demo history has been written.
create table note (
  county text not null,
  name text not null,
  value jsonb not null,
  constraint note_pk primary key (county, name)
);
