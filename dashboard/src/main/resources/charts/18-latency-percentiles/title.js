(rows, {milliseconds}) => {
  const at = (percentile) => rows.find((row) => row.percentile === percentile).latency_ms;
  return [
    `Half of the events are judged within ${milliseconds(at(50))}, 99% within ${milliseconds(at(99))}`,
    at(99) <= 8000 ? 'p99 is within the 8 s SLA' : 'p99 is beyond the 8 s SLA of a live stream; in a replay it contains the wait in Kafka',
  ];
}
