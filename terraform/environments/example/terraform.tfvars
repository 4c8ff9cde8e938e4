project_id  = "example-retail"
environment = "prod"
region      = "us-central1"
location    = "US"

engineers = ["group:data-engineering@example.com"]
analysts  = ["group:analysts@example.com"]

regional_analysts = {
  germany = {
    members   = ["group:analysts-de@example.com"]
    countries = ["DE"]
  }
}

alert_emails = ["on-call@example.com"]

# The job, once its template is in the bucket:
# stream = {
#   template_path     = "gs://example-retail-prod-lakehouse/dataflow/templates/stream.json"
#   bootstrap_servers = "broker-1:9092,broker-2:9092"
#   lakehouse         = "/mnt/lakehouse"
#   subnetwork        = "regions/us-central1/subnetworks/dataflow"
# }
