-- name: newestRevision
select revision::int as revision, compiled_at, digest
from revision
where county = $1 and service = $2 and month = $3
order by revision desc
limit 1;

-- name: listRevisions
select revision::int as revision, compiled_at, digest
from revision
where county = $1 and service = $2 and month = $3
order by revision;

-- name: compiledMonths
select distinct service, month from revision where county = $1 order by month, service;

-- name: saveRevision
insert into revision (county, service, month, revision, compiled_at, cut_off_seq, digest, figures)
values ($1, $2, $3, $4, $5::timestamptz, $6::bigint, $7, $8::jsonb);
