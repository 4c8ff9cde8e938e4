// What the engine calls. Text goes in and out as JSON.
(() => {
  const locale = vega.defaultLocale();
  const helpers = {
    /** $1,234 · $12.3k · $4.21M */
    money: (usd) => {
      const size = Math.abs(usd);
      const text =
        size >= 999.5e3 ? locale.format('.3s')(size).replace('G', 'B')
          : size >= 9999.5 ? locale.format('.3s')(size)
            : size >= 100 ? locale.format(',.0f')(size)
              : locale.format(',.2f')(size);
      return (usd < 0 ? '−$' : '$') + text;
    },
    count: (n) => locale.format(',')(Math.round(n)),
    percent: (share, digits = 0) => (100 * share).toFixed(digits) + '%',
    milliseconds: (ms) =>
      ms < 1000 ? locale.format(',.0f')(ms) + ' ms' : locale.format(',.1f')(ms / 1000) + ' s',
    date: (time) => locale.utcFormat('%-d %b %Y')(new Date(time)),
    month: (time) => locale.utcFormat('%B %Y')(new Date(time)),
    sum: (rows, field) => rows.reduce((total, row) => total + (row[field] ?? 0), 0),
    most: (rows, field) => rows.reduce((best, row) => (best === null || row[field] > best[field] ? row : best), null),
    least: (rows, field) => rows.reduce((best, row) => (best === null || row[field] < best[field] ? row : best), null),
    words: (name) => String(name ?? 'unknown').replaceAll('_', ' '),
  };
  const scripts = new Map();
  let drawn = null;

  return {
    measureWith(width) {
      const weight = (given) => (given === 'bold' ? 700 : given === 'normal' || !given ? 400 : +given);
      vega.textMetrics.width = (item, text) =>
        width(String(text ?? ''), item.fontSize ?? 11, weight(item.fontWeight));
    },

    tell(script, rows) {
      if (!scripts.has(script)) {
        scripts.set(script, (0, eval)(script));
      }
      const [title, subtitle] = scripts.get(script)(JSON.parse(rows), helpers);
      return JSON.stringify({title, subtitle});
    },

    draw(specification, configuration) {
      const warnings = [];
      const note = (...parts) => warnings.push(parts.map(String).join(' '));
      const logger = {
        level: () => logger,
        error: (...parts) => (note(...parts), logger),
        warn: (...parts) => (note(...parts), logger),
        info: () => logger,
        debug: () => logger,
      };
      drawn = {error: 'the drawing did not end'};
      const compiled = vegaLite.compile(JSON.parse(specification), {config: JSON.parse(configuration), logger}).spec;
      const view = new vega.View(vega.parse(compiled), {renderer: 'none', logger});
      view
        .toSVG()
        .then((svg) => (drawn = {svg, warnings}), (error) => (drawn = {error: String(error)}))
        .finally(() => view.finalize());
    },

    result: () => JSON.stringify(drawn),
  };
})();
