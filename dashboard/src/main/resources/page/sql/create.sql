create table sales (
    day date,
    hour integer,
    category varchar,
    country varchar,
    events bigint,
    page_views bigint,
    purchases bigint,
    returns bigint,
    late bigint,
    too_late bigint,
    revenue decimal(38, 2),
    gross_revenue decimal(38, 2)
);
create table buyers (
    day date,
    category varchar,
    country varchar,
    customer ubigint
);
create table latencies (
    latency_ms bigint,
    events bigint
);
create table windows (
    window_start timestamptz,
    category varchar,
    revenue decimal(18, 2),
    purchases bigint,
    events bigint,
    pane_timing varchar,
    emitted_at timestamptz
);
