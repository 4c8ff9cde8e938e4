-- How well each number of segments fits; one row a K.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_segment_sweep (
    k int64 not null options (description = "Number of segments"),
    inertia float64 not null options (description = "Sum of squared distances from the centres"),
    silhouette float64 options (description = "Mean silhouette of a sample of 2,000 customers, -1 to 1"),
    chosen bool not null options (description = "Whether this K was taken"),
    model_run string not null options (description = "The tracked run that fitted it")
)
options (
    description = "How well each number of segments fits; one row a K"
)
