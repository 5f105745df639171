/**
 * Plots as inline SVG, each with its numbers in words beside it.
 */

import type { Report } from '../model.ts';
import { duration } from '../sentences.ts';
import { type Html, html } from './escape.ts';
import type { Tone } from './words.ts';

/** One part of a bar. */
export interface BarPart {
  readonly tone: Tone | 'left';
  readonly count: number;
  readonly label: string;
}

const WIDTH = 1000;

/** A bar of parts that together are the whole, with a legend of the parts that are there. */
export function stackedBar(parts: readonly BarPart[], title: string): Html {
  const present = parts.filter(({ count }) => count > 0);
  const total = present.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return html`<p class="legend">${title}: none</p>`;
  return html`<p class="legend"><span>${title}:</span>${present.map(
    ({ tone, count, label }) =>
      html`<span class="key"><span class="dot ${tone}" aria-hidden="true"></span>${count} ${label}</span>`,
  )}</p>${bar(present, total)}`;
}

/** The bar alone; what it shows must be said in words beside it. `whole` is the count of a full width. */
export function bar(parts: readonly BarPart[], whole: number): Html {
  let x = 0;
  const rectangles = parts
    .filter(({ count }) => count > 0)
    .map(({ tone, count }) => {
      const width = (count / whole) * WIDTH;
      const rectangle = html`<rect class="${tone}" x="${round(x)}" width="${round(Math.max(width - 3, 2))}" height="14" rx="2"/>`;
      x += width;
      return rectangle;
    });
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none" aria-hidden="true">${rectangles}</svg>`;
}

/** Latency of the target: percentiles on a logarithmic scale, because the slow tail is what matters. */
export function latencyPlot({ traffic }: Report): Html | null {
  const { p50, p95, p99, max } = traffic.latencyMs;
  if (traffic.exchanges === 0 || !(max > 0)) return null;
  const low = 10 ** Math.floor(Math.log10(Math.max(p50, 0.1)));
  const high = Math.max(10 ** Math.ceil(Math.log10(max)), low * 10);
  const at = (ms: number): number => round(20 + (600 * Math.log10(Math.max(ms, low) / low)) / Math.log10(high / low));
  const ticks: number[] = [];
  for (let tick = low; tick <= high * 1.001; tick *= 10) ticks.push(tick);
  const points = [
    { label: 'median', ms: p50 },
    { label: '95 %', ms: p95 },
    { label: '99 %', ms: p99 },
    { label: 'slowest', ms: max },
  ];
  return html`<figure class="latency"><svg viewBox="0 0 640 64" aria-hidden="true">
${ticks.map((tick) => html`<line class="tick" x1="${at(tick)}" x2="${at(tick)}" y1="6" y2="40"/><text class="axis" x="${at(tick)}" y="58">${tickLabel(tick)}</text>`)}
<line class="range" x1="${at(p50)}" x2="${at(max)}" y1="23" y2="23"/>
${points.map(({ ms }, index) => html`<circle class="point p${index}" cx="${at(ms)}" cy="23" r="${index === 0 ? 8 : 6}"/>`)}
</svg><figcaption>${points.map(
    ({ label, ms }, index) =>
      html`<span class="key"><span class="dot p${index}" aria-hidden="true"></span>${label} ${duration(ms)}</span> `,
  )}</figcaption></figure>`;
}

function tickLabel(ms: number): string {
  return ms >= 1000 ? `${ms / 1000} s` : `${round(ms)} ms`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
