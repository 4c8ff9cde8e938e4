(rows, {money, count}) => {
  const of = (arm) => rows.find((row) => row.arm === arm);
  const control = of('control');
  const treatment = of('treatment');
  if (!control || !treatment) {
    return ['No arm has two buyers to compare yet', 'What buyers spent during the test'];
  }
  return [
    `Buyers spend ${money(treatment.mean_revenue)} in treatment and ${money(control.mean_revenue)} in control`,
    `${count(treatment.buyers)} and ${count(control.buyers)} buyers; dashed lines are the means`,
  ];
}
