-- name: statusesBeforeAlert
-- Of each alert in the span: what its unit had said last. A reservation for a task says nothing of where the unit is.
select task, unit, before
from (
  select task, body ->> 'unit' as unit, body ->> 'status' as status, at,
    lag(body ->> 'status') over (partition by body ->> 'unit' order by at, seq) as before
  from event
  where county = $1 and kind = 'unit.status' and at >= $2::timestamptz and at < $4::timestamptz
    and body ->> 'status' <> 'reserved'
) told
where status = 'alerted' and before is not null and task is not null and at >= $3::timestamptz
order by at, task, unit;

-- name: positionsAt
-- The nearest position of each unit to each moment, no older and hardly newer than told.
select distinct on (w.nth) w.nth::int as nth, st_x(p.place)::float8 as lon, st_y(p.place)::float8 as lat
from unnest($2::text[], $3::timestamptz[]) with ordinality as w (unit, at, nth)
join unit_position p on p.county = $1 and p.unit = w.unit
  and p.at > w.at - $4::float8 * interval '1 second' and p.at <= w.at + interval '10 seconds'
order by w.nth, abs(extract(epoch from p.at - w.at)), p.id;

-- name: logSpeeds
insert into speed_log (county, at, action, by_name, reason, body)
values ($1, $2::timestamptz, $3, $4, $5, $6::jsonb);

-- name: newestSpeeds
select seq::int as seq, at, action, by_name, reason, body
from speed_log
where county = $1 and ($2::timestamptz is null or at <= $2::timestamptz)
order by seq desc
limit 1;

-- name: listSpeedLog
select seq::int as seq, at, action, by_name, reason, body
from speed_log
where county = $1
order by seq desc
limit $2;
