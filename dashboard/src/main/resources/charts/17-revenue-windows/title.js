(rows, {sum, money, count, date}) => {
  const late = sum(rows, 'late_panes');
  const step = rows[0].step_minutes;
  const added = sum(rows, 'revenue') - sum(rows, 'on_time_revenue');
  return [
    `${count(sum(rows, 'windows'))} one-minute windows sum to ${money(sum(rows, 'revenue'))}; ${late ? `${count(late)} late panes moved it by ${money(added)}` : 'no pane was late'}`,
    (step === 1
      ? `By minute, ${date(rows[0].step_start)}, UTC`
      : `${date(rows[0].step_start)} to ${date(rows[rows.length - 1].step_start)}, ${
          step >= 1440 ? 'by the day' : step >= 60 ? `in steps of ${step / 60} h` : `in steps of ${step} minutes`
        }`) + (late ? '; diamonds are late panes' : ''),
  ];
}
