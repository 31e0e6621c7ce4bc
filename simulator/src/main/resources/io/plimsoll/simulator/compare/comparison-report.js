/* The charts of a comparison: differences with intervals per metric, and the course of the allocation. */
(() => {
  'use strict';
  const comparison = plimsoll.data('comparison');
  const course = plimsoll.data('course');
  const CAP = 5, DOT = 5;

  const UNITS = [[86400000, 'days'], [3600000, 'h'], [60000, 'min'], [1000, 's'], [1, 'ms']];
  const trimmed = v => String(Number(v.toPrecision(3))).replace('-', '\u2212');

  /* In what a metric's differences are drawn: points, pieces, or the unit of time in which they are not too small. */
  function unit(metric, reach) {
    if (metric.unit === 'share') return { factor: 100, name: 'points' };
    if (metric.unit === 'count') return { factor: 1, name: '' };
    const [millis, name] = UNITS.find(u => reach >= 2 * u[0]) || UNITS[UNITS.length - 1];
    return { factor: 1 / millis, name };
  }
  const interval = d => d.bootstrap || d.student || d.withinRun;

  function forest(metric) {
    const shown = metric.results.filter(r => r.difference);
    const { factor, name } = unit(metric, Math.max(...shown.map(r => Math.abs(r.difference.mean))));
    const words = v => trimmed(v) + (name ? '\u00a0' + name : '');
    const rows = shown.map(r => {
      const range = interval(r.difference);
      return {
        name: r.policy, mean: r.difference.mean * factor, outcome: r.difference.outcome,
        low: range ? range.low * factor : null, high: range ? range.high * factor : null,
        bound: comparison.policies.find(p => p.text === r.policy).bound,
      };
    });
    const better = metric.better === 'less' ? 'less' : 'more';
    const draw = t => (params, api) => {
      const row = rows[params.dataIndex];
      const [x, y] = api.coord([row.mean, params.dataIndex]);
      const clear = row.outcome === 'more' || row.outcome === 'less';
      const colour = !clear || row.bound ? t.soft : row.outcome === better ? t.series[2] : t.series[1];
      const children = [];
      if (row.low !== null) {
        const from = api.coord([row.low, params.dataIndex])[0], to = api.coord([row.high, params.dataIndex])[0];
        const stroke = { stroke: colour, lineWidth: 2, fill: null };
        children.push({ type: 'line', shape: { x1: from, y1: y, x2: to, y2: y }, style: stroke });
        [from, to].forEach(end => children.push({ type: 'line', shape: { x1: end, y1: y - CAP, x2: end, y2: y + CAP }, style: stroke }));
      }
      children.push({ type: 'circle', shape: { cx: x, cy: y, r: DOT }, style: { fill: row.bound || !clear ? t.sheet : colour, stroke: colour, lineWidth: 2 } });
      return { type: 'group', children };
    };
    const reach = rows.flatMap(row => [row.mean, row.low, row.high, 0]).filter(v => v !== null);
    const low = Math.min(...reach), high = Math.max(...reach), room = (high - low || 1) * 0.06;
    plimsoll.chart('chart-' + metric.id, (t, narrow) => ({
      ...plimsoll.look(t),
      grid: { left: 4, right: 22, top: 8, bottom: 26, containLabel: true },
      tooltip: { ...plimsoll.look(t).tooltip, extraCssText: 'white-space: normal; max-width: 22rem;',
        formatter: p => plimsoll.tooltip(rows[p.dataIndex].name, [['', 'difference ', words(rows[p.dataIndex].mean)],
          ...(rows[p.dataIndex].low === null ? [] : [['', '95 % interval ', words(rows[p.dataIndex].low) + ' to ' + words(rows[p.dataIndex].high)]])]) },
      xAxis: plimsoll.axis(t, { type: 'value', min: low - room, max: high + room, name, nameLocation: 'middle', nameGap: 26,
        axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: trimmed }, splitNumber: narrow ? 3 : 5 }),
      yAxis: plimsoll.axis(t, { type: 'category', inverse: true, data: rows.map(row => row.name), axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { color: t.ink, width: narrow ? 110 : 170, overflow: 'truncate' } }),
      series: [{ type: 'custom', name: metric.label, renderItem: draw(t), clip: true, encode: { x: [1, 2, 3], y: 0 },
        data: rows.map((row, i) => [i, row.mean, row.low === null ? row.mean : row.low, row.high === null ? row.mean : row.high]),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: t.ink, type: 'solid', width: 1 }, data: [{ xAxis: 0 }] } }],
    }));
  }

  comparison.metrics.forEach(metric => { if (metric.results.some(r => r.difference)) forest(metric); });

  if (course) {
    const after = n => plimsoll.count(n) + (n === 1 ? ' arrival' : ' arrivals');
    plimsoll.chart('chart-course', (t, narrow) => plimsoll.lines(t, narrow, {
      x: course.timeMillis, xAxis: course.arrivalsOnly ? plimsoll.numberAxis(after) : plimsoll.timeAxis,
      yAxis: { type: 'value', min: 0, axisLabel: { formatter: v => Math.round(100 * v) + ' %' } },
      value: v => (v === null || v === undefined ? '\u2013' : plimsoll.percent(v)), title: 'allocation',
      lines: comparison.policies.map((p, i) => ({
        name: p.text, values: course.values[i], color: p.bound ? t.soft : t.series[i % t.series.length],
        dash: p.bound ? 'dotted' : undefined, width: p.text === comparison.baseline ? 2.6 : 1.6,
      })),
    }));
  }
})();
