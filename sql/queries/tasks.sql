-- name: saveTasks
insert into task (county, task, service, dated_at, is_open, folded)
select $1, t.task, t.service, t.dated_at, t.is_open, t.folded::jsonb
from unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[], $6::text[])
  as t (task, service, dated_at, is_open, folded)
on conflict (county, task) do update
set service = excluded.service,
  dated_at = excluded.dated_at,
  is_open = excluded.is_open,
  folded = excluded.folded;

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

-- name: saveJudged
insert into judged
  (county, task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded, unit)
select $1, j.task, j.ordinal, j.service, j.dated_at, j.decision, j.urgency, j.urgency_group, j.zone, j.municipality,
  j.measure, j.seconds, j.excluded, j.unit
from unnest($2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::int[], $13::text[], $14::text[])
  as j (task, ordinal, service, dated_at, decision, urgency, urgency_group, zone, municipality, measure, seconds, excluded, unit);

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
