(rows, {most, sum, percent, count}) => {
  const top = most(rows, 'mean_clv_12m');
  return [
    `${top.segment}: ${percent(top.customers / sum(rows, 'customers'))} of the customers, ${percent(top.clv_12m / sum(rows, 'clv_12m'))} of the predicted value`,
    `${rows.length} segments by frequency and value; the area is the number of customers (${count(sum(rows, 'customers'))} in all)`,
  ];
}
