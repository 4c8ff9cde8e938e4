(rows, {percent}) => {
  const at = rows.filter((row) => row.customer_percent <= 20).pop() ?? rows[0];
  const half = rows.find((row) => row.clv_share >= 0.5);
  return [
    `The top ${at.customer_percent}% of customers hold ${percent(at.clv_share)} of the predicted value`,
    half ? `Half of it is with ${half.customer_percent}% of the customers` : 'Cumulated value, the most valuable customers first',
  ];
}
