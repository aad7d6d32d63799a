-- name: saveAlarms
insert into alarm as k (county, alarm, kind, subject, priority, about, since, raised_at, cleared_at, flood, flooded_at)
select $1, a.alarm, a.kind, a.subject, a.priority, a.about::jsonb, a.since::timestamptz, a.raised_at::timestamptz,
  a.cleared_at::timestamptz, a.flood, a.flooded_at::timestamptz
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
    $11::text[])
  as a (alarm, kind, subject, priority, about, since, raised_at, cleared_at, flood, flooded_at)
on conflict (county, alarm) do update
set cleared_at = excluded.cleared_at, flood = excluded.flood, flooded_at = coalesce(k.flooded_at, excluded.flooded_at);

-- name: listAlarms
select a.alarm as id, a.kind, a.subject, a.priority, a.about, a.since, a.raised_at, a.cleared_at, a.flood,
  k.by_name as acknowledged_by, k.at as acknowledged_at
from alarm a
left join lateral (
  select by_name, at
  from alarm_action
  where county = a.county and alarm = a.alarm and action = 'acknowledged'
  order by seq
  limit 1
) k on true
where a.county = $1 and (a.cleared_at is null or a.cleared_at >= $2::timestamptz)
order by a.raised_at, a.alarm;

-- name: logAlarmActions
insert into alarm_action (county, at, alarm, kind, subject, action, by_name, until)
select $1, $2::timestamptz, a.alarm, a.kind, a.subject, $3, $4, $5::timestamptz
from unnest($6::text[], $7::text[], $8::text[]) with ordinality as a (alarm, kind, subject, nth)
order by a.nth;

-- name: listShelves
select kind, subject, by_name, at, until
from (
  select distinct on (kind, subject) kind, subject, action, by_name, at, until
  from alarm_action
  where county = $1 and at >= $2::timestamptz and action in ('shelved', 'unshelved')
  order by kind, subject, seq desc
) newest
where action = 'shelved' and until > $3::timestamptz;
