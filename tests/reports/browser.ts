/**
 * A real browser for tests of pages, without any network.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium as launcher, type Page } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the browser; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return launcher.launch({ executablePath: await chromium.executablePath(), args: ARGUMENTS, headless: true });
}

/** A page, and what happened on it that must not: script errors, refused policies, requests to anywhere. */
export interface WatchedPage {
  readonly page: Page;
  readonly errors: string[];
  readonly requests: string[];
  close(): Promise<void>;
}

/** The address that a document is given at; no request for it leaves the machine. */
export const DOCUMENT_URL = 'http://report.invalid/report.html';

/** Opens a document in a context of its own. Every request but the one for the document itself is recorded and blocked. */
export async function openDocument(
  browser: Browser,
  document: string,
  options: BrowserContextOptions & { readonly fragment?: string } = {},
): Promise<WatchedPage> {
  const { fragment = '', ...contextOptions } = options;
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.route('**/*', async (route) => {
    if (route.request().url() === DOCUMENT_URL) {
      await route.fulfill({ body: document, contentType: 'text/html; charset=utf-8' });
    } else {
      requests.push(route.request().url());
      await route.abort();
    }
  });
  await page.goto(DOCUMENT_URL + fragment);
  return { page, errors, requests, close: () => context.close() };
}

/** Violations that axe-core finds, a line each. Needs JavaScript in the page's context. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    type Results = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Results> } };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
  });
}

/** By how many pixels the page is wider than its window, and which elements stick out. */
export async function horizontalOverflow(page: Page): Promise<{ pixels: number; elements: string[] }> {
  const [pixels, elements] = await page.evaluate<[number, string[]]>(`(() => {
    const root = document.documentElement;
    const inside = (node) => { for (let at = node.parentElement; at; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return true; return false; };
    const wide = [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > root.clientWidth + 1 && !inside(node));
    return [root.scrollWidth - root.clientWidth, wide.slice(0, 5).map((node) => node.outerHTML.slice(0, 120))];
  })()`);
  return { pixels, elements };
}
