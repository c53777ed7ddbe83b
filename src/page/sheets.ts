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

/** On paper the whole map is shown, whatever part of it is on the screen. */
export function startPrinting(): void {
  window.addEventListener('beforeprint', () => {
    for (const frame of document.querySelectorAll('.map')) frame.dispatchEvent(new Event('whole'));
  });
}
