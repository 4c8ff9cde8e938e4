(rows, {sum, count, percent}) => {
  const all = sum(rows, 'customers');
  const alive = rows.reduce((total, row) => total + row.customers * row.prob_alive, 0);
  const often = rows.filter((row) => row.frequency >= 10);
  const oftenAlive = often.reduce((total, row) => total + row.customers * row.prob_alive, 0) / Math.max(1, sum(often, 'customers'));
  return [
    `About ${count(alive)} of ${count(all)} customers are still there`,
    `Mean P(alive) by repeat purchases and recency${often.length ? `; with ten or more repeat purchases it is ${percent(oftenAlive)}` : ''}`,
  ];
}
