-- name: saveCounty
insert into county (county, name, time_zone, attribution)
values ($1, $2::jsonb, $3, $4::jsonb)
on conflict (county) do update set name = excluded.name, time_zone = excluded.time_zone, attribution = excluded.attribution;

-- name: findCounty
select county, name, time_zone, attribution from county where county = $1;

-- name: saveMunicipalities
insert into municipality (county, municipality, name, seat, residents, land_km2, border)
select $1, m.code, m.name::jsonb, st_setsrid(st_makepoint(m.lon, m.lat), 4326), m.residents, m.land_km2,
  st_multi(st_setsrid(st_geomfromgeojson(m.border), 3067))
from unnest($2::text[], $3::text[], $4::float8[], $5::float8[], $6::int[], $7::float8[], $8::text[])
  as m (code, name, lon, lat, residents, land_km2, border)
on conflict (county, municipality) do update
set name = excluded.name, seat = excluded.seat, residents = excluded.residents, land_km2 = excluded.land_km2, border = excluded.border;

-- name: listMunicipalities
select municipality, name, st_x(seat)::float8 as lon, st_y(seat)::float8 as lat, residents::int as residents, land_km2,
  st_asgeojson(border, 3) as border
from municipality
where county = $1
order by municipality;

-- name: saveCells
insert into cell (county, e, n, municipality, residents, residents_estimated)
select $1, c.e, c.n, c.municipality, c.residents, $6::boolean
from unnest($2::int[], $3::int[], $4::text[], $5::float8[]) as c (e, n, municipality, residents)
on conflict (county, e, n) do update
set municipality = excluded.municipality, residents = excluded.residents, residents_estimated = excluded.residents_estimated;

-- name: listCells
select array_agg(e::int order by n, e) as e, array_agg(n::int order by n, e) as n,
  array_agg(municipality order by n, e) as municipality, array_agg(residents::float8 order by n, e) as residents,
  coalesce(bool_or(residents_estimated), false) as estimated
from cell
where county = $1;

-- name: saveZoneSystem
insert into zone_system (county, system, version, name, shape, valid_from, valid_to, demo, source)
values ($1, $2, $3, $4::jsonb, $5, $6::date, $7::date, $8, $9);

-- name: dropZoneSystem
delete from zone_system where county = $1 and system = $2 and version = $3;

-- name: endZoneVersions
update zone_system
set valid_to = $4::date
where county = $1 and system = $2 and version <> $3 and valid_from < $4::date and (valid_to is null or valid_to > $4::date);

-- name: listZoneSystems
select system, version, name, shape, to_char(valid_from, 'YYYY-MM-DD') as valid_from, to_char(valid_to, 'YYYY-MM-DD') as valid_to,
  demo, source
from zone_system
where county = $1
order by system, valid_from, version;

-- name: saveZoneClasses
insert into zone_class (county, system, version, class, ordinal, name)
select $1, $2, $3, c.class, c.ordinal, c.name::jsonb
from unnest($4::text[], $5::int[], $6::text[]) as c (class, ordinal, name);

-- name: listZoneClasses
select system, version, class, ordinal::int as ordinal, name
from zone_class
where county = $1
order by system, version, ordinal;

-- name: saveZoneCells
insert into zone_cell (county, system, version, e, n, class)
select $1, $2, $3, c.e, c.n, c.class
from unnest($4::int[], $5::int[], $6::text[]) as c (e, n, class);

-- name: listZoneCells
select class, array_agg(e::int order by n, e) as e, array_agg(n::int order by n, e) as n
from zone_cell
where county = $1 and system = $2 and version = $3
group by class
order by class;

-- name: saveZonePolygons
insert into zone_polygon (county, system, version, zone, class, border)
select $1, $2, $3, p.zone, p.class, st_multi(st_setsrid(st_geomfromgeojson(p.border), 3067))
from unnest($4::text[], $5::text[], $6::text[]) as p (zone, class, border);

-- name: listZonePolygons
select zone, class, st_asgeojson(border, 3) as border
from zone_polygon
where county = $1 and system = $2 and version = $3
order by zone;

-- name: saveStations
insert into station (county, station, name, municipality, services, place, demo_position)
select $1, s.station, s.name, s.municipality, string_to_array(s.services, ','), st_setsrid(st_makepoint(s.lon, s.lat), 4326), s.demo_position
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::boolean[])
  as s (station, name, municipality, services, lon, lat, demo_position)
on conflict (county, station) do update
set name = excluded.name, municipality = excluded.municipality, services = excluded.services, place = excluded.place,
  demo_position = excluded.demo_position;

-- name: saveUnits
insert into unit (county, unit, type, service, station, demo, owner, valid_from, valid_to)
select $1, u.unit, u.type, u.service, u.station, u.demo, u.owner, coalesce(u.valid_from::date, '1900-01-01'), u.valid_to::date
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[])
  as u (unit, type, service, station, demo, owner, valid_from, valid_to)
on conflict (county, unit, valid_from) do update
set type = excluded.type, service = excluded.service, station = excluded.station, demo = excluded.demo,
  owner = excluded.owner, valid_to = excluded.valid_to;

-- name: listUnits
select unit, type, service, station, demo, owner,
  case when valid_from > '1900-01-01' then to_char(valid_from, 'YYYY-MM-DD') end as valid_from,
  to_char(valid_to, 'YYYY-MM-DD') as valid_to
from unit
where county = $1
order by unit, unit.valid_from;

-- name: saveHospitals
insert into hospital (county, hospital, name, place)
select $1, h.hospital, h.name, st_setsrid(st_makepoint(h.lon, h.lat), 4326)
from unnest($2::text[], $3::text[], $4::float8[], $5::float8[]) as h (hospital, name, lon, lat)
on conflict (county, hospital) do update set name = excluded.name, place = excluded.place;

-- name: listHospitals
select hospital, name, st_x(place)::float8 as lon, st_y(place)::float8 as lat
from hospital
where county = $1
order by hospital;

-- name: saveDecision
insert into decision (county, decision, service, valid_from, valid_to, adopted_at, body)
values ($1, $2, $3, $4::date, $5::date, $6::timestamptz, $7::jsonb)
on conflict (county, decision) do update
set service = excluded.service, valid_from = excluded.valid_from, valid_to = excluded.valid_to, adopted_at = excluded.adopted_at,
  body = excluded.body;

-- name: dropDecision
delete from decision where county = $1 and decision = $2;

-- name: logDecision
insert into decision_log (county, at, decision, action, by_name, body)
values ($1, $2::timestamptz, $3, $4, $5, $6::jsonb);

-- name: logUnloggedDecisions
insert into decision_log (county, at, decision, action, by_name, body)
select county, adopted_at, decision, 'adopted', 'vaste', body
from decision d
where county = $1 and decision = any ($2::text[])
  and not exists (select from decision_log l where l.county = d.county and l.decision = d.decision)
order by decision;

-- name: listDecisionLog
select decision, action, at, by_name, body
from decision_log
where county = $1
order by seq desc
limit $2;

-- name: listDecisions
select body from decision where county = $1 order by service, valid_from;

-- name: findNote
select value from note where county = $1 and name = $2;

-- name: saveNote
insert into note (county, name, value)
values ($1, $2, $3::jsonb)
on conflict (county, name) do update set value = excluded.value;
