(rows, {percent}) => {
  const chosen = rows.find((row) => row.chosen);
  const at = rows.indexOf(chosen);
  if (!chosen) {
    return ['No number of segments was chosen', 'Inertia by number of segments'];
  }
  const cut = at > 0 ? percent(1 - chosen.inertia / rows[at - 1].inertia) : null;
  const next = at < rows.length - 1 ? percent(1 - rows[at + 1].inertia / chosen.inertia) : null;
  return [
    `${chosen.k} segments${cut && next ? `: the last cut the inertia by ${cut}, one more would by ${next}` : ' were chosen'}`,
    'K-Means inertia (sum of squared distances) by number of segments',
  ];
}
