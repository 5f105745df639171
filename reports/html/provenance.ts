/**
 * Where the verdict comes from: target, texts, seed, vectors, time, statement. Enough to make the run again.
 */

import type { Report } from '../model.ts';
import { duration } from '../sentences.ts';
import { shorten } from '../visible.ts';
import { VERDICT_TONES } from './banner.ts';
import { type Content, type Html, html, shown } from './escape.ts';
import { badge } from './words.ts';

/** The section. */
export function provenance(report: Report): Html {
  const { target, run, suite } = report;
  const product = [target.product, target.version].filter((part) => part !== '').join(' ');
  const { only, exclude } = run.selection;
  const rows: readonly (readonly [string, Content])[] = [
    ['Target', [target.kind === 'embedded' ? 'embedded, a self-test: ' : '', shown(target.url)]],
    ['Product', target.kind === 'embedded' ? null : product === '' ? 'unknown' : shown(shorten(product, 200))],
    ['When', [shown(moment(run.startedAt)), `, ${duration(run.durationMs)}`]],
    ['Suite', ['concordat ', shown(suite.version)]],
    ['Budget', `${run.budget}, ${run.concurrency} at a time${run.strict ? ', strict' : ''}`],
    ['Seed', run.seed],
    ['Namespace', html`<code>${shown(run.namespace)}</code>`],
    ['Vectors', html`<code>${shown(run.vectorsSha256)}</code>`],
    [
      'Selection',
      only.length + exclude.length === 0
        ? 'everything'
        : shown([...only, ...exclude.map((glob) => `not ${glob}`)].join(', ')),
    ],
    ['Shard', run.shard === null ? null : shown(run.shard)],
    ['Stopped early', run.stopped ? shown(`${run.stopped.message} (${run.stopped.code})`) : null],
    ['Left out', report.leftOut.length > 0 ? leftOut(report) : null],
  ];
  return html`<section id="provenance"><h2>Provenance</h2>
<dl class="facts">${rows.filter(([, value]) => value !== null).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<h3>Suites and the texts they test</h3>
${report.suites.map(suiteCard)}
${statement(report)}
</section>`;
}

function leftOut({ leftOut: ids }: Report): Html {
  return html`<details><summary>${ids.length} deciding requirements</summary><ul>${ids.map((id) => html`<li class="id">${shown(id)}</li>`)}</ul></details>`;
}

function suiteCard({ name, verdict, reason, contract }: Report['suites'][number]): Html {
  const { errata } = contract;
  return html`<div class="card"><p><strong>${shown(name)}</strong> ${badge(VERDICT_TONES[verdict], verdict.replace('-', ' '))}</p>
<p>${shown(reason)}</p>
<p class="fine">Text: ${shown(contract.id)} ${shown(contract.version)}, SHA-256 <code>${shown(contract.sha256)}</code></p>
${
  errata.length === 0
    ? null
    : html`<details><summary>${errata.length} known ${errata.length === 1 ? 'error' : 'errors'} of the text taken into account</summary><ul>${errata.map(
        (erratum) =>
          html`<li><strong>${shown(erratum.id)}</strong>, ${shown(erratum.place)} (${erratum.direction}): ${shown(erratum.effect)} <span class="fine">${shown(erratum.source)}</span></li>`,
      )}</ul></details>`
}</div>`;
}

function statement(report: Report): Html | null {
  const entries = Object.entries(report.statement);
  if (entries.length === 0) return null;
  return html`<h3>Statement about the target</h3>
<dl class="facts">${entries.map(([name, { value, origin }]) => html`<div><dt>${shown(name)}</dt><dd>${shown(shorten(String(value), 200))} <span class="fine">${origin}</span></dd></div>`)}</dl>`;
}

/** ISO 8601 for people; other text as it is. */
function moment(iso: string): string {
  return iso.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/, '$1 $2 UTC');
}
