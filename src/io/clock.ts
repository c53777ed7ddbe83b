// Times of day and days of the week as people write them. No clock, no locale.

import type { TourSettings } from '../model/tour-settings.ts';
import { normalizeName } from './synonyms.ts';

const TIME = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?(?::\d{2})?)?$/i;

/** `09:00`, `9h`, `9h30`, `9.30` or `9` → minutes after midnight, up to 24:00; null for anything else. */
export function parseTime(text: string): number | null {
  const found = TIME.exec(text.trim());
  if (!found) return null;
  const hours = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  const total = 60 * hours + minutes;
  return minutes < 60 && total <= 1440 ? total : null;
}

/** `7h45`, `8 h`, `480 min`, `8` hours → minutes; null for anything else. */
export function parseHours(text: string): number | null {
  const minutes = /^(\d{1,4})\s*(?:min|minutes?|mn)$/i.exec(text.trim());
  if (minutes) return Number(minutes[1]);
  const hours = /^(\d{1,2}(?:[.,]\d+)?)\s*(?:h|hours?|heures?)?$/i.exec(text.trim());
  if (hours) return Math.round(60 * Number((hours[1] as string).replace(',', '.')));
  const both = /^(\d{1,2})\s*[h:]\s*(\d{2})$/i.exec(text.trim());
  return both && Number(both[2]) < 60 ? 60 * Number(both[1]) + Number(both[2]) : null;
}

/** by the first letters of its names, from Monday on */
const DAYS: readonly (readonly string[])[] = [
  ['monday', 'lundi', '1'],
  ['tuesday', 'mardi', '2'],
  ['wednesday', 'mercredi', '3'],
  ['thursday', 'jeudi', '4'],
  ['friday', 'vendredi', '5'],
  ['saturday', 'samedi', '6'],
  ['sunday', 'dimanche', '7'],
];

/** two letters are enough in French; in English, three: `tu` and `th` are said too, `su` and `sa` in both */
const SHORTEST = 2;

function dayOf(word: string): number {
  const key = normalizeName(word).replace(/s$/, '');
  const fits = (name: string) => name === key || (key.length >= SHORTEST && name.startsWith(key));
  const found = DAYS.flatMap((names, day) => (names.some(fits) ? [day] : []));
  return found.length === 1 ? (found[0] as number) : -1;
}

/**
 * `mon,tue`, `lun mar`, `mon-fri`, `lundi au vendredi`, `1-5` → days of the week, 0 for Monday, ascending; null when
 * something is no day. A range may go over the end of the week.
 */
export function parseWeekdays(text: string): number[] | null {
  const parts = text
    .toLowerCase()
    .replace(/\s*(?:-|–|\bau\b|\bto\b)\s*/g, '-')
    .split(/[\s,;|/+]+/)
    .filter(part => part !== '');
  const days = new Set<number>();
  for (const part of parts) {
    const ends = part.split('-');
    const [from, to = from] = ends.map(dayOf) as [number, number?];
    if (ends.length > 2 || from < 0 || (to as number) < 0) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return days.size === 0 ? null : [...days].sort((a, b) => a - b);
}

/** minutes of the longest day that leaves the legal rest of eleven hours (Code du travail, L3131-1) */
export const LONGEST_DAY = 780;

const NOON = { from: 720, to: 840 };

/** `60`, `45 min`, `60 12:00-14:00`, or none; null: not understood */
export function parseLunch(text: string): { readonly lunch: TourSettings['lunch'] } | null {
  if (/^\s*(?:none|no|non|aucun|0)\s*$/i.test(text)) return { lunch: null };
  const found =
    /^\s*(\d{1,3})\s*(?:min|minutes?|mn)?(?:[\s,]+([\d:h.]+)\s*(?:-|–|to|à)\s*([\d:h.]+))?\s*$/i.exec(text);
  if (!found) return null;
  const minutes = Number(found[1]);
  const from = found[2] === undefined ? NOON.from : parseTime(found[2]);
  const to = found[3] === undefined ? NOON.to : parseTime(found[3]);
  if (from === null || to === null || minutes < 1 || minutes > 180 || to < from) return null;
  return { lunch: { minutes, from, to } };
}

/** `120` of currency, or `90 min` at the wheel; null: not understood */
export function parseNightPrice(text: string): TourSettings['nightPrice'] | null {
  const found = /^\s*(\d{1,6}(?:[.,]\d+)?)\s*(min|minutes?|mn)?\s*$/i.exec(text);
  if (!found) return null;
  const value = Number((found[1] as string).replace(',', '.'));
  return found[2] === undefined ? { currency: value } : { minutes: value };
}
