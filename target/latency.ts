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
  summary(): LatencySummary;
}

/** An empty histogram. Percentiles are exact to 4.4 %, the maximum is exact. */
export function createLatencyHistogram(): LatencyHistogram {
  const counts = new Uint32Array(BUCKETS_PER_OCTAVE * OCTAVES);
  let total = 0;
  let max = 0;

  const percentile = (share: number): number => {
    const rank = Math.ceil(share * total);
    let seen = 0;
    for (let index = 0; index < counts.length; index += 1) {
      seen += counts[index] ?? 0;
      if (seen >= rank && seen > 0) return Math.min(max, SMALLEST_MS * 2 ** ((index + 1) / BUCKETS_PER_OCTAVE));
    }
    return max;
  };

  return {
    record(milliseconds) {
      const position = Math.log2(Math.max(milliseconds, SMALLEST_MS) / SMALLEST_MS) * BUCKETS_PER_OCTAVE;
      const index = Math.min(counts.length - 1, Math.floor(position));
      counts[index] = (counts[index] ?? 0) + 1;
      total += 1;
      max = Math.max(max, milliseconds);
    },
    summary: () => ({ p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), max }),
  };
}
