output "alerts" {
  description = "The alerts' names."
  value = sort(concat(
    [for policy in google_monitoring_alert_policy.lag : policy.display_name],
    [for policy in google_monitoring_alert_policy.failed : policy.display_name],
    [for policy in google_monitoring_alert_policy.stale : policy.display_name],
  ))
}
