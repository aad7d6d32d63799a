-- The flight recorder: what was known at a moment is what had been received by then. Keyframes make it quick to find;
-- each is a cache of the log, made from the one before it.
create table keyframe (
  county text not null,
  at timestamptz not null,
  known jsonb not null,
  -- Last known places of units: forgotten with the positions themselves.
  places jsonb,
  constraint keyframe_pk primary key (county, at)
);

-- A source was heard by what is not kept, such as a repeat: without this its freshness then could not be told.
create table source_heard (
  county text not null,
  source text not null,
  received_at timestamptz not null,
  at timestamptz not null,
  constraint source_heard_pk primary key (county, source, received_at)
);
create index source_heard_received on source_heard (county, received_at);

create index event_received on event (county, received_at);

-- When an alarm came to belong to its flood.
alter table alarm add column flooded_at timestamptz;
update alarm set flooded_at = raised_at where flood is not null;

-- Who looked at which span of the recording, and when. One sitting at one span is one row.
create table recording_access (
  county text not null,
  seq bigint generated always as identity,
  by_name text not null,
  begun_at timestamptz not null,
  last_at timestamptz not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  task text,
  constraint recording_access_pk primary key (county, seq),
  constraint recording_access_span check (from_at <= to_at and begun_at <= last_at)
);
create index recording_access_by on recording_access (county, by_name, last_at);
