-- Revenue so far by one-minute window and category; of a window's rows the one with the most events is the truth.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_revenue_windows (
    window_start timestamp not null options (description = "Inclusive, UTC"),
    window_end timestamp not null options (description = "Exclusive, UTC"),
    category string not null options (description = "The articles' category"),
    revenue numeric(18, 2) not null options (description = "USD: purchases less returns"),
    purchases int64 not null options (description = "Purchases so far"),
    events int64 not null options (description = "Purchases and returns so far"),
    pane_timing string not null options (description = "ON_TIME, LATE or EARLY"),
    emitted_at timestamp not null options (description = "When the window fired")
)
partition by date(window_start)
cluster by category
options (
    description = "Revenue so far by one-minute window and category; of a window's rows the one with the most events is the truth"
)
