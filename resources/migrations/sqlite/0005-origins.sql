-- What started the run, in Apify's word, such as SCHEDULER; null: not known. Apify's details of a run have told it all along.
alter table scraper_runs add column run_origin text;

update scraper_runs set run_origin = usage_details ->> 'origin'
where cost_read_at is not null and json_valid(usage_details);

-- Sums by Actor, source, status or origin are read from it alone. It is the origin's copy too, as those of migration 3.
create index scraper_runs_groups on scraper_runs (
  user_id, created_at, scraper_id, source, status, run_origin, cost_nano_usd
);
