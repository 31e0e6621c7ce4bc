/* What every report shares: the theme, charts that follow it, sortable tables, and numbers in words. */
const plimsoll = (() => {
  'use strict';

  const PRINT_WIDTH = 680, PRINT_HEIGHT = 260;
  const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  /* After Okabe and Ito: told apart by people with any kind of colour vision; darker or lighter where contrast asks for it. */
  const THEMES = {
    light: {
      dark: false, ink: '#1a2129', soft: '#566270', line: '#dde2e8', sheet: '#ffffff',
      series: ['#0b5cad', '#c76a00', '#00785a', '#b0417e', '#6a51a3', '#4d6373'],
      ramp: ['#e4edf7', '#b9d4ed', '#7db3dd', '#3d86c2', '#135a9c', '#062f5c'],
    },
    dark: {
      dark: true, ink: '#e8ecf1', soft: '#a2aebb', line: '#2e3742', sheet: '#1a2028',
      series: ['#6fb4f5', '#f0a848', '#3ccf9f', '#e88fc0', '#b9a5ea', '#a9bccb'],
      ramp: ['#22303f', '#1f4566', '#22628f', '#3a8bc6', '#6db5ee', '#b5dbfb'],
    },
  };
  const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 2], [12, 4]];

  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const charts = [];
  let printing = false;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
  const theme = () => ({ ...THEMES[isDark() && !printing ? 'dark' : 'light'], printing });

  function data(name) {
    return JSON.parse(document.getElementById('data-' + name).textContent);
  }

  /* Draws option(theme, narrow) into the element and again when the theme or the room changes. */
  function chart(id, option, renderer = 'svg') {
    const element = document.getElementById(id);
    if (!element) return;
    const instance = echarts.init(element, null, { renderer });
    const entry = { element, instance, draw() {
      const zoom = (instance.getOption() || {}).dataZoom;
      const next = option(theme(), element.clientWidth < 620);
      if (zoom && zoom.length && next.dataZoom) {
        next.dataZoom.forEach(z => Object.assign(z, { start: zoom[0].start, end: zoom[0].end }));
      }
      instance.setOption({ animation: false, ...next }, true);
    } };
    charts.push(entry);
    entry.draw();
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (printing || element.clientWidth === width) return;
      width = element.clientWidth;
      instance.resize();
      entry.draw();
    }).observe(element);
    return instance;
  }

  /* Charts of one group zoom and point together. */
  function connect(name, instances) {
    instances.filter(Boolean).forEach(instance => { instance.group = name; });
    echarts.connect(name);
  }

  /* The parts that charts with lines over an x axis have in common; lines: {name, values, dash, width, area, axis}. */
  function lines(t, narrow, { x, xAxis, yAxis, lines, value, title }) {
    return {
      ...look(t),
      grid: { left: 4, right: narrow ? 8 : 18, top: 44, bottom: t.printing ? 8 : 54, containLabel: true },
      legend: { top: 0, left: 0, right: narrow ? 0 : 110, type: 'scroll', itemWidth: 30, itemStyle: { opacity: 0 }, textStyle: { color: t.ink }, pageTextStyle: { color: t.soft }, pageIconColor: t.soft },
      toolbox: { show: !narrow && !t.printing, right: 4, top: 0, itemSize: 14, iconStyle: { borderColor: t.soft }, feature: { dataZoom: { yAxisIndex: 'none', title: { zoom: 'Zoom', back: 'Zoom back' } }, restore: { title: 'All' }, saveAsImage: { title: 'Save picture', name: title || 'plimsoll' } } },
      tooltip: { ...look(t).tooltip, trigger: 'axis', axisPointer: { lineStyle: { color: t.soft } },
        formatter: points => tooltip(xAxis.words(points[0].axisValue), points.map(p => [p.marker, p.seriesName, value(p.value[1])])) },
      xAxis: axis(t, xAxis.option),
      yAxis: axis(t, { axisLine: { show: false }, ...yAxis }),
      dataZoom: [
        { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false },
        { type: 'slider', show: !t.printing, height: 20, bottom: 6, borderColor: t.line, fillerColor: t.dark ? '#6fb4f52e' : '#0b5cad1f', handleStyle: { color: t.sheet, borderColor: t.soft }, moveHandleSize: 0, textStyle: { color: t.soft, fontSize: 11 }, labelFormatter: v => xAxis.words(v), showDataShadow: false },
      ],
      series: lines.map((line, i) => ({
        type: 'line', name: line.name, data: x.map((at, row) => [at, line.values[row]]), symbol: 'none', connectNulls: false,
        step: line.step ? 'end' : false, sampling: 'lttb', color: line.color,
        lineStyle: { width: line.width || 1.8, type: line.dash || DASHES[i % DASHES.length] },
        areaStyle: line.area ? { opacity: t.dark ? 0.16 : 0.1 } : undefined, emphasis: { disabled: true },
      })),
    };
  }

  /* An axis in the theme's colours. */
  function axis(t, option) {
    return {
      axisLine: { lineStyle: { color: t.line } }, axisTick: { lineStyle: { color: t.line } },
      splitLine: { lineStyle: { color: t.line } }, nameTextStyle: { color: t.soft }, ...option,
      axisLabel: { color: t.soft, hideOverlap: true, ...option.axisLabel },
    };
  }

  /* The text and the tooltip of a chart in the theme's colours. */
  function look(t) {
    return {
      color: t.series,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: t.ink },
      tooltip: { confine: true, backgroundColor: t.sheet, borderColor: t.line, textStyle: { color: t.ink, fontSize: 13 } },
    };
  }

  /* For where there is nothing to measure. */
  function hatching(t) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 8;
    const pen = tile.getContext('2d');
    pen.strokeStyle = t.line;
    pen.lineWidth = 1.5;
    [-8, 0, 8].forEach(shift => { pen.moveTo(shift, 8); pen.lineTo(shift + 8, 0); });
    pen.stroke();
    return { image: tile, repeat: 'repeat' };
  }

  function tooltip(head, rows) {
    return '<strong>' + escape(head) + '</strong><table>' + rows.map(([marker, name, words]) =>
      '<tr><td>' + marker + escape(name) + '</td><td class="number"><strong>' + escape(words) + '</strong></td></tr>').join('') + '</table>';
  }

  const escape = text => String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');

  /* Numbers in words, as the page's own text writes them. */
  const count = n => Math.round(n).toLocaleString('en-US');
  const percent = share => (100 * share).toFixed(1) + '\u00a0%';
  const two = n => String(n).padStart(2, '0');
  const moment = ms => 'day\u00a0' + (Math.floor(ms / DAY) + 1) + ', ' + two(Math.floor(ms % DAY / HOUR)) + ':' + two(Math.floor(ms % HOUR / MINUTE));
  function duration(ms) {
    if (ms < SECOND) return ms + '\u00a0ms';
    if (ms < MINUTE) return ms / SECOND + '\u00a0s';
    if (ms < HOUR) return ms / MINUTE + '\u00a0min';
    if (ms < DAY) return ms / HOUR + '\u00a0h';
    return ms / DAY + (ms === DAY ? '\u00a0day' : '\u00a0days');
  }

  const tick = ms => (ms % DAY === 0 ? 'day ' + (ms / DAY + 1) : two(Math.floor(ms % DAY / HOUR)) + ':' + two(Math.floor(ms % HOUR / MINUTE)));

  /* Axes over virtual time, the run starting at midnight of day 1, and over a plain number. */
  const timeAxis = {
    option: { type: 'time', splitLine: { show: false }, axisLabel: { margin: 11, formatter: tick } },
    words: moment,
  };
  /* Which of the buckets of a category axis over time carry a label: those in which a round time begins. */
  function bucketTicks(bucketMillis, buckets, most) {
    const steps = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];
    const step = steps.find(s => bucketMillis * buckets / s <= most) || steps[steps.length - 1];
    const begin = bucket => Math.ceil(bucket * bucketMillis / step) * step;
    return { shown: bucket => begin(bucket) < (bucket + 1) * bucketMillis, words: bucket => tick(begin(bucket)) };
  }
  const numberAxis = (words, name) => ({ option: { type: 'value', min: 'dataMin', max: 'dataMax', name, nameLocation: 'middle', splitLine: { show: false } }, words });

  function redraw() { charts.forEach(entry => entry.draw()); }

  function print(on) {
    printing = on;
    charts.forEach(({ element, instance }) => {
      const width = element.closest('.pair') ? PRINT_WIDTH / 2 - 12 : PRINT_WIDTH;
      instance.resize(on ? { width, height: PRINT_HEIGHT } : { width: 'auto', height: 'auto' });
    });
    redraw();
  }

  function themeSwitch() {
    const button = document.getElementById('theme');
    const show = () => {
      button.textContent = isDark() ? 'Light' : 'Dark';
      button.setAttribute('aria-pressed', String(isDark()));
      redraw();
    };
    button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; show(); });
    system.addEventListener('change', show);
    show();
  }

  function sortable(table) {
    const heads = [...table.querySelectorAll('thead th')];
    heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending'
        || (head.getAttribute('aria-sort') === 'none' && head.classList.contains('number'));
      const key = row => row.cells[column].dataset.sort;
      const numeric = head.classList.contains('number');
      const order = (a, b) => (numeric ? key(a) - key(b) : key(a).localeCompare(key(b), 'en', { numeric: true }));
      const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
      table.tBodies[0].append(...rows);
      heads.forEach(other => other.setAttribute('aria-sort', 'none'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    }));
  }

  document.querySelectorAll('table.sortable').forEach(sortable);
  themeSwitch();
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));

  return { data, chart, connect, lines, axis, look, hatching, tooltip, count, percent, moment, duration, timeAxis, numberAxis, bucketTicks };
})();
