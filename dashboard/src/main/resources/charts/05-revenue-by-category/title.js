(rows, {sum, money, percent, words, most, month}) => {
  const categories = [...new Set(rows.map((row) => row.category))].map((category) => ({
    category,
    revenue: sum(rows.filter((row) => row.category === category), 'revenue'),
  }));
  const top = most(categories.filter((row) => row.category !== 'all others'), 'revenue');
  const all = sum(rows, 'revenue');
  if (all <= 0) {
    return [`Returns outweigh purchases: ${money(all)} revenue`, 'Purchases less returns, by category and month'];
  }
  return [
    `${words(top.category)} brings ${percent(top.revenue / all)} of ${money(all)} revenue`.replace(/^./, (c) => c.toUpperCase()),
    `Purchases less returns, by category and month, ${month(rows[0].month_start)} to ${month(rows[rows.length - 1].month_start)} so far`,
  ];
}
