/* The charts of one run. */
(() => {
  'use strict';
  const run = plimsoll.data('run');
  const series = plimsoll.data('series');
  const heat = plimsoll.data('heatmap');
  const arrivals = run.options.arrivalsOnly;
  const waits = !arrivals && run.options.onUnschedulable === 'queue';
  const x = series.timeMillis;
  const column = name => series.columns[name];
  const after = n => plimsoll.count(n) + (n === 1 ? ' arrival' : ' arrivals');
  const xAxis = arrivals ? plimsoll.numberAxis(after) : plimsoll.timeAxis;
  const LABELS = { gpu: 'GPU', cpu: 'CPU', memory: 'Memory', 'ephemeral-storage': 'Ephemeral storage', pods: 'Pod slots' };
  const label = name => LABELS[name] || name;
  const share = { type: 'value', min: 0, axisLabel: { formatter: v => Math.round(100 * v) + ' %' } };
  const number = { type: 'value', min: 0, minInterval: 1, axisLabel: { formatter: plimsoll.count } };
  const colour = (t, i) => t.series[i % t.series.length];

  function overTime(id, yAxis, value, lines) {
    return plimsoll.chart(id, (t, narrow) => plimsoll.lines(t, narrow, { x, xAxis, yAxis, value, lines: lines(t), title: id }));
  }

  const names = run.resources.map(r => r.name);
  const foremost = names.includes('gpu') ? 'gpu' : names[0];
  names.sort((a, b) => (b === foremost) - (a === foremost));
  const allocation = overTime('chart-allocation', { ...share, interval: 0.2, max: v => Math.min(1.6, Math.max(1, Math.ceil(v.max * 5) / 5)) }, plimsoll.percent, t => [
    ...names.map((name, i) => ({ name: label(name), values: column('allocated.' + name), color: colour(t, i), width: name === foremost ? 2.6 : 1.6, area: name === foremost })),
    { name: label(foremost) + ' demand', values: column('demand.' + foremost), color: t.soft, dash: 'dashed', width: 1.2 },
  ]);
  const pods = overTime('chart-pods', number, plimsoll.count, t => [
    { name: 'Running', values: column('runningPods'), color: colour(t, 0), dash: 'solid' },
    { name: 'Waiting', values: column('pendingPods'), color: colour(t, 1), dash: 'solid', area: true },
  ].slice(0, waits ? 2 : 1));
  const fragmentation = column('fragmentation.amount') && overTime('chart-fragmentation', share, plimsoll.percent, t => [
    { name: 'Of all GPUs', values: column('fragmentation.amount'), color: colour(t, 0), dash: 'solid', area: true },
    { name: 'Of the idle GPUs', values: column('fragmentation.ratio'), color: colour(t, 1), dash: 'dashed' },
  ]);
  const empty = overTime('chart-empty', number, plimsoll.count, t => [
    { name: 'Empty nodes', values: column('emptyNodes'), color: colour(t, 2), dash: 'solid', area: true },
  ]);
  plimsoll.connect('time', [allocation, pods, fragmentation, empty]);

  const moment = bucket => (arrivals ? after(bucket * heat.bucketMillis) : plimsoll.moment(bucket * heat.bucketMillis));
  const xLabel = narrow => {
    if (arrivals) return { interval: Math.ceil(heat.buckets / (narrow ? 3 : 8)) - 1, formatter: bucket => plimsoll.count(bucket * heat.bucketMillis) };
    const ticks = plimsoll.bucketTicks(heat.bucketMillis, heat.buckets, narrow ? 4 : 10);
    return { interval: bucket => ticks.shown(bucket), formatter: bucket => ticks.words(Number(bucket)) };
  };
  plimsoll.chart('chart-heatmap', (t, narrow) => ({
    ...plimsoll.look(t),
    grid: { left: 4, right: narrow ? 8 : 18, top: 8, bottom: 48, containLabel: true, show: true, borderWidth: 0, backgroundColor: plimsoll.hatching(t) },
    tooltip: { ...plimsoll.look(t).tooltip,
      formatter: p => plimsoll.tooltip(heat.groups[p.value[1]], [['', moment(p.value[0]) + ' ', p.value[2] === '-' ? 'no node' : plimsoll.percent(p.value[2] / 1000)]]) },
    xAxis: plimsoll.axis(t, { type: 'category', data: [...Array(heat.buckets).keys()], splitLine: { show: false }, axisTick: { show: false }, axisLabel: xLabel(narrow) }),
    yAxis: plimsoll.axis(t, { type: 'category', inverse: true, data: heat.groups.map((_, g) => g * heat.nodesPerGroup + 1), splitLine: { show: false }, axisTick: { show: false }, axisLabel: { interval: Math.max(0, Math.ceil(heat.groups.length / 10) - 1), formatter: n => (narrow ? n : 'node ' + n) } }),
    visualMap: { min: 0, max: 1000, calculable: true, orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 12, itemHeight: narrow ? 120 : 220, inRange: { color: t.ramp }, textStyle: { color: t.soft }, formatter: v => Math.round(v / 10) + ' %' },
    series: [{ type: 'heatmap', progressive: 0, itemStyle: { borderWidth: 0 }, emphasis: { itemStyle: { borderColor: t.ink, borderWidth: 1 } },
      data: heat.milli.map((v, i) => [i % heat.buckets, Math.floor(i / heat.buckets), v === null ? '-' : v]) }],
  }), 'canvas');

  const filled = run.waiting.histogram.map(b => b.placements > 0).lastIndexOf(true);
  const waited = run.waiting.histogram.slice(1, filled + 1);
  const until = b => (b.untilMillis === null ? 'over ' + plimsoll.duration(b.fromMillis) : (b.fromMillis <= 1 ? 'under ' : plimsoll.duration(b.fromMillis) + ' \u2013 ') + plimsoll.duration(b.untilMillis));
  plimsoll.chart('chart-waiting', (t, narrow) => ({
    ...plimsoll.look(t),
    grid: { left: 4, right: 48, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...plimsoll.look(t).tooltip, formatter: p => plimsoll.tooltip(p.name, [['', 'placements ', plimsoll.count(p.value)]]) },
    xAxis: plimsoll.axis(t, { type: 'value', axisLabel: { formatter: plimsoll.count } }),
    yAxis: plimsoll.axis(t, { type: 'category', inverse: true, data: waited.map(until), axisTick: { show: false }, splitLine: { show: false } }),
    series: [{ type: 'bar', data: waited.map(b => b.placements), barMaxWidth: 22, itemStyle: { borderRadius: [0, 3, 3, 0] }, label: { show: true, position: 'right', color: t.ink, formatter: p => plimsoll.count(p.value) } }],
  }));
})();
