/* The charts of one trace. */
(() => {
  'use strict';
  const trace = plimsoll.data('trace');
  const x = trace.timeMillis;
  const colour = (t, i) => t.series[i % t.series.length];
  const share = { type: 'value', min: 0, axisLabel: { formatter: v => Math.round(100 * v) + ' %' } };
  const number = { type: 'value', min: 0, minInterval: 1, axisLabel: { formatter: plimsoll.count } };

  const full = t => ({ silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: t.soft, type: 'dashed', width: 1 }, data: [{ yAxis: 1 }] });
  const load = plimsoll.chart('chart-load', (t, narrow) => {
    const option = plimsoll.lines(t, narrow, { x, xAxis: plimsoll.timeAxis, yAxis: share, value: plimsoll.percent, title: 'chart-load',
      lines: trace.loads.map((l, i) => ({ name: l.label, values: l.shares, color: colour(t, i), width: l.foremost ? 2.6 : 1.6, area: l.foremost })) });
    option.series[0].markLine = full(t);
    return option;
  });
  const arrivals = plimsoll.chart('chart-arrivals', (t, narrow) => plimsoll.lines(t, narrow, { x, xAxis: plimsoll.timeAxis, yAxis: number,
    value: plimsoll.count, title: 'chart-arrivals', lines: [{ name: 'Pods', values: trace.arrivals, color: colour(t, 0), dash: 'solid', area: true }] }));
  plimsoll.connect('time', [load, arrivals]);

  function bars(t, horizontal, labels, values, rounded) {
    const category = plimsoll.axis(t, { type: 'category', inverse: horizontal, data: labels, axisTick: { show: false }, splitLine: { show: false } });
    const value = plimsoll.axis(t, { type: 'value', axisLabel: { formatter: plimsoll.count } });
    return {
      ...plimsoll.look(t),
      grid: { left: 4, right: horizontal ? 64 : 12, top: 12, bottom: 8, containLabel: true },
      tooltip: { ...plimsoll.look(t).tooltip, formatter: p => plimsoll.tooltip(p.name, [['', 'pods ', plimsoll.count(p.value)]]) },
      xAxis: horizontal ? value : category,
      yAxis: horizontal ? category : value,
      series: [{ type: 'bar', data: values, barMaxWidth: 22, color: colour(t, 0), itemStyle: { borderRadius: rounded },
        label: { show: horizontal, position: 'right', color: t.ink, formatter: p => plimsoll.count(p.value) } }],
    };
  }

  plimsoll.chart('chart-hours', t => bars(t, false, trace.arrivalsByHour.map((_, hour) => hour + ':00'), trace.arrivalsByHour, [3, 3, 0, 0]));
  const filled = trace.lifetimes.map(b => b.pods > 0);
  const shown = trace.lifetimes.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1);
  const words = b => (b.untilMillis === null ? 'over ' + plimsoll.duration(b.fromMillis) : (b.fromMillis === 0 ? 'under ' : plimsoll.duration(b.fromMillis) + ' \u2013 ') + plimsoll.duration(b.untilMillis));
  plimsoll.chart('chart-lifetimes', t => bars(t, true, shown.map(words), shown.map(b => b.pods), [0, 3, 3, 0]));
})();
