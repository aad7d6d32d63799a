-- name: saveTasks
-- One statement, because each costs more than its rows. A row that says nothing new is not written: most messages move
-- a task, but few its verdict.
with fresh as (
  select task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
    unit, station, cell, turnout_seconds, drive_seconds, cancelled_seconds, flags
  from unnest($8::text[], $9::int[], $10::text[], $11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::text[],
      $16::text[], $17::text[], $18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::int[], $24::int[],
      $25::int[], $26::int[])
    as f (task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
      unit, station, cell, turnout_seconds, drive_seconds, cancelled_seconds, flags)
), saved as (
  insert into task (county, task, service, dated_at, is_open, folded, open_anomalies)
  select $1, t.task, t.service, t.dated_at, t.is_open, t.folded::jsonb, string_to_array(t.open_anomalies, ',')
  from unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[], $6::text[], $7::text[])
    as t (task, service, dated_at, is_open, folded, open_anomalies)
  on conflict (county, task) do update
  set service = excluded.service,
    dated_at = excluded.dated_at,
    is_open = excluded.is_open,
    folded = excluded.folded,
    open_anomalies = excluded.open_anomalies
), gone as (
  delete from judged
  where county = $1 and task = any ($2::text[]) and (task, ordinal) not in (select task, ordinal from fresh)
)
insert into judged as j
  (county, task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
    unit, station, cell, turnout_seconds, drive_seconds, cancelled_seconds, flags)
select $1, task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
  unit, station, cell, turnout_seconds, drive_seconds, cancelled_seconds, flags
from fresh
on conflict (county, task, ordinal) do update
set service = excluded.service,
  dated_at = excluded.dated_at,
  decision = excluded.decision,
  urgency = excluded.urgency,
  urgency_group = excluded.urgency_group,
  zone = excluded.zone,
  municipality = excluded.municipality,
  measure = excluded.measure,
  seconds = excluded.seconds,
  excluded = excluded.excluded,
  unit = excluded.unit,
  station = excluded.station,
  cell = excluded.cell,
  turnout_seconds = excluded.turnout_seconds,
  drive_seconds = excluded.drive_seconds,
  cancelled_seconds = excluded.cancelled_seconds,
  flags = excluded.flags
where (j.service, j.dated_at, j.decision, j.urgency, j.urgency_group, j.zone, j.municipality, j.measure, j.seconds,
    j.excluded, j.unit, j.station, j.cell, j.turnout_seconds, j.drive_seconds, j.cancelled_seconds, j.flags)
  is distinct from (excluded.service, excluded.dated_at, excluded.decision, excluded.urgency, excluded.urgency_group,
    excluded.zone, excluded.municipality, excluded.measure, excluded.seconds, excluded.excluded, excluded.unit,
    excluded.station, excluded.cell, excluded.turnout_seconds, excluded.drive_seconds, excluded.cancelled_seconds,
    excluded.flags);

-- name: openTasks
select folded
from task
where county = $1 and is_open
order by task;

-- name: tasksById
select task, folded
from task
where county = $1 and task = any ($2::text[])
order by task;

-- name: dropJudged
delete from judged where county = $1 and task = any ($2::text[]);

-- name: judgedPage
select task, ordinal::int as ordinal, service, extract(epoch from dated_at)::float8 * 1000 as dated_at, decision, urgency,
  urgency_group, zone, municipality, measure, seconds::int as seconds, excluded, unit, station, cell,
  turnout_seconds::int as turnout_seconds, drive_seconds::int as drive_seconds,
  cancelled_seconds::int as cancelled_seconds, flags::int as flags
from judged
where county = $1 and (task, ordinal) > ($2, $3::smallint)
order by task, ordinal
limit $4;

-- name: tasksNotInLog
select task
from (select task from task where county = $1 union select task from judged where county = $1) cached
where not exists (select from event e where e.county = $1 and e.task = cached.task)
order by task;

-- name: dropTasks
delete from task where county = $1 and task = any ($2::text[]);

-- name: countTasks
select count(*)::int as tasks, count(*) filter (where service is null)::int as without_service
from task
where county = $1;

-- name: judgedOfTasks
select task, ordinal::int as ordinal, service, extract(epoch from dated_at)::float8 * 1000 as dated_at, decision, urgency,
  urgency_group, zone, municipality, measure, seconds::int as seconds, excluded, unit, station, cell,
  turnout_seconds::int as turnout_seconds, drive_seconds::int as drive_seconds,
  cancelled_seconds::int as cancelled_seconds, flags::int as flags
from judged
where county = $1 and task = any ($2::text[])
order by task, ordinal;

-- name: foldedPage
select task, folded, dated_at
from task
where county = $1 and dated_at >= $2::timestamptz and dated_at < $3::timestamptz and (dated_at, task) > ($4::timestamptz, $5)
order by dated_at, task
limit $6;

-- name: anomalousTasks
select folded, count(*) over ()::int as total
from task
where county = $1 and open_anomalies <> '{}' and ($2::text is null or $2 = any (open_anomalies))
  and ($3::text is null or service = $3)
  and ($4::timestamptz is null or dated_at >= $4) and ($5::timestamptz is null or dated_at < $5)
  and ($6::text is null or exists (
    select from jsonb_array_elements(folded -> 'anomalies') a
    where a ->> 'source' = $6 and a ->> 'kind' = any (open_anomalies) and ($2::text is null or a ->> 'kind' = $2)))
order by dated_at desc, task
limit $7;

-- name: reviewedTasks
-- By the log's own key: what is reviewed is told under one name.
select folded, count(*) over ()::int as total
from task
where county = $1 and task in (select task from event where county = $1 and source = $2)
  and ($3::text is null or service = $3)
  and ($4::timestamptz is null or dated_at >= $4) and ($5::timestamptz is null or dated_at < $5)
order by dated_at desc, task
limit $6;

-- name: countAnomalies
select service, kind, count(*)::int as tasks
from task, unnest(open_anomalies) as kind
where county = $1 and open_anomalies <> '{}'
  and ($2::text is null or service = $2)
  and ($3::timestamptz is null or dated_at >= $3) and ($4::timestamptz is null or dated_at < $4)
group by service, kind
order by service, kind;

-- name: countTold
-- Of the tasks dated in a span: how many each source told of, and on how many of them something of its own looks wrong.
with dated as (
  select task, folded
  from task
  where county = $1 and dated_at >= $2::timestamptz and dated_at < $3::timestamptz and ($4::text is null or service = $4)
), told as (
  select e.source, count(distinct e.task)::int as tasks
  from dated d
  join event e on e.county = $1 and e.task = d.task
  where e.kind <> 'task.reviewed'
  group by e.source
), wrong as (
  select a ->> 'source' as source, count(distinct d.task)::int as tasks
  from dated d, jsonb_array_elements(d.folded -> 'anomalies') a
  where a ->> 'kind' <> 'urgency-changed'
  group by 1
)
select source, t.tasks as told, coalesce(w.tasks, 0)::int as anomalous
from told t
left join wrong w using (source)
order by source;

-- name: tasksDated
select task
from task
where county = $1 and service = $2 and dated_at >= $3::timestamptz and dated_at < $4::timestamptz and task > $5
order by task
limit $6;
