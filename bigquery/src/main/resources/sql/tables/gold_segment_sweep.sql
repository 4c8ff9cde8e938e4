-- How well each number of segments fits; one row a K.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_segment_sweep (
    k int64 not null options (description = "Number of clusters"),
    inertia float64 not null options (description = "Sum of squared distances to the centres"),
    silhouette float64 not null options (description = "Mean silhouette of a seeded sample"),
    chosen bool not null options (description = "The K that was taken"),
    model_run string not null options (description = "The run that made the sweep")
)
options (
    description = "How well each number of segments fits; one row a K"
)
