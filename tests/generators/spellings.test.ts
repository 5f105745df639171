/** All spellings of a body mean the same and keep their placeholders. */
import { describe, expect, it } from 'vitest';
import { partyCorpus, partyForSpellings } from '../../generators/canton/party.ts';
import { spellings } from '../../generators/spellings.ts';

const PLACEHOLDER = '{{{{{name-00000}}}}}';

describe('spellings', () => {
  it('mean the same as the body', () => {
    for (const body of [partyForSpellings(), ...partyCorpus(4, 60)]) {
      for (const { label, text } of spellings(body)) expect(JSON.parse(text), label).toEqual(body);
    }
  });

  it('keep every placeholder as it is, so that names can be filled in', () => {
    for (const body of partyCorpus(5, 60)) {
      const expected = JSON.stringify(body).split(PLACEHOLDER).length;
      for (const { label, text } of spellings(body)) expect(text.split(PLACEHOLDER).length, label).toBe(expected);
    }
  });

  it('are twelve different texts with labels of their own for a body that has everything', () => {
    const all = spellings(partyForSpellings());
    expect(new Set(all.map(({ text }) => text)).size).toBe(12);
    expect(new Set(all.map(({ label }) => label)).size).toBe(12);
    expect(all.map(({ text }) => text)).not.toContain(JSON.stringify(partyForSpellings()));
  });

  it('leave out what does not show', () => {
    const labels = spellings({ partyIdHint: PLACEHOLDER }).map(({ label }) => label);
    expect(labels).not.toContain('slashes escaped');
    expect(labels).not.toContain('members in reverse order');
    expect(labels).toContain('every character escaped');
  });

  it('escape every character outside the placeholder, pairs of surrogates included', () => {
    const [text] = spellings({ a: `\u{1f600}/${PLACEHOLDER}` }).flatMap((spelling) =>
      spelling.label === 'every character escaped' ? spelling.text : [],
    );
    expect(text).toBe(`{"\\u0061":"\\ud83d\\ude00\\u002f${PLACEHOLDER}"}`);
  });

  it('put white space around every token', () => {
    const body = { a: [1, true, null, 'x'] };
    const spaced = spellings(body).find(({ label }) => label === 'white space around every token')!;
    expect(spaced.text.replaceAll(' \t\n', '_')).toBe(' {_"a"_:_[_1_,_true_,_null_,_"x"_]_} ');
  });
});
