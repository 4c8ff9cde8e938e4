(rows, {sum, percent, money, count}) => {
  const all = rows.reduce((total, row) => total + row.customers * row.mean_revenue, 0);
  const best = rows.filter((row) => row.r_score >= 4 && row.f_score >= 4);
  const revenue = best.reduce((total, row) => total + row.customers * row.mean_revenue, 0);
  const customers = sum(best, 'customers');
  return [
    `Recent and frequent customers, ${percent(customers / sum(rows, 'customers'))} of all, brought ${percent(revenue / Math.max(1, all))} of the revenue`,
    `Mean revenue and number of customers by recency and frequency score; scores 4 and 5: ${count(customers)} customers, ${money(revenue)}`,
  ];
}
