output "name" {
  description = "The job's name, which its replacement has too."
  value       = google_dataflow_flex_template_job.stream.name
}

output "job_id" {
  description = "The job's id."
  value       = google_dataflow_flex_template_job.stream.job_id
}
