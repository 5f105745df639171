import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../reports/html.ts';
import { renderJunit } from '../../reports/junit.ts';
import { buildReport } from '../../reports/model.ts';
import { visible } from '../../reports/visible.ts';
import { accessibilityViolations, horizontalOverflow, openBrowser, openDocument } from './browser.ts';
import { hostileText } from './hostile.ts';
import { NASTY, runWith, sampleRequirement, sampleRun, sampleSuite } from './sample.ts';
import { conformantRun, notConformantRun, notDeterminedRun, selfTestRun } from './sample-runs.ts';

const reports = {
  conformant: buildReport(conformantRun()),
  'not conformant': buildReport(notConformantRun(), {
    waivers: [
      {
        requirement: 'canton-parties/hint/too-long-rejected',
        reason: NASTY,
        owner: NASTY,
        link: NASTY,
        expires: '2027-01-01',
      },
      { requirement: 'canton-parties/gone', reason: NASTY, owner: NASTY, link: NASTY, expires: '2027-01-01' },
    ],
  }),
  'not determined': buildReport(notDeterminedRun()),
};
const failed = 'canton-parties/body/wrong-type-rejected';
const passed = 'canton-parties/operation/offered';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Runs a piece of JavaScript in the page; it is text because this project has no types of the browser. */
const inPage = <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);
const byId = (id: string): string => `document.getElementById(${JSON.stringify(id)})`;
const inWindow = (id: string): string =>
  `(() => { const box = ${byId(id)}.getBoundingClientRect(); return box.height > 0 && box.top >= -2 && box.top < innerHeight; })()`;

describe.each(Object.entries(reports))('the page of a report that is %s', (name, report) => {
  const document = renderHtml(report);

  it.each(['light', 'dark'] as const)('is accessible and quiet in the %s scheme', async (colorScheme) => {
    const { page, errors, requests, close } = await openDocument(browser, document, { colorScheme });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await inPage(page, 'globalThis.pwned')).toBeUndefined();
    expect([errors, requests]).toEqual([[], []]);
    await close();
  });

  it('fits a narrow window, with everything unfolded', async () => {
    const { page, close } = await openDocument(browser, document, { viewport: { width: 360, height: 740 } });
    expect(await horizontalOverflow(page)).toEqual({ pixels: 0, elements: [] });
    await inPage(page, "document.querySelectorAll('details').forEach((details) => { details.open = true; })");
    expect(await horizontalOverflow(page)).toEqual({ pixels: 0, elements: [] });
    await close();
  });

  it('says the verdict on the first screen', async () => {
    const { page, close } = await openDocument(browser, document, { viewport: { width: 1200, height: 600 } });
    expect((await page.textContent('h1'))?.toLowerCase()).toBe(name);
    expect(await page.textContent('.sentence')).toBe(report.sentence);
    expect(await inPage<number>(page, "document.querySelector('.banner').getBoundingClientRect().bottom")).toBeLessThan(
      600,
    );
    await close();
  });

  it('shows everything without JavaScript', async () => {
    const { page, close } = await openDocument(browser, document, { javaScriptEnabled: false });
    expect(await page.isVisible('#search')).toBe(false);
    const shown = await inPage<string[]>(
      page,
      "[...document.querySelectorAll('.check')].filter((row) => row.checkVisibility()).map((row) => row.id)",
    );
    expect(shown).toEqual(report.requirements.map(({ id }) => visible(id)));
    const open = await inPage<string[]>(page, "[...document.querySelectorAll('.check[open]')].map((row) => row.id)");
    expect(open).toEqual(
      report.requirements
        .filter(({ verdict, deciding, waiver }) => verdict === 'failed' && deciding && (waiver?.expired ?? true))
        .map(({ id }) => visible(id)),
    );
    await page.check('#show-open');
    const filtered = await inPage<number>(
      page,
      "[...document.querySelectorAll('.check')].filter((row) => row.checkVisibility()).length",
    );
    expect(filtered).toBe(report.requirements.filter(({ verdict }) => verdict !== 'passed').length);
    await close();
  });

  it('has an element for every link within it, and each id once', async () => {
    const { page, close } = await openDocument(browser, document);
    const dead = await inPage<string[]>(
      page,
      "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id) && !document.getElementById(decodeURI(id)))",
    );
    expect(dead).toEqual([]);
    const ids = await inPage<string[]>(page, "[...document.querySelectorAll('[id]')].map((node) => node.id)");
    expect(ids).toHaveLength(new Set(ids).size);
    await close();
  });
});

describe('the requirement table', () => {
  const suites = ['canton-parties', 'canton-users', 'ishare-parties'];
  const topics = ['operation', 'authentication', 'refusal'];
  const kinds = [{}, {}, { profile: 'reference' }, { level: 'SHOULD' }] as const;
  const many = suites.flatMap((suite) =>
    topics.flatMap((topic) =>
      [0, 1, 2, 3].map((index) => sampleRequirement(`${suite}/${topic}/sentence-${index}`, kinds[index])),
    ),
  );
  const three = renderHtml(
    buildReport(sampleRun({ suites: suites.map((name) => sampleSuite(name)), requirements: many })),
  );

  it('puts the topics under their suites, which have sums of their own', async () => {
    const { page, close } = await openDocument(browser, three);
    const rows = await inPage<string[]>(
      page,
      "[...document.querySelectorAll('#requirements tbody tr')].map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent).join(' | '))",
    );
    expect(rows).toEqual(
      suites.flatMap((suite) => [`${suite} | 6 of 6 | 3 of 3`, ...topics.map((topic) => `${topic} | 2 of 2 | 1 of 1`)]),
    );
    expect(await accessibilityViolations(page)).toEqual([]);
    await close();
  });

  it('fits a narrow screen without being pushed', async () => {
    const { page, close } = await openDocument(browser, three, { viewport: { width: 360, height: 740 } });
    const hidden =
      "(() => { const box = document.querySelector('#requirements .scroll'); return box.scrollWidth - box.clientWidth; })()";
    expect(await inPage<number>(page, hidden)).toBe(0);
    // A topic is one line: no word of it is broken.
    const lines = "[...document.querySelectorAll('#requirements tbody a')].map((link) => link.getClientRects().length)";
    expect(new Set(await inPage<number[]>(page, lines))).toEqual(new Set([1]));
    await close();
  });
});

describe('a deep link', () => {
  it.each([
    ['failed', failed, 'not conformant'],
    ['passed', passed, 'conformant'],
  ] as const)('opens a check that %s', async (_name, id, report) => {
    const { page, close } = await openDocument(browser, renderHtml(reports[report]), { fragment: `#${id}` });
    expect(await inPage(page, inWindow(id))).toBe(true);
    expect(await inPage(page, `${byId(id)}.open`)).toBe(true);
    await close();
  });

  it('goes there without JavaScript too', async () => {
    for (const id of [failed, passed]) {
      const { page, close } = await openDocument(browser, renderHtml(reports['not conformant']), {
        fragment: `#${id}`,
        javaScriptEnabled: false,
      });
      expect(await inPage(page, inWindow(id))).toBe(true);
      await close();
    }
  });

  it('opens folded evidence when it is followed', async () => {
    const { page, close } = await openDocument(browser, renderHtml(reports['not conformant']));
    await page.click(`[id="${failed}"] a[href^="#exchange-"]`);
    const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
    await page.waitForFunction(`${byId(target)}.open`);
    expect(await page.textContent(`[id="${target}"]`)).toContain('Answer');
    await close();
  });
});

describe('the text filter', () => {
  it('shows the checks that hold all words', async () => {
    const { page, close } = await openDocument(browser, renderHtml(reports['not conformant']));
    await page.fill('#words', 'users hint too-long');
    const shown = await inPage<string[]>(
      page,
      "[...document.querySelectorAll('.check')].filter((row) => row.checkVisibility()).map((row) => row.id)",
    );
    expect(shown).toContain('canton-users/hint/too-long-rejected');
    expect(shown.length).toBeLessThan(4);
    await close();
  });
});

describe('the printed page', () => {
  it('holds the findings and leaves out what only works on a screen', async () => {
    const { page, close } = await openDocument(browser, renderHtml(reports['not conformant']));
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('#blockers .command')).toBe(true);
    expect(await page.isVisible('nav')).toBe(false);
    expect(await page.isVisible('.filter')).toBe(false);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await close();
  });
});

describe('the page of a self-test', () => {
  it('says so in its first words', async () => {
    const { page, close } = await openDocument(browser, renderHtml(buildReport(selfTestRun())));
    expect(await page.textContent('h1')).toBe('Self-test: conformant');
    expect(await page.textContent('.sentence')).toMatch(/^Self-test: the embedded reference is conformant/);
    await close();
  });
});

describe('the page of a selection that passed', () => {
  it('does not call the target conformant', async () => {
    const run = sampleRun({
      leftOut: [{ id: 'canton-parties/x/y', profile: 'contract' }],
      run: runWith({ selection: { only: ['**/hint/*'], exclude: [] } }),
    });
    const { page, close } = await openDocument(browser, renderHtml(buildReport(run)));
    expect(await page.textContent('h1')).toBe('Passed (selection)');
    await close();
  });
});

describe('arbitrary bytes of a target', () => {
  const samples = fc.sample(hostileText(), { numRuns: 20, seed: 7 }).concat(NASTY);

  it('make no elements, attributes or links in the page', async () => {
    const { page, errors, close } = await openDocument(browser, '<!doctype html><title>x</title>');
    const skeleton = (text: string): Promise<[string[], string[], string]> =>
      inPage(
        page,
        `((source) => {
          const parsed = new DOMParser().parseFromString(source, 'text/html');
          const nodes = [...parsed.querySelectorAll('*')];
          const kinds = nodes.flatMap((node) => [node.tagName, ...node.getAttributeNames().map((name) => node.tagName + '@' + name)]);
          const links = nodes.map((node) => node.getAttribute('href')).filter((href) => href !== null && !/^#|^evidence\\/[\\w.-]+$/.test(href));
          return [[...new Set(kinds)].sort(), links, [...parsed.querySelectorAll('script')].map((node) => node.textContent).join('|')];
        })(${JSON.stringify(renderHtml(buildReport(notConformantRun(text))))})`,
      );
    const [calmKinds, , calmScript] = await skeleton('calm \u0000');
    for (const sample of samples) {
      const [kinds, links, script] = await skeleton(`${sample} \u0000`);
      expect(kinds).toEqual(calmKinds);
      expect(links).toEqual([]);
      expect(script).toBe(calmScript);
    }
    expect(errors).toEqual([]);
    await close();
  });

  it('leave the JUnit file well-formed, with every name', async () => {
    const { page, close } = await openDocument(browser, '<!doctype html><title>x</title>');
    for (const sample of samples) {
      const report = buildReport(notConformantRun(sample));
      const [error, names] = await inPage<[string | null, string[]]>(
        page,
        `((source) => {
          const parsed = new DOMParser().parseFromString(source, 'application/xml');
          return [parsed.querySelector('parsererror')?.textContent ?? null, [...parsed.querySelectorAll('testcase')].map((node) => node.getAttribute('name'))];
        })(${JSON.stringify(renderJunit(report))})`,
      );
      expect(error).toBeNull();
      expect(names).toEqual(report.requirements.map(({ id }) => visible(id)));
    }
    await close();
  });
});
