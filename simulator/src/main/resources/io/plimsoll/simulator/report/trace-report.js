/* The charts of one trace. */
(() => {
  'use strict';
  const trace = plimsoll.data('trace');
  const x = trace.timeMillis;
  const colour = (t, i) => t.series[i % t.series.length];
  const share = { type: 'value', min: 0, axisLabel: { formatter: v => Math.round(100 * v) + ' %' } };

  plimsoll.chart('chart-load', (t, narrow) => plimsoll.lines(t, narrow, { x, xAxis: plimsoll.timeAxis, yAxis: share, value: plimsoll.percent, title: 'chart-load',
    lines: trace.loads.map((l, i) => ({ name: l.label, values: l.shares, color: colour(t, i) })) }));

  function bars(t, horizontal, labels, values, words, axis) {
    const category = plimsoll.axis(t, { type: 'category', inverse: horizontal, data: labels, axisTick: { show: false }, splitLine: { show: false } });
    const value = plimsoll.axis(t, axis);
    return {
      ...plimsoll.look(t),
      grid: { left: 4, right: horizontal ? 72 : 12, top: 12, bottom: 8, containLabel: true },
      tooltip: { ...plimsoll.look(t).tooltip, formatter: p => plimsoll.tooltip(p.name, [['', '', words(p.value)]]) },
      xAxis: horizontal ? value : category,
      yAxis: horizontal ? category : value,
      series: [{ type: 'bar', data: values, barMaxWidth: 22, color: colour(t, 0), itemStyle: { borderRadius: horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0] },
        label: { show: horizontal, position: 'right', color: t.ink, formatter: p => words(p.value) } }],
    };
  }

  const pods = n => plimsoll.count(n) + (n === 1 ? ' pod' : ' pods');
  plimsoll.chart('chart-hours', t => bars(t, false, trace.arrivalsByHour.map((_, hour) => hour + ':00'), trace.arrivalsByHour, pods,
    { type: 'value', minInterval: 1, axisLabel: { formatter: plimsoll.count } }));

  const UNITS = [[86400000, 'd'], [3600000, 'h'], [60000, 'min'], [1000, 's'], [1, 'ms']];
  const short = ms => {
    const [unit, name] = UNITS.find(([size]) => ms >= size) || UNITS[UNITS.length - 1];
    return Math.round(10 * ms / unit) / 10 + '\u00a0' + name;
  };
  plimsoll.chart('chart-lifetimes', t => bars(t, true, ['the shortest', '1 in 10', 'half', '9 in 10', '99 in 100', 'all'],
    trace.lifetimeMillis.map(ms => Math.max(1, ms)), short, { type: 'log', min: 1, logBase: 10, axisLabel: { formatter: short } }));
})();
