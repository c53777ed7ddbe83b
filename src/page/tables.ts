// Tables that can be sorted by a column and searched. Without the script they are plain tables; what is printed is what
// is shown, with the words that were looked for above it.

import type { Lang } from '../report/format.ts';
import type { PageData, PageWords } from '../report/html/page-data.ts';
import { element } from './dom.ts';
import { type Direction, figuresOfColumn, folded, hasWords, orderOf } from './rows.ts';

/** Fewer rows than these are seen at a glance. */
const SORTED = 3;
const SEARCHED = 12;

export function startTables({ lang, words }: PageData): void {
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: 'base' });
  for (const frame of document.querySelectorAll<HTMLElement>('.table')) {
    const table = frame.querySelector('table');
    const body = table?.tBodies[0];
    if (!table || !body) continue;
    const all = [...body.rows];
    const rows = all.filter(row => !isSum(row));
    const sums = all.filter(isSum);
    // sums between the rows: they stand in groups, which sorting would tear apart
    const grouped = all.some((row, i) => i < rows.length && isSum(row));
    if (rows.length >= SORTED && !grouped) makeSortable(table, body, rows, sums, lang, collator);
    if (rows.length >= SEARCHED) makeSearchable(frame, rows, sums, words);
  }
}

/** A sum of other rows, or the rest of them: its name is in bold. */
function isSum(row: HTMLTableRowElement): boolean {
  return row.cells[0]?.firstElementChild?.tagName === 'STRONG';
}

/** A button in every header that orders the rows: up, down, as they were. Sums stay at the end. */
function makeSortable(
  table: HTMLTableElement,
  body: HTMLElement,
  rows: readonly HTMLTableRowElement[],
  sums: readonly HTMLTableRowElement[],
  lang: Lang,
  collator: Intl.Collator,
): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  heads.forEach((head, c) => {
    const cells = rows.map(row => (row.cells[c]?.textContent ?? '').trim());
    const figures = head.classList.contains('num') ? figuresOfColumn(cells, lang) : null;
    if (head.classList.contains('num') && !figures) return;
    const order = (direction: Direction) =>
      figures
        ? orderOf(figures, (a, b) => a - b, Number.isNaN, direction)
        : orderOf(cells, collator.compare, cell => cell === '', direction);
    const button = element('button') as HTMLButtonElement;
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const was = head.getAttribute('aria-sort');
      for (const other of heads) other.removeAttribute('aria-sort');
      const next = was === null ? 'ascending' : was === 'ascending' ? 'descending' : null;
      if (next) head.setAttribute('aria-sort', next);
      const sorted = next ? order(next).map(i => rows[i] as HTMLTableRowElement) : rows;
      body.append(...sorted, ...sums);
    });
  });
}

function makeSearchable(
  frame: HTMLElement,
  rows: readonly HTMLTableRowElement[],
  sums: readonly HTMLTableRowElement[],
  words: PageWords,
): void {
  const texts = rows.map(row => folded([...row.cells].map(cell => cell.textContent).join(' ')));
  const input = element('input') as HTMLInputElement;
  input.type = 'search';
  // which rows: those below the section's title
  const title = frame.closest('section')?.getAttribute('aria-labelledby');
  if (title) input.setAttribute('aria-describedby', title);
  const label = element('label', `${words.filter} `);
  label.append(input);
  const count = element('span', '', 'count');
  count.setAttribute('role', 'status');
  const bar = element('div', '', 'filter');
  bar.append(label, count);
  frame.before(bar);
  input.addEventListener('input', () => {
    const active = input.value.trim() !== '';
    bar.classList.toggle('active', active);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = active && !hasWords(texts[i] as string, input.value);
      if (!row.hidden) shown++;
    });
    // a sum of all rows would be read as that of the rows above it
    for (const row of sums) row.hidden = active;
    count.textContent = active
      ? words.rows.replace('{shown}', String(shown)).replace('{all}', String(rows.length))
      : '';
  });
}

/** Names of sectors become buttons that show the sector on its map; a name that several sectors have says too little. */
export function linkSectors(maps: PageData['maps'], words: PageWords): void {
  const places = new Map<string, readonly [map: number, sector: number] | null>();
  maps.forEach(({ sectors }, m) => {
    sectors.forEach(({ name }, j) => {
      places.set(name, places.has(name) ? null : [m, j]);
    });
  });
  for (const row of document.querySelectorAll<HTMLTableRowElement>('.table tbody tr')) {
    const cell = row.cells[0];
    const place = cell && places.get(cell.textContent ?? '');
    if (!cell || !place) continue;
    const [m, j] = place;
    const button = element('button', '', 'to-map') as HTMLButtonElement;
    button.type = 'button';
    button.title = words.toMap;
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener('click', () => {
      const choice = document.querySelector<HTMLSelectElement>('.layer-switch select');
      if (choice) {
        choice.value = String(m);
        choice.dispatchEvent(new Event('change'));
      }
      const frame = document.querySelector(`[data-map="${m}"]`);
      frame?.scrollIntoView({ block: 'start' });
      // its own button marks it
      frame?.querySelector<HTMLElement>(`[data-sector="${j}"]`)?.focus({ preventScroll: true });
    });
  }
}
