(rows, {sum, percent}) => {
  const after = (month) => rows.filter((row) => row.month_number === month);
  const share = (month) => sum(after(month), 'active_users') / Math.max(1, sum(after(month), 'cohort_users'));
  const last = Math.max(...rows.map((row) => row.month_number));
  return [
    last > 1
      ? `${percent(share(1))} buy again a month later, ${percent(share(last))} after ${last} months`
      : `${percent(share(1))} buy again a month later`,
    'Customers with a purchase in that month, of all who first bought in the cohort’s month',
  ];
}
