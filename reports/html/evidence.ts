/**
 * Evidence: what was sent and what came back, collapsed.
 */

import { bodyBytes, type InlineBody } from '../body.ts';
import type { EvidenceEntry } from '../evidence.ts';
import type { Report } from '../model.ts';
import { duration } from '../sentences.ts';
import { type Content, type Html, html, shown, shownLines } from './escape.ts';

/** Exchanges that the page itself holds; of the others it gives the file. */
const MAX_EXCHANGES = 400;

/** Which exchanges are on the page, and how to get to each. */
export interface EvidenceIndex {
  readonly shown: readonly EvidenceEntry[];
  readonly total: number;
  /** A link to the exchange on the page, or to its file. */
  link(entry: EvidenceEntry): Html;
}

/** Collects the exchanges of all findings, each once. First findings come first when not all fit. */
export function indexEvidence({ requirements }: Report): EvidenceIndex {
  const entries = new Map<string, EvidenceEntry>();
  const findings = requirements.flatMap((requirement) =>
    requirement.findings.map((finding, rank) => ({ finding, rank })),
  );
  for (const { finding } of findings.toSorted((a, b) => a.rank - b.rank)) {
    for (const entry of finding.evidence) entries.set(entry.id, entries.get(entry.id) ?? entry);
  }
  const shownEntries = [...entries.values()].slice(0, MAX_EXCHANGES);
  const positions = new Map(shownEntries.map((entry, index) => [entry.id, index + 1]));
  return {
    shown: shownEntries,
    total: entries.size,
    link(entry) {
      const position = positions.get(entry.id);
      return position === undefined
        ? html`<a href="${entry.file}">${answer(entry)}</a>`
        : html`<a href="#exchange-${position}">exchange ${position}: ${answer(entry)}</a>`;
    },
  };
}

/** The section; nothing without evidence. */
export function evidenceSection(index: EvidenceIndex): Html | null {
  if (index.total === 0) return null;
  const rest = index.total - index.shown.length;
  return html`<section id="evidence"><h2>Evidence <span class="count">${index.total}</span></h2>
<p>Secrets are cut. Whole bodies are in the files beside this page.${rest > 0 ? ` ${rest} more exchanges are in files only.` : ''}</p>
${index.shown.map((entry, position) => exchange(entry, position + 1))}</section>`;
}

function exchange(entry: EvidenceEntry, position: number): Html {
  const { request, response } = entry;
  return html`<details class="exchange" id="exchange-${position}"><summary>${position}. ${shown(request.method)} ${shown(request.url)} <span class="fine">${answer(entry)}, ${duration(entry.durationMs)}</span></summary>
<div class="body"><p class="fine">${shown(entry.id)} · <a href="${entry.file}">${shown(entry.file)}</a></p>
<h4>Request</h4><pre>${shown(`${request.method} ${request.url}`)}
${headers(request.headers)}${request.chunked ? 'transfer-encoding: chunked\n' : ''}</pre>${body(request)}
<h4>Answer</h4>${
    response
      ? [
          html`<pre>${response.status}
${headers(response.headers)}</pre>`,
          body(response),
          response.incomplete ? html`<p class="fine">The capture stopped here.</p>` : null,
        ]
      : html`<p>None: ${shown(entry.failure?.message ?? '')} (${shown(entry.failure?.kind ?? '')})</p>`
  }
</div></details>
`;
}

function answer({ response, failure }: EvidenceEntry): Content {
  return response ? `status ${response.status}` : ['no answer (', shown(failure?.kind ?? ''), ')'];
}

function headers(fields: Readonly<Record<string, string>>): Content {
  return Object.entries(fields).map(([name, value]) =>
    [shown(`${name}: ${value}`), '\n'].map((part) => (part === '\n' ? shownLines(part) : part)),
  );
}

function body(inline: InlineBody): Html {
  if (inline.body === null) return html`<p class="fine">No body.</p>`;
  if (inline.body === '') return html`<p class="fine">An empty body.</p>`;
  const note = `${inline.bodyBytes} bytes${inline.bodyEncoding === 'base64' ? ', not UTF-8' : ''}${inline.truncated ? ', only the beginning is shown' : ''}`;
  const text = inline.bodyEncoding === 'utf8' ? inline.body : Buffer.from(bodyBytes(inline) ?? []).toString('latin1');
  return html`<pre class="payload">${shownLines(text)}</pre><p class="fine">${note}</p>`;
}
