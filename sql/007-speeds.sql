-- Which speeds expected drives are computed by: appended to whenever fitted ones are adopted or taken back.
-- The newest row is in force; without one, or after a withdrawal, the assumed speeds are.
create table speed_log (
  county text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  action text not null,
  by_name text not null,
  reason text not null,
  body jsonb not null,
  constraint speed_log_pk primary key (county, seq),
  constraint speed_log_action check (action in ('adopted', 'withdrawn'))
);
