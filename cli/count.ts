/**
 * Numbers with their nouns.
 */

/** `1 party`, `1,200 parties`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
