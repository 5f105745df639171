/**
 * Whether two reports say the same, once what may differ between equal runs is masked.
 */
import { isDeepStrictEqual } from 'node:util';
import { MASKED_POINTERS, type MaskedPointer, TEXT_MASKS } from './masked-pointers.ts';
import type { Report } from './model.ts';

interface MaskTree {
  how?: MaskedPointer['how'];
  readonly children: Map<string, MaskTree>;
}

const TREE = MASKED_POINTERS.reduce<MaskTree>(
  (root, { pointer, how }) => {
    let node = root;
    for (const step of pointer.split('/').slice(1)) {
      const next: MaskTree = node.children.get(step) ?? { children: new Map() };
      node.children.set(step, next);
      node = next;
    }
    node.how = how;
    return root;
  },
  { children: new Map() },
);

/** Whether two reports are the same. */
export function sameReport(a: Report, b: Report): boolean {
  return isDeepStrictEqual(maskReport(a), maskReport(b));
}

/** The report with every place masked that may differ between two equal runs. A plain JSON value, good for a diff. */
export function maskReport(report: Report): unknown {
  return mask(JSON.parse(JSON.stringify(report)), TREE);
}

function mask(value: unknown, tree: MaskTree | undefined): unknown {
  if (tree === undefined || value === null) return value;
  if (tree.how === 'value') return '<masked>';
  if (tree.how === 'count') return Array.isArray(value) ? value.length : value;
  if (tree.how === 'text') return typeof value === 'string' ? maskText(value) : value;
  if (Array.isArray(value)) return value.map((item) => mask(item, tree.children.get('*')));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, mask(member, tree.children.get(key) ?? tree.children.get('*'))]),
  );
}

function maskText(text: string): string {
  return TEXT_MASKS.reduce((masked, { pattern, replacement }) => masked.replaceAll(pattern, replacement), text);
}
