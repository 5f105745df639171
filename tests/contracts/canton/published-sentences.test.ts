/**
 * Looks up the first words of each clause in the published texts, where they are at hand.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cantonClauses } from '../../../contracts/canton/clauses.ts';
import { missing, publishedFile, why } from './shared.ts';

const FILES: Readonly<Record<string, string>> = {
  'canton-post-v2-parties': 'canton-post-v2-parties.md',
  'canton-post-v2-users': 'canton-post-v2-users.md',
  'canton-openapi-3.5.6': 'canton-openapi-3.5.6.yaml',
};

const plain = (text: string): string => text.replace(/[`*]/g, '').replace(/\s+/g, ' ');

it.skipIf(missing).each(Object.keys(FILES))(`finds each sentence of %s in the published text${why}`, (document) => {
  const text = plain(readFileSync(publishedFile(FILES[document]!), 'utf8'));
  const sentences = cantonClauses().filter((clause) => clause.document === document && clause.kind === 'sentence');
  expect(sentences.length).toBeGreaterThan(30);
  expect(sentences.filter(({ quote }) => !text.includes(plain(quote))).map(({ id }) => id)).toEqual([]);
});
