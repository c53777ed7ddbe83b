// Text for a page: nothing of the user's is markup, whatever it says.

import { createHash } from 'node:crypto';
import { plainText } from '../format.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const LONGEST = 200;

/** Text of the user as it is shown: one line, nothing in it that turns the direction of reading, not without end. */
export function shortText(text: string): string {
  const line = plainText(text.slice(0, LONGEST * 4));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** Text of the user, for an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return ownText(shortText(text));
}

/** Text of our own, such as figures: its no-break spaces stay, and French marks are not left alone at a line's beginning. */
export function ownText(text: string): string {
  return text
    .replace(/ (?=[;:?!»%](?:\s|$))/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/[&<>"']/g, char => ENTITIES[char] as string);
}

/** JSON inside a script element: no text in it can end the element, or open a comment. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

export interface Assets {
  readonly script: string;
  readonly style: string;
}

/** Nothing may be loaded, sent or run but the script and the style of the page itself, by their hashes. */
export function contentSecurityPolicy({ script, style }: Assets): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
