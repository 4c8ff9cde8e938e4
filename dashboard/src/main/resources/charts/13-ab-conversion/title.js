(rows, {percent}) => {
  const control = rows.find((row) => row.arm === 'control');
  const treatment = rows.find((row) => row.arm === 'treatment');
  if (!control || !treatment) {
    return ['The experiment has no two arms to compare', 'Conversion by arm, with 95% intervals'];
  }
  const points = (100 * (treatment.conversion - control.conversion)).toFixed(1);
  const apart = treatment.lower > control.upper || control.lower > treatment.upper;
  return [
    `Treatment converts ${percent(treatment.conversion, 1)} against ${percent(control.conversion, 1)} of control: ${points > 0 ? '+' : ''}${points} points`.replace('-', '−'),
    apart ? 'The 95% intervals do not overlap' : 'The 95% intervals overlap: the difference alone decides nothing yet',
  ];
}
