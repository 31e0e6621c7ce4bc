/* The charts of a plan: those that its page has a place for. */
(() => {
  'use strict';
  const plan = plimsoll.data('plan');
  const use = plimsoll.data('use');
  const answer = plan.answer;
  const LABELS = { gpu: 'GPU', cpu: 'CPU', memory: 'Memory', 'ephemeral-storage': 'Ephemeral storage', pods: 'Pod slots' };
  const label = name => LABELS[name] || name;
  /* What tells names apart stands at their end, what tells sentences apart at their beginning. */
  const cut = (text, length) => (text.includes(' ') ? text.slice(0, length - 1) + '\u2026' : '\u2026' + text.slice(1 - length));
  const short = (text, length) => (text.length > length ? cut(text, length) : text);
  const words = length => ({ formatter: text => short(String(text), length) });
  const tall = (id, rows, each) => {
    const element = document.getElementById(id);
    if (element) element.style.height = Math.min(900, 110 + rows * each) + 'px';
  };

  function heat(id, columns, rows, cells, tip, scale) {
    plimsoll.chart(id, (t, narrow) => ({
      ...plimsoll.look(t),
      grid: { left: 4, right: narrow ? 8 : 18, top: 8, bottom: 56, containLabel: true, show: true, borderWidth: 0, backgroundColor: plimsoll.hatching(t) },
      tooltip: { ...plimsoll.look(t).tooltip, formatter: p => plimsoll.tooltip(rows[p.value[1]], [['', columns[p.value[0]] + ' ', tip(p.value[2])]]) },
      xAxis: plimsoll.axis(t, { type: 'category', position: 'top', data: columns, splitLine: { show: false }, axisTick: { show: false }, axisLabel: { interval: 0, rotate: columns.length > 6 || narrow ? 35 : 0, ...words(narrow ? 12 : 24) } }),
      yAxis: plimsoll.axis(t, { type: 'category', inverse: true, data: rows, splitLine: { show: false }, axisTick: { show: false }, axisLabel: { interval: Math.max(0, Math.ceil(rows.length / 26) - 1), ...words(narrow ? 12 : 34) } }),
      visualMap: { min: 0, max: scale.max, calculable: true, orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 12, itemHeight: narrow ? 120 : 220, inRange: { color: t.ramp }, textStyle: { color: t.soft }, formatter: scale.words },
      series: [{ type: 'heatmap', progressive: 0, data: cells, itemStyle: { borderColor: t.sheet, borderWidth: rows.length > 40 ? 0 : 1 }, emphasis: { itemStyle: { borderColor: t.ink, borderWidth: 1 } } }],
    }), 'canvas');
  }

  const columns = use.resources.map(label);
  tall('chart-heatmap', use.rows.length, use.rows.length > 20 ? 12 : 18);
  heat('chart-heatmap', columns, use.rows,
    use.milli.map((v, i) => [i % columns.length, Math.floor(i / columns.length), v === null ? '-' : v]),
    v => (v === '-' ? 'none' : plimsoll.percent(v / 1000)), { max: 1000, words: v => Math.round(v / 10) + ' %' });

  function bars(names, series, narrow) {
    return t => ({
      ...plimsoll.look(t),
      grid: { left: 4, right: 56, top: 34, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: t.ink } },
      tooltip: { ...plimsoll.look(t).tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: points => plimsoll.tooltip(points[0].axisValue, points.map(p => [p.marker, p.seriesName + ' ', plimsoll.count(p.value)])) },
      xAxis: plimsoll.axis(t, { type: 'value', axisLabel: { formatter: plimsoll.count } }),
      yAxis: plimsoll.axis(t, { type: 'category', inverse: true, data: names, axisTick: { show: false }, splitLine: { show: false }, axisLabel: words(narrow ? 16 : 44) }),
      series: series(t),
    });
  }

  if (plan.question === 'headroom') {
    const kinds = answer.templates.slice(0, 20);
    tall('chart-kinds', kinds.length, 34);
    plimsoll.chart('chart-kinds', (t, narrow) => bars(kinds.map(k => k.name), theme => [
      { name: 'More fit', type: 'bar', data: kinds.map(k => k.pods), color: theme.series[0], barMaxWidth: 14 },
      { name: 'In one piece', type: 'bar', data: kinds.map(k => k.pooled), color: theme.series[1], barMaxWidth: 14 },
    ], narrow)(t));
    const limits = answer.templates[0].limits;
    tall('chart-limits', limits.length, 42);
    plimsoll.chart('chart-limits', (t, narrow) => bars(limits.map(l => l.reason || 'nothing: one more fits'), theme => [
      { name: 'Take some first', type: 'bar', stack: 'nodes', data: limits.map(l => l.full), color: theme.series[0], barMaxWidth: 22 },
      { name: 'Take none', type: 'bar', stack: 'nodes', data: limits.map(l => l.nodes - l.full), color: theme.ramp[1], barMaxWidth: 22 },
    ], narrow)(t));
  }

  if (plan.question === 'survive') {
    const failures = answer.groups.concat([...answer.nodes].sort((a, b) => b.waiting - a.waiting).slice(0, 20)).filter(f => f.waiting > 0);
    const owners = new Map();
    failures.forEach(f => f.waits.forEach(w => owners.set(w.workload, (owners.get(w.workload) || 0) + w.pods)));
    const top = [...owners].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12).map(o => o[0]);
    const cells = [];
    let most = 1;
    failures.forEach((f, row) => top.forEach((owner, column) => {
      const pods = f.waits.filter(w => w.workload === owner).reduce((sum, w) => sum + w.pods, 0);
      most = Math.max(most, pods);
      cells.push([column, row, pods === 0 ? '-' : pods]);
    }));
    tall('chart-matrix', failures.length, 24);
    heat('chart-matrix', top, failures.map(f => f.kind + ' ' + f.name), cells, v => (v === '-' ? 'none waits' : plimsoll.count(v) + ' wait'), { max: most, words: plimsoll.count });
  }

  if (plan.question === 'compact') {
    const names = answer.policies.map(p => p.policy);
    tall('chart-trials', names.length, 44);
    plimsoll.chart('chart-trials', (t, narrow) => ({
      ...plimsoll.look(t),
      grid: { left: 4, right: 40, top: 52, bottom: 28, containLabel: true },
      legend: { top: 0, left: 0, textStyle: { color: t.ink } },
      tooltip: { ...plimsoll.look(t).tooltip, formatter: p => plimsoll.tooltip(p.name || names[p.value[1]], [['', p.seriesName + ' ', plimsoll.count(Array.isArray(p.value) ? p.value[0] : p.value)]]) },
      xAxis: plimsoll.axis(t, { type: 'value', scale: true, name: 'nodes', nameLocation: 'middle', nameGap: 24, axisLabel: { formatter: plimsoll.count } }),
      yAxis: plimsoll.axis(t, { type: 'category', inverse: true, data: names, axisTick: { show: false }, splitLine: { show: false }, axisLabel: words(narrow ? 16 : 36) }),
      series: [
        { name: 'A trial', type: 'scatter', symbolSize: 8, color: t.series[1], itemStyle: { opacity: 0.7 }, data: answer.policies.flatMap((p, row) => p.nodes.filter(n => n <= plan.cluster.nodes).map(n => [n, row])) },
        { name: '90th percentile', type: 'scatter', symbol: 'rect', symbolSize: [4, 24], color: t.series[0], data: answer.policies.map((p, row) => [p.percentile90, row]).filter(p => p[0] <= plan.cluster.nodes),
          markLine: { symbol: 'none', lineStyle: { color: t.soft, type: 'dashed' }, label: { color: t.soft, position: 'start', formatter: 'bound ' + plimsoll.count(answer.bound) }, data: [{ xAxis: answer.bound }] } },
      ],
    }));
  }
})();
