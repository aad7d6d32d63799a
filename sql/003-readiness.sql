-- A station is open from a day on and until another; without them always.
alter table station
  add column valid_from date,
  add column closed_from date;
alter table station add constraint station_span check (valid_from is null or closed_from is null or valid_from < closed_from);

-- What was said of a station, when and by whom; the table station holds the newest word of each.
create table station_log (
  county text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  station text not null,
  by_name text not null,
  reason text not null,
  body jsonb not null,
  constraint station_log_pk primary key (county, seq)
);

-- Every edit of a readiness period; the current set is the fold of it, in order of seq.
create table readiness_log (
  county text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  station text not null,
  period text not null,
  action text not null,
  by_name text not null,
  reason text not null,
  body jsonb not null,
  constraint readiness_log_pk primary key (county, seq),
  constraint readiness_log_action check (action in ('set', 'removed'))
);
