// The same as a page that needs nothing else.

import { VERSION } from '../../version.ts';
import { type Assets, escapeHtml, ownText } from '../html/html.ts';
import { loadSectionMaker, sectionHtml } from '../html/markdown-html.ts';
import { document } from '../html/page.ts';
import { LABELS } from '../labels.ts';
import { type CommitteeInput, committeeSections, statusLines } from './committee.ts';
import { COMMITTEE_WORDS } from './words.ts';

export async function committeePage(input: CommitteeInput, assets: Assets): Promise<string[]> {
  const { name, lang } = input;
  const words = COMMITTEE_WORDS[lang];
  const toHtml = await loadSectionMaker();
  const title = `${words.title}${LABELS[lang].colon}${escapeHtml(name)}`;
  const lines = statusLines(input).map(line => `<li>${ownText(escapeHtml(line))}</li>`);
  const screen =
    `<header><h1>${words.title}</h1><p>${escapeHtml(words.of(name))}</p></header>\n` +
    `<main id="main" tabindex="-1">\n<ul>${lines.join('')}</ul>\n`;
  const seen = new Map<string, number>();
  const body = committeeSections(input).flatMap(([id, text]) => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return toHtml(text, times === 1 ? id : `${id}-${times}`).map(part => ({
      ...part,
      html: sectionHtml(part),
    }));
  });
  return [...document({ title, version: VERSION, lang }, screen, body, [], assets)];
}
