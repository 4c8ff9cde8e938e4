# The bucket that keeps the state. Make it once, by hand:
#   gcloud storage buckets create gs://example-retail-state --location=US \
#       --uniform-bucket-level-access --public-access-prevention
#   gcloud storage buckets update gs://example-retail-state --versioning
bucket = "example-retail-state"
prefix = "retail-lakehouse/prod"
