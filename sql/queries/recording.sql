-- name: saveKeyframe
insert into keyframe (county, at, known, places)
values ($1, $2::timestamptz, $3::jsonb, $4::jsonb)
on conflict (county, at) do nothing;

-- name: nearestKeyframe
select at, known, places
from keyframe
where county = $1 and at <= $2::timestamptz
order by at desc
limit 1;

-- name: firstKeyframe
select min(at) as at
from keyframe
where county = $1;

-- name: forgetKeyframePlaces
update keyframe
set places = null
where county = $1 and at < $2::timestamptz and places is not null;

-- name: firstReceived
select min(received_at) as at
from (
  select min(received_at) as received_at
  from event
  where county = $1 and received_at > $2::timestamptz
  union all
  select min(received_at)
  from unit_position
  where county = $1 and received_at > $2::timestamptz
  union all
  select min(received_at)
  from heartbeat
  where county = $1 and received_at > $2::timestamptz
) first;

-- name: nthReceived
select received_at as at
from event
where county = $1 and received_at > $2::timestamptz
order by received_at, seq
offset $3
limit 1;

-- name: nextRegisterChange
select min(at) as at
from (
  select min(at) as at from readiness_log where county = $1 and at > $2::timestamptz
  union all
  select min(at) from station_log where county = $1 and at > $2::timestamptz
  union all
  select min(at) from decision_log where county = $1 and at > $2::timestamptz
  union all
  select min(at) from speed_log where county = $1 and at > $2::timestamptz
) changed;

-- name: noteHeard
insert into source_heard as h (county, source, received_at, at)
select $1, n.source, $2::timestamptz, n.at
from unnest($3::text[], $4::timestamptz[]) as n (source, at)
on conflict (county, source, received_at) do update
set at = greatest(h.at, excluded.at);

-- name: forgetHeard
delete from source_heard where county = $1 and received_at < $2::timestamptz;

-- name: tasksReceived
select distinct task
from event
where county = $1 and received_at > $2::timestamptz and received_at <= $3::timestamptz and task is not null;

-- name: tasksSettled
select task, is_open, exists (
  select 1
  from event e
  where e.county = t.county and e.task = t.task and e.received_at > $3::timestamptz
) as told_later
from task t
where county = $1 and task = any ($2::text[]);

-- name: eventsReceivedBy
select source, id, kind, extract(epoch from at)::float8 * 1000 as at,
  extract(epoch from received_at)::float8 * 1000 as received_at, task, body
from event
where county = $1 and task = any ($2::text[]) and received_at <= $3::timestamptz
order by seq;

-- name: statusesReceived
select distinct on (case when $4::boolean then received_at end, body ->> 'unit') body ->> 'unit' as unit, body ->> 'status' as status, task,
  extract(epoch from at)::float8 * 1000 as at, extract(epoch from received_at)::float8 * 1000 as received_at,
  (source || chr(1) || id) as key
from event
where county = $1 and kind = 'unit.status' and received_at > $2::timestamptz and received_at <= $3::timestamptz
order by case when $4::boolean then received_at end, body ->> 'unit', event.at desc, (source || chr(1) || id) collate "C" desc;

-- name: readinessReceived
select distinct on (case when $4::boolean then received_at end, body ->> 'station') body ->> 'station' as station, (body ->> 'crew')::int as crew,
  (body ->> 'turnoutSeconds')::int as turnout_seconds,
  extract(epoch from at)::float8 * 1000 as at, extract(epoch from received_at)::float8 * 1000 as received_at,
  (source || chr(1) || id) as key
from event
where county = $1 and kind = 'station.readiness' and received_at > $2::timestamptz and received_at <= $3::timestamptz
order by case when $4::boolean then received_at end, body ->> 'station', event.at desc, (source || chr(1) || id) collate "C" desc;

-- name: positionsReceived
select distinct on (case when $4::boolean then received_at end, unit) unit, st_x(place)::float8 as lon, st_y(place)::float8 as lat,
  extract(epoch from at)::float8 * 1000 as at, extract(epoch from received_at)::float8 * 1000 as received_at,
  (source || chr(1) || id) as key
from unit_position
where county = $1 and received_at > $2::timestamptz and received_at <= $3::timestamptz
order by case when $4::boolean then received_at end, unit, unit_position.at desc, (source || chr(1) || id) collate "C" desc;

-- name: sourcesReceived
select source, extract(epoch from max(at))::float8 * 1000 as at,
  extract(epoch from max(received_at))::float8 * 1000 as received_at
from (
  select source, at, received_at
  from event
  where county = $1 and received_at > $2::timestamptz and received_at <= $3::timestamptz
  union all
  select source, at, received_at
  from unit_position
  where county = $1 and received_at > $2::timestamptz and received_at <= $3::timestamptz
  union all
  select source, at, received_at
  from heartbeat
  where county = $1 and received_at > $2::timestamptz and received_at <= $3::timestamptz
  union all
  select source, at, received_at
  from source_heard
  where county = $1 and received_at > $2::timestamptz and received_at <= $3::timestamptz
) told
where source <> $5
group by source, case when $4::boolean then received_at end
order by source, max(received_at);

-- name: taskEventsReceived
select source, id, kind, extract(epoch from at)::float8 * 1000 as at,
  extract(epoch from received_at)::float8 * 1000 as received_at, task, body
from event
where county = $1 and task is not null and received_at > $2::timestamptz and received_at <= $3::timestamptz
order by seq;

-- name: alarmsBetween
select a.alarm as id, a.kind, a.subject, a.priority, a.about, a.since, a.raised_at, a.cleared_at, a.flood, a.flooded_at,
  k.by_name as acknowledged_by, k.at as acknowledged_at
from alarm a
left join lateral (
  select by_name, at
  from alarm_action
  where county = a.county and alarm = a.alarm and action = 'acknowledged'
  order by seq
  limit 1
) k on true
where a.county = $1 and a.raised_at <= $3::timestamptz and (a.cleared_at is null or a.cleared_at > $2::timestamptz)
order by a.raised_at, a.alarm;

-- name: shelvingsBetween
select kind, subject, action, by_name, at, until
from alarm_action
where county = $1 and at > $2::timestamptz and at <= $3::timestamptz and action in ('shelved', 'unshelved')
order by seq;

-- name: extendAccess
update recording_access
set last_at = greatest(last_at, $4::timestamptz), from_at = least(from_at, $5::timestamptz),
  to_at = greatest(to_at, $6::timestamptz)
where county = $1 and seq = (
  select seq
  from recording_access
  where county = $1 and by_name = $2 and task is not distinct from $3
  order by seq desc
  limit 1
) and last_at >= $4::timestamptz - interval '10 minutes'
  and from_at <= $6::timestamptz + interval '10 minutes' and to_at >= $5::timestamptz - interval '10 minutes'
returning seq::float8 as seq;

-- name: beginAccess
insert into recording_access (county, by_name, task, begun_at, last_at, from_at, to_at)
values ($1, $2, $3, $4::timestamptz, $4::timestamptz, $5::timestamptz, $6::timestamptz);

-- name: listAccesses
select by_name, task, begun_at, last_at, from_at, to_at
from recording_access
where county = $1
order by seq desc
limit $2;

-- name: forgetAccesses
delete from recording_access
where county = $1 and last_at < $2::timestamptz
returning seq::float8 as seq;
