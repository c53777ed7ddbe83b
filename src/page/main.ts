// The script of report.html: the map's switches, enlarging, pointing, keys; tables in order. Without it the page is whole, but still.

import type { PageData } from '../report/html/page-data.ts';
import { startMap } from './map.ts';
import { startPrinting, startSheets } from './sheets.ts';
import { linkSectors, startTables } from './tables.ts';

const text = document.getElementById('page-data')?.textContent;
if (text) {
  const data = JSON.parse(text) as PageData;
  for (const frame of document.querySelectorAll<HTMLElement>('.map')) {
    const map = data.maps[Number(frame.dataset.map)];
    if (map) startMap(frame, map, data);
  }
  startLayers();
  startSheets(data.words);
  startPrinting();
  startTables(data);
  linkSectors(data.maps, data.words);
  for (const hidden of document.querySelectorAll<HTMLElement>('.with-script, .layer-switch'))
    hidden.hidden = false;
}

/** One map per layer, of which one is seen. */
function startLayers(): void {
  const choice = document.querySelector<HTMLSelectElement>('.layer-switch select');
  if (!choice) return;
  const show = () => {
    for (const frame of document.querySelectorAll<HTMLElement>('.map')) {
      frame.hidden = frame.dataset.map !== choice.value;
      if (!frame.hidden) frame.dispatchEvent(new Event('shown'));
    }
  };
  choice.addEventListener('change', show);
  show();
}
