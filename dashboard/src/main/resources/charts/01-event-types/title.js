(rows, {sum, most, percent, words}) => {
  const all = sum(rows, 'events');
  const top = most(rows, 'events');
  const bought = rows.find((row) => row.event_type === 'purchase')?.events ?? 0;
  return [
    `${percent(top.events / all)} of events are ${words(top.event_type)}s, ${percent(bought / all, 1)} are purchases`,
    'Events by type, repeated deliveries counted once',
  ];
}
