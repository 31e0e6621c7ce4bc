/* The curves of the study: our means as lines, the published ones as dots. */
(() => {
  'use strict';
  const study = plimsoll.data('study');
  const LAST = 130, STEP = 5, OPENS_AT = 75;
  const COLOURS = ['FGD', 'BestFit', 'GpuPacking', 'GpuClustering', 'DotProd', 'Random'];
  const x = [...Array(LAST + 1).keys()];
  const percent = (v, digits) => (v === null || v === undefined ? '\u2013' : v.toFixed(digits) + '\u00a0%');
  const arrived = column => Math.round(column) + '\u00a0% arrived';
  const xAxis = plimsoll.numberAxis(arrived);

  function tip(policies, table, points) {
    const column = Math.round(points[0].axisValue);
    const shown = new Set(points.map(p => p.seriesName));
    return plimsoll.tooltip(arrived(column), policies.filter(p => shown.has(p.policy)).map(p => {
      const marker = points.find(point => point.seriesName === p.policy).marker;
      const published = p.published ? ' (published ' + percent(p.published[table][column], 2) + ')' : '';
      return [marker, p.policy + ' ', percent(p.ours[table][column], 2) + published];
    }));
  }

  function dots(t, policy, table, colour) {
    return {
      type: 'line', name: policy.policy, color: colour, symbol: 'circle', symbolSize: 7, showAllSymbol: true, z: 3,
      lineStyle: { width: 0, opacity: 0 }, itemStyle: { color: t.sheet, borderColor: colour, borderWidth: 1.6, opacity: 1 },
      emphasis: { disabled: true }, data: x.filter(column => column % STEP === 0).map(column => [column, policy.published[table][column]]),
    };
  }

  study.workloads.forEach((policies, index) => {
    const instances = study.tables.map(table => plimsoll.chart('chart-' + index + '-' + table, (t, narrow) => {
      const colour = policy => t.series[COLOURS.indexOf(policy)];
      const option = plimsoll.lines(t, narrow, {
        x, xAxis: { ...xAxis, option: { ...xAxis.option, interval: narrow ? 30 : 10, axisLabel: { color: t.soft, hideOverlap: true, showMaxLabel: !narrow, formatter: v => Math.round(v) + ' %' } } },
        yAxis: { type: 'value', scale: table === 'allo', axisLabel: { color: t.soft, formatter: v => v + ' %' } },
        value: v => percent(v, 2), title: 'fgd-' + table,
        lines: policies.map(p => ({ name: p.policy, values: p.ours[table], color: colour(p.policy), dash: 'solid', width: p.policy === 'FGD' ? 2.6 : 1.6 })),
      });
      policies.forEach(p => { if (p.published) option.series.push(dots(t, p, table, colour(p.policy))); });
      option.tooltip.formatter = points => tip(policies, table, points);
      if (table === 'allo') option.dataZoom.forEach(zoom => { zoom.start = 100 * OPENS_AT / LAST; });
      return option;
    }));
    plimsoll.connect('workload-' + index, instances.slice(1));
  });
})();
