(rows, {sum, percent}) => {
  const all = sum(rows, 'events');
  const within = sum(rows, 'within_sla');
  return [
    within === all ? 'Every event was judged within the 8 s SLA'
      : within === 0 ? 'No event was judged within the 8 s SLA' : `${percent(within / all, 1)} of events were judged within the 8 s SLA`,
    'Time from Kafka to the verdict; in a replay it contains the wait in Kafka',
  ];
}
