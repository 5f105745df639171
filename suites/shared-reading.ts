/**
 * Readings that callers who wait at the same time share, as long as they begin after each of them asked.
 */
import type { RunContext } from '../engine/context.ts';

interface Reader<T> {
  next?: Promise<T>;
  current?: Promise<T>;
}

/** Reads, once for everybody who asks with this key before the reading begins. */
export function sharedReading<T>(context: RunContext, key: string, read: () => Promise<T>): Promise<T> {
  const reader = context.once(`reader of ${key}`, (): Reader<T> => ({}));
  if (reader.next) return reader.next;
  const before = reader.current;
  const reading: Promise<T> = Promise.resolve(before?.catch(() => {})).then(() => {
    // From here on the reading has begun: whoever asks now needs the one after it.
    reader.current = reading;
    delete reader.next;
    return read();
  });
  reader.next = reading;
  return reading;
}
