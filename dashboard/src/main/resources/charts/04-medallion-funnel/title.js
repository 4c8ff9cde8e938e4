(rows, {count, percent}) => {
  const of = (stage) => rows.find((row) => row.stage_number === stage).records;
  return [
    `${count(of(3))} of ${count(of(1))} records became clean events`,
    `${count(of(1) - of(2))} quarantined, ${count(of(2) - of(3))} repeated; of the sales ${percent(of(5) / Math.max(1, of(4)), 1)} came in time for their window`,
  ];
}
