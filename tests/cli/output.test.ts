import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProgress, LINE_INTERVAL, type ProgressEvent } from '../../cli/progress.ts';
import { table, wrap } from '../../cli/table.ts';
import { createTerminal, printable, type Terminal, type TextStream } from '../../cli/terminal.ts';
import { fakeTerminal } from './fakes.ts';

describe('table', () => {
  const id = 'canton-parties/operation/optional-members-may-be-missing';

  it('wraps the last column beside the others, within the width', () => {
    const text = table(
      [['ok', 'clock', 'agrees with the clock here, as far as a field without fractions can tell it']],
      60,
    );
    expect(text.split('\n')).toEqual([
      'ok  clock  agrees with the clock here, as far as a field',
      '           without fractions can tell it',
    ]);
  });

  it('puts the last column under its row where there is no room beside it', () => {
    const text = table(
      [[id, 'MUST', 'Every member is optional and the empty object allocates a party all the same.']],
      80,
    );
    expect(text.split('\n')).toEqual([
      `${id}  MUST`,
      '    Every member is optional and the empty object allocates a party all the',
      '    same.',
    ]);
  });

  it('aligns columns by what is seen, not by colour codes', () => {
    const paint = (text: string): string => `\u001b[31m${text}\u001b[39m`;
    const text = table(
      [
        [{ text: 'fail', paint }, 'x', 'one'],
        ['ok', 'longer', 'two'],
      ],
      80,
    );
    expect(stripVTControlCharacters(text)).toBe('fail  x       one\nok    longer  two');
    expect(text).toContain('\u001b[31mfail\u001b[39m');
  });

  it('keeps a word whole that is wider than the line, so that it can be copied', () => {
    expect(wrap(`see ${id} there`, 20)).toEqual(['see', id, 'there']);
  });

  it('shows control characters of foreign text instead of obeying them', () => {
    expect(table([['version', '3.5\u001b[2J\nspoofed\u202e']], 80)).toBe('version  3.5\\u001b[2J\\u000aspoofed\\u202e');
    expect(printable('é 世界 🎉')).toBe('é 世界 🎉');
  });
});

describe('progress', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const planned: ProgressEvent = { type: 'planned', requirements: 141, parties: 180, users: 0, exchanges: 2400 };
  const decided = (done: number, verdict: 'passed' | 'failed'): ProgressEvent => ({
    type: 'requirement',
    id: `canton-parties/hint/${done}`,
    verdict,
    done,
    total: 141,
  });

  it('says what a run leaves behind, and a line at most every ten seconds, where there is no terminal', async () => {
    const { terminal, errors } = fakeTerminal();
    let now = 0;
    const progress = await createProgress({ terminal, quiet: false, ci: false, now: () => now });
    progress(planned);
    for (let done = 1; done <= 141; done++) {
      now += 150;
      progress(decided(done, done === 20 ? 'failed' : 'passed'));
    }
    progress.stop();
    expect(errors()).toEqual([
      '141 requirements, about 2,400 requests; creates up to 180 parties, which stay on',
      'the target for ever.',
      '10 s: 67 of 141 requirements decided, 1 failed',
      '20 s: 134 of 141 requirements decided, 1 failed',
    ]);
  });

  it('breaks what it says between words, keeps an address whole and lets no control character through', async () => {
    const { terminal, errors } = fakeTerminal();
    const progress = await createProgress({ terminal, quiet: false, ci: true });
    const address = `http://${'long-'.repeat(20)}name`;
    progress({
      type: 'message',
      text: `Waiting for ${address}, up to 20 s: \u001b[2J answers GET /v2/version with 503.`,
    });
    progress.stop();
    expect(errors()).toEqual([
      'Waiting for',
      `${address},`,
      'up to 20 s: \\u001b[2J answers GET /v2/version with 503.',
    ]);
  });

  it('shows a sign of life while nothing is decided, and nothing after its end', async () => {
    vi.useFakeTimers();
    const { terminal, errors } = fakeTerminal();
    const progress = await createProgress({ terminal, quiet: false, ci: true });
    vi.advanceTimersByTime(LINE_INTERVAL);
    expect(errors()).toEqual(['10 s: waiting for the first result']);
    progress.stop();
    vi.advanceTimersByTime(5 * LINE_INTERVAL);
    progress({ type: 'message', text: 'late' });
    expect(errors()).toHaveLength(1);
  });

  it('shows nothing at all when quiet', async () => {
    const { terminal, errors } = fakeTerminal();
    const progress = await createProgress({ terminal, quiet: true, ci: false });
    progress(planned);
    progress({ type: 'message', text: 'x' });
    progress.stop();
    expect(errors()).toEqual([]);
  });

  it('draws a bar on a terminal, with messages above it, and takes it away at the end', async () => {
    const { stream, written } = fakeScreen();
    const terminal: Terminal = createTerminal(stream, stream, ['--no-color'], {});
    const progress = await createProgress({ terminal, quiet: false, ci: false });
    progress(planned);
    progress(decided(1, 'failed'));
    progress({ type: 'message', text: 'the target is slow' });
    // The library draws a few times a second.
    await vi.waitFor(() => expect(written()).toContain('the target is slow\n'), { timeout: 20_000 });
    progress.stop();
    expect(written()).toContain('which stay on the target for\never.\n');
    expect(written()).toContain('1/141  1 failed  canton-parties/hint/1');
  });
});

/** A stream that claims to be a terminal, with what the bar library calls. */
function fakeScreen(): { stream: TextStream; written(): string } {
  let text = '';
  const nothing = (): boolean => true;
  const stream = {
    isTTY: true,
    columns: 100,
    write: (part: string) => {
      text += part;
      return true;
    },
    cursorTo: nothing,
    moveCursor: nothing,
    clearLine: nothing,
    clearScreenDown: nothing,
  };
  return { stream, written: () => text };
}
