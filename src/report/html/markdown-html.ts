// Sections of report.md as sections of the page: both reports have one source of words. The home of markdown-it, which
// is loaded when a page is made. What the user wrote is escaped in the Markdown already, and raw HTML is off.

import type { Token } from 'markdown-it';
import { ownText } from './html.ts';

export interface HtmlSection {
  readonly id: string;
  readonly heading: string;
  /** without the heading */
  readonly body: string;
}

/** @returns Markdown of one or several sections → the sections; `id` is given to the first, the others count on */
export type SectionMaker = (markdown: string, id: string) => HtmlSection[];

export async function loadSectionMaker(): Promise<SectionMaker> {
  const { default: MarkdownIt } = await import('markdown-it');
  const md = new MarkdownIt({ html: false, linkify: false });
  // no pictures or links are ever meant: a name that looks like one is a name
  md.disable(['image', 'link', 'autolink', 'html_block', 'html_inline', 'reference', 'code']);
  md.renderer.rules.table_open = (_tokens, _index, _options, env) =>
    `<div class="table" role="group" tabindex="0" aria-label="${(env as { heading: string }).heading}"><table>\n`;
  md.renderer.rules.table_close = () => '</table></div>\n';
  md.renderer.rules.text = (tokens, index) => ownText(tokens[index]?.content ?? '');
  const cell = (tag: string, attribute: string) => (tokens: Token[], index: number) =>
    `<${tag}${attribute}${/right/.test(String(tokens[index]?.attrGet('style'))) ? ' class="num"' : ''}>`;
  md.renderer.rules.th_open = cell('th', ' scope="col"');
  md.renderer.rules.td_open = cell('td', '');
  return (markdown, id) =>
    // user text never begins a line with a heading: `#` is escaped
    markdown
      .split(/^## /m)
      .filter(part => part.trim() !== '')
      .map((part, index) => {
        const end = part.indexOf('\n');
        const heading = md.renderInline((end < 0 ? part : part.slice(0, end)).trim(), {});
        const env = { heading: heading.replace(/<[^>]*>/g, '') };
        const body = end < 0 ? '' : md.render(part.slice(end + 1), env);
        return { id: index === 0 ? id : `${id}-${index + 1}`, heading, body };
      });
}

export function sectionHtml({ id, heading, body }: HtmlSection, before = ''): string {
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${heading}</h2>\n${before}${body}</section>\n`;
}
