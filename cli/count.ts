/**
 * Numbers with their nouns.
 */

/** `1 party`, `1,200 parties`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

/** `1,200`, without loading the locales, which takes as long as a whole command may be late. */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
