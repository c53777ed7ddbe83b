// Fact sheets: all open or all closed.

import type { PageWords } from '../report/html/page-data.ts';

export function startSheets(words: PageWords): void {
  const button = document.querySelector<HTMLButtonElement>('.open-all');
  if (!button) return;
  const sheets = document.querySelectorAll<HTMLDetailsElement>('.sheets details');
  button.hidden = false;
  button.addEventListener('click', () => {
    const open = ![...sheets].every(sheet => sheet.open);
    for (const sheet of sheets) sheet.open = open;
    button.textContent = open ? words.collapse : words.expand;
  });
}

/** On paper the whole map is shown, whatever part of it is on the screen, and that of every layer: nobody can choose. */
export function startPrinting(): void {
  const maps = [...document.querySelectorAll<HTMLElement>('.map')];
  let hidden: HTMLElement[] = [];
  window.addEventListener('beforeprint', () => {
    hidden = maps.filter(map => map.hidden);
    for (const map of maps) {
      map.hidden = false;
      map.dispatchEvent(new Event('whole'));
    }
  });
  window.addEventListener('afterprint', () => {
    for (const map of hidden) map.hidden = true;
  });
}
