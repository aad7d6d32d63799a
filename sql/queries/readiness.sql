-- name: logReadiness
insert into readiness_log (county, at, station, period, action, by_name, reason, body)
select $1, $2::timestamptz, e.station, e.period, e.action, $3, $4, e.body::jsonb
from unnest($5::text[], $6::text[], $7::text[], $8::text[]) with ordinality as e (station, period, action, body, nth)
order by e.nth;

-- name: listReadinessEdits
select action, body
from readiness_log
where county = $1
  -- What an installation began with holds for all that was before it.
  and ($2::timestamptz is null or at <= greatest($2::timestamptz, (select min(at) from readiness_log where county = $1)))
order by seq;

-- name: newestReadinessEdit
select coalesce(max(seq), 0)::int as seq from readiness_log where county = $1 and ($2::text is null or station = $2);

-- name: newestReadinessEdits
select station, max(seq)::int as seq from readiness_log where county = $1 group by station;

-- name: listReadinessLog
select seq::int as seq, at, station, action, by_name, reason, body
from readiness_log
where county = $1 and ($2::text is null or station = $2)
order by seq desc
limit $3;

-- name: listStationRecords
select station as id, name, municipality, services, st_x(place)::float8 as lon, st_y(place)::float8 as lat, demo_position,
  to_char(valid_from, 'YYYY-MM-DD') as valid_from, to_char(closed_from, 'YYYY-MM-DD') as closed_from
from station
where county = $1
order by station.station;

-- name: saveStationRecords
insert into station (county, station, name, municipality, services, place, demo_position, valid_from, closed_from)
select $1, s.station, s.name, s.municipality, string_to_array(s.services, ','), st_setsrid(st_makepoint(s.lon, s.lat), 4326),
  s.demo_position, s.valid_from::date, s.closed_from::date
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::boolean[], $9::text[], $10::text[])
  as s (station, name, municipality, services, lon, lat, demo_position, valid_from, closed_from)
on conflict (county, station) do update
set name = excluded.name, municipality = excluded.municipality, services = excluded.services, place = excluded.place,
  demo_position = excluded.demo_position, valid_from = excluded.valid_from, closed_from = excluded.closed_from;

-- name: logStations
insert into station_log (county, at, station, by_name, reason, body)
select $1, $2::timestamptz, e.station, $3, $4, e.body::jsonb
from unnest($5::text[], $6::text[]) with ordinality as e (station, body, nth)
order by e.nth;

-- name: listStationLog
select seq::int as seq, at, station, by_name, reason, body
from station_log
where county = $1
order by seq desc
limit $2;

-- name: stationsWithoutLog
select station from station s
where county = $1
  and not exists (select from station_log l where l.county = s.county and l.station = s.station);
