-- name: lockCounty
select pg_advisory_xact_lock(hashtextextended('vaste county ' || $1, 0)) is null as locked;

-- name: appendEvents
insert into event (county, source, id, kind, at, received_at, task, digest, body)
select $1, e.source, e.id, e.kind, e.at, $2::timestamptz, e.task, e.digest, e.body::jsonb
from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[])
  as e (source, id, kind, at, task, digest, body)
on conflict (county, source, id) do nothing
returning source, id, seq::float8 as seq;

-- name: digestsOf
select e.source, e.id, e.digest
from event e
join unnest($2::text[], $3::text[]) as k (source, id)
  on e.source = k.source and e.id = k.id
where e.county = $1;

-- name: eventsOfTasks
select source, id, kind, extract(epoch from at)::float8 * 1000 as at, task, body
from event
where county = $1 and task = any ($2::text[])
order by seq;

-- name: toldOfTask
select source, id, kind, extract(epoch from at)::float8 * 1000 as at,
  extract(epoch from received_at)::float8 * 1000 as received_at, task, body
from event
where county = $1 and task = $2
order by seq;

-- name: tasksInLog
select distinct task
from event
where county = $1 and task is not null and task > $2
order by task
limit $3;

-- name: logEnd
select coalesce(max(seq), 0)::float8 as seq, max(received_at) as received_at
from event
where county = $1;

-- name: appendPositions
insert into unit_position (county, source, id, unit, at, received_at, place)
select $1, p.source, p.id, p.unit, p.at, $2::timestamptz, st_setsrid(st_makepoint(p.lon, p.lat), 4326)
from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::float8[], $8::float8[])
  as p (source, id, unit, at, lon, lat)
on conflict (county, source, id) do nothing
returning source, id;

-- name: appendHeartbeats
insert into heartbeat (county, source, id, at, received_at)
select $1, h.source, h.id, h.at, $2::timestamptz
from unnest($3::text[], $4::text[], $5::timestamptz[]) as h (source, id, at)
on conflict (county, source, id) do nothing
returning source, id;

-- name: appendRefusals
insert into refusal (county, received_at, source, id, code, message)
select $1, $2::timestamptz, r.source, r.id, r.code, r.message
from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as r (source, id, code, message);

-- name: noteSources
insert into source as s (county, source, demo, last_at, last_received_at)
select $1, n.source, n.demo, n.at, $2::timestamptz
from unnest($3::text[], $4::boolean[], $5::timestamptz[]) as n (source, demo, at)
on conflict (county, source) do update
set last_at = greatest(s.last_at, excluded.last_at),
  last_received_at = greatest(s.last_received_at, excluded.last_received_at)
returning source, demo, extract(epoch from last_at)::float8 * 1000 as last_at,
  extract(epoch from last_received_at)::float8 * 1000 as last_received_at;

-- name: listSources
select source, demo, extract(epoch from last_at)::float8 * 1000 as last_at,
  extract(epoch from last_received_at)::float8 * 1000 as last_received_at
from source
where county = $1
order by source;

-- name: placesToForget
select seq::float8 as seq, task, body
from event
where county = $1 and at < $2::timestamptz and body ? 'place'
order by seq
limit $3;

-- name: replaceBodies
update event
set body = b.body::jsonb
from unnest($2::float8[], $3::text[]) as b (seq, body)
where event.county = $1 and event.seq = b.seq::bigint;

-- name: forgetPositions
delete from unit_position where county = $1 and received_at < $2::timestamptz;

-- name: forgetHeartbeats
delete from heartbeat where county = $1 and received_at < $2::timestamptz;

-- name: forgetRefusals
delete from refusal where county = $1 and received_at < $2::timestamptz;
