(rows, {sum, money, count}) => {
  const customers = sum(rows, 'customers');
  const all = sum(rows, 'clv_12m');
  return [
    `${count(customers)} customers are worth ${money(all)} in the next 12 months, ${money(all / customers)} on average`,
    'Customers by predicted value; each bar holds values about half again as high as the one before',
  ];
}
