(rows, {most, percent, words, count}) => {
  const pair = most(rows, 'lift');
  return [
    `${percent(pair.confidence)} of ${words(pair.category_a)} buyers also buy ${words(pair.category_b)}: ${pair.lift.toFixed(2)} times chance`,
    `Share of a row’s customers who also bought the column’s category; the pair of highest lift has ${count(pair.customers)} customers`,
  ];
}
