(rows, {most, sum, percent, words}) => {
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const busiest = most(rows, 'events');
  const evening = rows.filter((row) => row.hour >= 17 && row.hour < 22);
  return [
    `${days[busiest.weekday - 1]}s at ${String(busiest.hour).padStart(2, '0')}:00 UTC are the busiest hour`,
    `Events by hour and weekday; ${percent(sum(evening, 'events') / sum(rows, 'events'))} of them come from 17:00 to 22:00`,
  ];
}
