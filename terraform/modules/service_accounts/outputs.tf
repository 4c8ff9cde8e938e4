output "emails" {
  description = "Each program's account, by stream, publish, dbt and dashboard."
  value       = local.emails
  depends_on  = [google_service_account.program]
}

output "members" {
  description = "The same, as a policy names them."
  value       = { for program, email in local.emails : program => "serviceAccount:${email}" }
  depends_on  = [google_service_account.program]
}
