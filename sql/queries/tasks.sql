-- name: saveTasks
-- One statement, because each costs more than its rows. A row that says nothing new is not written: most messages move
-- a task, but few its verdict.
with fresh as (
  select task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
    unit
  from unnest($7::text[], $8::int[], $9::text[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::text[],
      $15::text[], $16::text[], $17::int[], $18::text[], $19::text[])
    as f (task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
      unit)
), saved as (
  insert into task (county, task, service, dated_at, is_open, folded)
  select $1, t.task, t.service, t.dated_at, t.is_open, t.folded::jsonb
  from unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[], $6::text[])
    as t (task, service, dated_at, is_open, folded)
  on conflict (county, task) do update
  set service = excluded.service,
    dated_at = excluded.dated_at,
    is_open = excluded.is_open,
    folded = excluded.folded
), gone as (
  delete from judged
  where county = $1 and task = any ($2::text[]) and (task, ordinal) not in (select task, ordinal from fresh)
)
insert into judged as j
  (county, task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded, unit)
select $1, task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded,
  unit
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
  unit = excluded.unit
where (j.service, j.dated_at, j.decision, j.urgency, j.urgency_group, j.zone, j.municipality, j.measure, j.seconds,
    j.excluded, j.unit)
  is distinct from (excluded.service, excluded.dated_at, excluded.decision, excluded.urgency, excluded.urgency_group,
    excluded.zone, excluded.municipality, excluded.measure, excluded.seconds, excluded.excluded, excluded.unit);

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
  urgency_group, zone, municipality, measure, seconds::int as seconds, excluded, unit
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
  urgency_group, zone, municipality, measure, seconds::int as seconds, excluded, unit
from judged
where county = $1 and task = any ($2::text[])
order by task, ordinal;
