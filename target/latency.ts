/**
 * Latency percentiles with flat memory: a histogram whose buckets grow by a sixteenth of an octave (4.4 %).
 */
const BUCKETS_PER_OCTAVE = 16;
const OCTAVES = 32;
const SMALLEST_MS = 0.001;

/** Percentiles of what was recorded, in milliseconds; 0 when nothing was. */
interface LatencySummary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Collects durations. */
export interface LatencyHistogram {
  record(milliseconds: number): void;
  /** How many durations fell into each bucket. */
  readonly counts: Uint32Array;
  /** The longest one, in milliseconds. */
  max(): number;
}

/** An empty histogram. */
export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Uint32Array(BUCKETS_PER_OCTAVE * OCTAVES);
  let max = 0;
  return {
    counts,
    max: () => max,
    record(milliseconds) {
      const position = Math.log2(Math.max(milliseconds, SMALLEST_MS) / SMALLEST_MS) * BUCKETS_PER_OCTAVE;
      const index = Math.min(counts.length - 1, Math.floor(position));
      counts[index] = (counts[index] ?? 0) + 1;
      max = Math.max(max, milliseconds);
    },
  };
}

/** Percentiles over everything that the histograms hold. They are exact to 4.4 %, the maximum is exact. */
export function latencySummary(histograms: readonly LatencyHistogram[]): LatencySummary {
  const max = Math.max(0, ...histograms.map((histogram) => histogram.max()));
  const countAt = (index: number): number => histograms.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0);
  const counts = Array.from({ length: BUCKETS_PER_OCTAVE * OCTAVES }, (_, index) => countAt(index));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const percentile = (share: number): number => {
    const rank = Math.ceil(share * total);
    let seen = 0;
    for (const [index, count] of counts.entries()) {
      seen += count;
      if (seen >= rank && seen > 0) return Math.min(max, SMALLEST_MS * 2 ** ((index + 1) / BUCKETS_PER_OCTAVE));
    }
    return max;
  };
  return { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), max };
}
