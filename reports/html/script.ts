/**
 * The script of the page. Nothing needs it: it opens what a deep link names, and filters checks by words.
 */

/** Plain JavaScript, put into the page as it is; the page's policy names its hash. */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const reveal = () => {
    let node;
    try { node = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!node) return;
    for (let at = node; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    node.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();
  const search = document.getElementById('search');
  const words = document.getElementById('words');
  if (!search || !words) return;
  search.hidden = false;
  const rows = [...document.querySelectorAll('.check')].map((row) => [row, row.textContent.toLowerCase()]);
  const topics = [...document.querySelectorAll('.topic')];
  words.addEventListener('input', () => {
    const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const [row, text] of rows) row.hidden = !wanted.every((word) => text.includes(word));
    for (const topic of topics) topic.hidden = !topic.querySelector('.check:not([hidden])');
  });
})();
`;
