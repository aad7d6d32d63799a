-- name: countTasksDated
select count(*)::int as tasks
from task
where county = $1 and service = $2 and dated_at >= $3::timestamptz and dated_at < $4::timestamptz;

-- name: listAdoptions
select decision, adopted_at from decision where county = $1;

-- name: dropNote
delete from note where county = $1 and name = $2;
