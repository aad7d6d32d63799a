-- Alarms as they were raised and cleared: what the board shows as open survives a restart, the rest is history.
create table alarm (
  county text not null,
  alarm text not null,
  kind text not null,
  subject text not null,
  priority text not null,
  about jsonb not null,
  since timestamptz not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  flood text,
  constraint alarm_pk primary key (county, alarm),
  constraint alarm_span check (cleared_at is null or raised_at <= cleared_at)
);
create index alarm_open on alarm (county) where cleared_at is null;
create index alarm_raised on alarm (county, raised_at);

-- What was said of an alarm, when and by whom: appended to, never changed.
create table alarm_action (
  county text not null,
  seq bigint generated always as identity,
  at timestamptz not null,
  alarm text not null,
  kind text not null,
  subject text not null,
  action text not null,
  by_name text not null,
  until timestamptz,
  constraint alarm_action_pk primary key (county, seq),
  constraint alarm_action_action check (action in ('acknowledged', 'shelved', 'unshelved')),
  constraint alarm_action_until check ((action = 'shelved') = (until is not null))
);
create index alarm_action_at on alarm_action (county, at);
create index alarm_action_alarm on alarm_action (county, alarm);
