-- name: saveUnitStates
insert into unit_state as u (county, unit, status, task, at, received_at, key)
select $1, s.unit, s.status, s.task, s.at, $2::timestamptz, s.key
from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[]) as s (unit, status, task, at, key)
on conflict (county, unit) do update
set status = excluded.status,
  task = excluded.task,
  at = excluded.at,
  received_at = excluded.received_at,
  key = excluded.key
where (excluded.at, excluded.key) > (u.at, u.key)
returning unit;

-- name: saveUnitPlaces
insert into unit_place as u (county, unit, place, at, received_at, key)
select $1, p.unit, st_setsrid(st_makepoint(p.lon, p.lat), 4326), p.at, $2::timestamptz, p.key
from unnest($3::text[], $4::float8[], $5::float8[], $6::timestamptz[], $7::text[]) as p (unit, lon, lat, at, key)
on conflict (county, unit) do update
set place = excluded.place,
  at = excluded.at,
  received_at = excluded.received_at,
  key = excluded.key
where (excluded.at, excluded.key) > (u.at, u.key)
returning unit;

-- name: saveStationStates
insert into station_state as s (county, station, crew, turnout_seconds, at, received_at, key)
select $1, r.station, r.crew, r.turnout_seconds, r.at, $2::timestamptz, r.key
from unnest($3::text[], $4::int[], $5::int[], $6::timestamptz[], $7::text[])
  as r (station, crew, turnout_seconds, at, key)
on conflict (county, station) do update
set crew = excluded.crew,
  turnout_seconds = excluded.turnout_seconds,
  at = excluded.at,
  received_at = excluded.received_at,
  key = excluded.key
where (excluded.at, excluded.key) > (s.at, s.key)
returning station;

-- name: unitsNotAsLogged
with logged as (
  select distinct on (body ->> 'unit') body ->> 'unit' as unit, body ->> 'status' as status, task, at, received_at,
    (source || chr(1) || id) collate "C" as key
  from event
  where county = $1 and kind = 'unit.status'
  order by body ->> 'unit', at desc, (source || chr(1) || id) collate "C" desc
)
select coalesce(l.unit, s.unit) as unit
from logged l
full join (select unit, status, task, at, received_at, key from unit_state where county = $1) s
  on l.unit = s.unit
where (l.status, l.task, l.at, l.received_at, l.key) is distinct from (s.status, s.task, s.at, s.received_at, s.key)
order by 1;

-- name: dropUnitStates
delete from unit_state where county = $1 and unit = any ($2::text[]);

-- name: relogUnitStates
insert into unit_state (county, unit, status, task, at, received_at, key)
select distinct on (body ->> 'unit') $1, body ->> 'unit', body ->> 'status', task, at, received_at, source || chr(1) || id
from event
where county = $1 and kind = 'unit.status' and body ->> 'unit' = any ($2::text[])
order by body ->> 'unit', at desc, (source || chr(1) || id) collate "C" desc;

-- name: stationsNotAsLogged
with logged as (
  select distinct on (body ->> 'station') body ->> 'station' as station, (body ->> 'crew')::int as crew,
    (body ->> 'turnoutSeconds')::int as turnout_seconds, at, received_at, (source || chr(1) || id) collate "C" as key
  from event
  where county = $1 and kind = 'station.readiness'
  order by body ->> 'station', at desc, (source || chr(1) || id) collate "C" desc
)
select coalesce(l.station, s.station) as station
from logged l
full join (select station, crew, turnout_seconds, at, received_at, key from station_state where county = $1) s
  on l.station = s.station
where (l.crew, l.turnout_seconds, l.at, l.received_at, l.key)
  is distinct from (s.crew, s.turnout_seconds, s.at, s.received_at, s.key)
order by 1;

-- name: dropStationStates
delete from station_state where county = $1 and station = any ($2::text[]);

-- name: relogStationStates
insert into station_state (county, station, crew, turnout_seconds, at, received_at, key)
select distinct on (body ->> 'station') $1, body ->> 'station', (body ->> 'crew')::int, (body ->> 'turnoutSeconds')::int,
  at, received_at, source || chr(1) || id
from event
where county = $1 and kind = 'station.readiness' and body ->> 'station' = any ($2::text[])
order by body ->> 'station', at desc, (source || chr(1) || id) collate "C" desc;

-- name: unitsOnBoard
select unit, r.type, r.station, coalesce(r.demo, false) as demo, s.status, s.task, split_part(s.key, chr(1), 1) as source,
  extract(epoch from s.at)::float8 * 1000 as status_at,
  extract(epoch from s.received_at)::float8 * 1000 as status_received_at,
  st_x(p.place)::float8 as lon, st_y(p.place)::float8 as lat,
  extract(epoch from p.at)::float8 * 1000 as place_at,
  extract(epoch from p.received_at)::float8 * 1000 as place_received_at
from (
  select unit, type, station, demo
  from unit
  where county = $1 and ($2::text[] is null or unit = any ($2::text[]))
) r
full join (
  select unit, status, task, at, received_at, key
  from unit_state
  where county = $1 and ($2::text[] is null or unit = any ($2::text[]))
) s using (unit)
full join (
  select unit, place, at, received_at
  from unit_place
  where county = $1 and ($2::text[] is null or unit = any ($2::text[]))
) p using (unit)
order by unit;

-- name: stationsOnBoard
select station, r.name, r.services, r.demo_position,
  st_x(r.place)::float8 as lon, st_y(r.place)::float8 as lat,
  split_part(s.key, chr(1), 1) as source, s.crew::int as crew, s.turnout_seconds::int as turnout_seconds,
  extract(epoch from s.at)::float8 * 1000 as readiness_at,
  extract(epoch from s.received_at)::float8 * 1000 as readiness_received_at
from station r
left join station_state s using (county, station)
where county = $1 and ($2::text[] is null or station = any ($2::text[]))
order by station;
