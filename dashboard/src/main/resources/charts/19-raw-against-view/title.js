(rows, {count}) => {
  const [raw, view] = rows;
  const times = raw.milliseconds / view.milliseconds;
  return [
    times >= 1
      ? `The materialized view answers ${times >= 10 ? count(times) : times.toFixed(1)} times as fast as the events`
      : `On so few rows the materialized view is no faster: ${(1 / times).toFixed(1)} times the time`,
    `Revenue by category and month, ${raw.agrees ? 'the same answer from both' : 'but the two answers differ: refresh the view'}`,
  ];
}
