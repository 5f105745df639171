import { describe, expect, it } from 'vitest';
import { createLatencyHistogram, latencySummary } from '../../target/latency.ts';
import { createPacer, createPlaces } from '../../target/limits.ts';

describe('places', () => {
  it('are given in the order in which they were asked for', async () => {
    const places = createPlaces(1);
    const order: number[] = [];
    await places.take();
    const waiting = Array.from({ length: 3_000 }, (_, index) => places.take().then(() => order.push(index)));
    for (let count = 0; count < 3_000; count += 1) places.give();
    await Promise.all(waiting);
    expect(order).toEqual(Array.from({ length: 3_000 }, (_, index) => index));
  });

  it('are free again after use', async () => {
    const places = createPlaces(2);
    for (let count = 0; count < 5; count += 1) {
      await places.take();
      await places.take();
      places.give();
      places.give();
    }
    let third = false;
    await places.take();
    await places.take();
    const waiting = places.take().then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    places.give();
    await waiting;
    expect(third).toBe(true);
  });
});

describe('the pace', () => {
  it('spaces starts evenly and does not save up what was not used', () => {
    const pacer = createPacer(10);
    expect([0, 0, 0].map(pacer)).toEqual([0, 100, 200]);
    expect([1_000, 1_000].map(pacer)).toEqual([0, 100]);
  });

  it('is free without a number', () => {
    expect([5, 5, 5].map(createPacer(undefined))).toEqual([0, 0, 0]);
  });
});

describe('latency percentiles', () => {
  it('are right to within a bucket', () => {
    const histogram = createLatencyHistogram();
    for (let value = 1; value <= 1_000; value += 1) histogram.record(value);
    const { p50, p95, p99, max } = latencySummary([histogram]);
    for (const [found, wanted] of [
      [p50, 500],
      [p95, 950],
      [p99, 990],
    ] as const) {
      expect(Math.abs(found - wanted) / wanted).toBeLessThan(0.05);
    }
    expect(max).toBe(1_000);
  });

  it('are the value itself when there is one, and zero when there is none', () => {
    const histogram = createLatencyHistogram();
    expect(latencySummary([histogram])).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 });
    histogram.record(7);
    expect(latencySummary([histogram])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
  });

  it('take the shortest and the longest durations', () => {
    const histogram = createLatencyHistogram();
    histogram.record(0);
    histogram.record(1e9);
    expect(latencySummary([histogram]).max).toBe(1e9);
  });
});
