(rows, {percent, count}) => {
  const [visit, cart, bought] = rows.map((row) => row.sessions);
  return [
    `${percent(bought / visit, 1)} of ${count(visit)} visits end in a purchase`,
    `${percent(cart / visit, 1)} put something into the cart, ${percent(bought / Math.max(1, cart))} of these buy`,
  ];
}
