resource "google_dataflow_flex_template_job" "stream" {
  provider = google-beta

  project                 = var.project_id
  region                  = var.region
  name                    = "retail-${var.environment}-stream"
  container_spec_gcs_path = var.stream.template_path

  # Parameters of deploy/dataflow/metadata.json, which are the options of StreamPipeline.
  parameters = merge(
    {
      bootstrapServers = var.stream.bootstrap_servers
      topic            = var.stream.topic
      lakehouse        = var.stream.lakehouse
      bigQueryDataset  = "${var.project_id}.${var.dataset_id}"
    },
    var.stream.options
  )

  service_account_email   = var.service_account
  temp_location           = "gs://${var.bucket}/dataflow/temp"
  staging_location        = "gs://${var.bucket}/dataflow/staging"
  subnetwork              = var.stream.subnetwork
  ip_configuration        = "WORKER_IP_PRIVATE"
  machine_type            = var.stream.machine_type
  num_workers             = 1
  max_workers             = var.stream.max_workers
  enable_streaming_engine = true

  # What is in flight is written before the job ends; the tables tell the next one where to go on.
  on_delete = "drain"
}
