/**
 * The report as one page: works offline and without JavaScript, in print, in light and dark, on a narrow screen.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { banner, headline } from './html/banner.ts';
import { blockers } from './html/blockers.ts';
import { checks } from './html/checks.ts';
import { html, trusted } from './html/escape.ts';
import { evidenceSection, indexEvidence } from './html/evidence.ts';
import { creations, lists } from './html/lists.ts';
import { navigation } from './html/navigation.ts';
import { provenance } from './html/provenance.ts';
import { PAGE_SCRIPT } from './html/script.ts';
import { topicTable } from './html/topics.ts';
import type { Report } from './model.ts';

const STYLES = readFileSync(new URL('./html/page.css', import.meta.url), 'utf8');

/** Only this page's own style sheet and script, by their hashes; nothing from anywhere else, no form, no base. */
const POLICY = `default-src 'none'; style-src '${hash(STYLES)}'; script-src '${hash(PAGE_SCRIPT)}'; base-uri 'none'; form-action 'none'`;

/** Renders the page. */
export function renderHtml(report: Report): string {
  const evidence = indexEvidence(report);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${headline(report)} · ${report.target.kind === 'embedded' ? 'embedded reference' : report.target.url} · concordat</title>
<style>${trusted(STYLES)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${banner(report)}
${navigation(report, evidence.total)}
<main id="main">
${provenance(report)}
${blockers(report)}
${topicTable(report)}
${lists(report)}
${checks(report, evidence)}
${evidenceSection(evidence)}
${creations(report)}
</main>
<footer><p>concordat ${report.suite.version}, report format ${report.reportVersion}. The same report as data: conformance-report.json.</p></footer>
<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
