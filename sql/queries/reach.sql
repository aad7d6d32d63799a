-- name: saveReachSample
insert into reach_sample (county, service, measure, at, decision, roads, local_hour, weekend, outside_residents)
values ($1, $2, $3, $4::timestamptz, $5, $6, $7, $8, $9)
on conflict (county, service, measure, at) do nothing;

-- name: reachSamples
select outside_residents as outside
from reach_sample
where county = $1 and service = $2 and measure = $3 and at >= $4::timestamptz and at < $5::timestamptz
  and decision = $6 and roads = $7 and local_hour = $8 and weekend = $9
order by outside_residents;

-- name: forgetReachSamples
delete from reach_sample where county = $1 and service = $2 and measure = $3 and at < $4::timestamptz;
