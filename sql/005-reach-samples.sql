-- How many residents were out of reach, every ten minutes: what is usual at an hour is told from them.
create table reach_sample (
  county text not null,
  service text not null,
  measure text not null,
  at timestamptz not null,
  decision text not null,
  roads text not null,
  local_hour smallint not null,
  weekend boolean not null,
  outside_residents integer not null,
  constraint reach_sample_pk primary key (county, service, measure, at),
  constraint reach_sample_hour check (local_hour between 0 and 23),
  constraint reach_sample_outside check (outside_residents >= 0)
);
