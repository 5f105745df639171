/**
 * HTML that cannot be broken out of: a template tag that escapes whatever is not HTML already.
 */
import { escapeCharacter, visible, visibleParts } from '../visible.ts';

/** Markup that was put together by {@link html}. */
export interface Html {
  readonly markup: string;
}

/** What a template may hold: text and numbers are escaped, markup and lists of it are not, `null` is nothing. */
export type Content = Html | string | number | null | readonly Content[];

/**
 * A piece of markup. Every text in it is escaped and made visible, in elements and in quoted attributes alike
 * (attributes must be written with double quotes).
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  let markup = strings[0] ?? '';
  contents.forEach((content, index) => {
    markup += render(content) + (strings[index + 1] ?? '');
  });
  return { markup };
}

/** Text of the target: as {@link html} would escape it, with what cannot be seen marked as such. */
export function shown(text: string): Html {
  const parts = visibleParts(text).map((part) =>
    part.escaped
      ? [...part.text].map((character) => `<span class="unseen">${escapeCharacter(character)}</span>`).join('')
      : escapeMarkup(part.text),
  );
  return { markup: parts.join('') };
}

/** As {@link shown}, for preformatted places: line ends and tabs stay what they are. */
export function shownLines(text: string): Html {
  const markup = text.split(/(\n|\t)/).map((part) => (part === '\n' || part === '\t' ? part : shown(part).markup));
  return { markup: markup.join('') };
}

/** Markup that was not made here, e.g. the style sheet. Never for anything that came from outside the project. */
export function trusted(markup: string): Html {
  return { markup };
}

function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeMarkup(visible(content));
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(render).join('');
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
