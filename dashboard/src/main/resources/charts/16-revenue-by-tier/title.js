(rows, {sum, most, percent, money}) => {
  const all = sum(rows, 'past_revenue');
  const top = most(rows, 'past_revenue');
  return [
    `${top.tier}, ${percent(top.customers / sum(rows, 'customers'))} of the customers, brought ${percent(top.past_revenue / all)} of the revenue`,
    `Past revenue by tier of predicted value, ${money(all)} in all`,
  ];
}
