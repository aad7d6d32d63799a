-- What a figure can be split and explained by: the unit's home, the cell, the parts of its time and what was unusual.
alter table judged
  add column station text,
  add column cell text,
  add column turnout_seconds integer,
  add column drive_seconds integer,
  add column cancelled_seconds integer,
  add column flags smallint not null default 0;

-- Cache: what looks wrong on a task and no manager has answered yet.
alter table task add column open_anomalies text[] not null default '{}';
create index task_open_anomalies on task (county, dated_at) where open_anomalies <> '{}';
create index task_dated on task (county, dated_at);

-- A call sign may change its type, home and owner: each row holds from a day on. No owner: the county itself.
alter table unit
  add column owner text,
  add column valid_from date not null default '1900-01-01',
  add column valid_to date;
alter table unit drop constraint unit_pk;
alter table unit add constraint unit_pk primary key (county, unit, valid_from);
alter table unit add constraint unit_span check (valid_to is null or valid_from < valid_to);

-- What was decided, when and by whom: appended to whenever a decision is adopted, ended or withdrawn.
create table decision_log (
  county text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  decision text not null,
  action text not null,
  by_name text not null,
  body jsonb not null,
  constraint decision_log_pk primary key (county, seq),
  constraint decision_log_action check (action in ('adopted', 'ended', 'withdrawn'))
);
