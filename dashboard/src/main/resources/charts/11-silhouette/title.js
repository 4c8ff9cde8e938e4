(rows, {most}) => {
  const best = most(rows, 'silhouette');
  const chosen = rows.find((row) => row.chosen) ?? best;
  return [
    best.k === chosen.k
      ? `Segments are most distinct at K = ${best.k}, silhouette ${best.silhouette.toFixed(3)}`
      : `K = ${best.k} has the best silhouette, ${best.silhouette.toFixed(3)}; K = ${chosen.k} was chosen with ${chosen.silhouette.toFixed(3)}`,
    'Mean silhouette by number of segments: 1 is perfectly apart, 0 is overlapping',
  ];
}
