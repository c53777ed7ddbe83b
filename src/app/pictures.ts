// map.svg and before-after.svg of a plan directory, and the same as PNG where asked for.

import { coarser } from '../geo/drawing.ts';
import type { PlanFile } from '../io/plan-directory.ts';
import type { MapDrawing } from '../model/drawing.ts';
import { LABELS } from '../report/labels.ts';
import { beforeAfterPicture, type Drawn, layersPicture, mapPicture } from '../report/picture/pictures.ts';
import type { ReportInput } from '../report/report-input.ts';
import { pngOf } from './png.ts';

interface Pictured extends Omit<ReportInput, 'labels'> {
  readonly drawing: () => MapDrawing | null;
}

/** None for a map without a place; before-after only where some zone has a rep today. */
export function pictureFiles(input: Pictured, png: number | null): Generator<PlanFile> {
  const drawn = drawnOf(input, '');
  return files(drawn && mapPicture(drawn), drawn && beforeAfterPicture(drawn.input, [drawn]), png);
}

/** Of all layers together; each layer has its own too. */
export function layersPictureFiles(
  all: ReportInput,
  layers: readonly (Pictured & { readonly name: string })[],
  png: number | null,
): Generator<PlanFile> {
  const drawn = layers.map(layer => drawnOf(layer, layer.name)).filter(d => d !== null);
  if (drawn.length === 0) return files(null, null, png);
  return files(layersPicture(all, drawn), beforeAfterPicture(all, drawn), png);
}

function drawnOf(input: Pictured, name: string): Drawn | null {
  const drawing = input.drawing();
  const { context, result, kpis, plan, lang } = input;
  return (
    drawing && {
      input: { context, result, kpis, plan, lang, labels: LABELS[lang] },
      drawing: coarser(drawing),
      name,
    }
  );
}

function* files(
  map: Iterable<string> | null,
  beforeAfter: Iterable<string> | null,
  png: number | null,
): Generator<PlanFile> {
  for (const [name, picture] of [
    ['map', map],
    ['before-after', beforeAfter],
  ] as const) {
    if (!picture) continue;
    const svg = [...picture].join('');
    yield { path: `${name}.svg`, content: [svg] };
    if (png !== null) yield { path: `${name}.png`, content: drawn(svg, png) };
  }
}

async function* drawn(svg: string, width: number): AsyncGenerator<Uint8Array> {
  yield await pngOf(svg, width);
}
