// KML 2.2 (OGC 07-147r2): a folder for each level and layer, a placemark for each sector with its outline, a line of
// figures and all figures as data, and a folder of labels. Colors are aabbggrr.

import type { MapFeature } from '../../io/sector-geojson.ts';
import { squareOf } from '../../model/power.ts';
import type { MultiPolygon, Position } from '../../model/records.ts';
import { EXPORT_WORDS, type ExportWords } from '../../report/export-words.ts';
import { formatNumber, type Lang } from '../../report/format.ts';
import { type MapLayer, readMaps } from '../written/map-features.ts';
import type { WrittenLayer, WrittenPlan } from '../written/written-plan.ts';
import type { Format } from './format.ts';

export const kml: Format = {
  crm: false,
  async make({ request, plan }) {
    const words = EXPORT_WORDS[request.lang];
    const maps = await readMaps(plan, request.zones);
    const features = maps.reduce((sum, map) => sum + map.features.length, 0);
    const placeless = maps.flatMap(map => map.features.filter(({ geometry }) => geometry === null));
    return {
      files: [
        { file: { path: 'sectors.kml', content: document(maps, plan, words, request.lang) }, rows: features },
      ],
      notes: [
        ...(placeless.length > 0 ? [words.notes.noGeometry(placeless.slice(0, 3).map(({ id }) => id))] : []),
        ...(hasOutlines(maps) ? [] : [words.notes.points]),
      ],
      steps: words.kml('sectors.kml'),
    };
  },
};

export function hasOutlines(maps: readonly MapLayer[]): boolean {
  return maps.some(
    ({ kind, features }) =>
      kind === 'sectors' && features.some(({ geometry }) => polygonsOf(geometry) !== null),
  );
}

function* document(
  maps: readonly MapLayer[],
  plan: WrittenPlan,
  words: ExportWords,
  lang: Lang,
): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n';
  yield `<name>${xml(words.map.title)}</name>\n<open>1</open>\n`;
  const colors = [...new Set(maps.flatMap(({ features }) => features.map(({ color }) => color)))].sort();
  for (const color of colors) for (const zone of [false, true]) yield styleOf(color, zone);
  yield '<Style id="label"><IconStyle><scale>0</scale></IconStyle></Style>\n';
  const layers = new Map(plan.layers.map(layer => [layer.name ?? '', layer]));
  for (const map of maps) {
    const first = maps.find(({ kind }) => kind === 'sectors');
    // one layer is shown at first: they lie upon each other
    const shown = map.kind === 'sectors' && map === first;
    yield `<Folder>\n<name>${xml(folderName(map, words))}</name>\n<visibility>${shown ? 1 : 0}</visibility>\n`;
    for (const feature of map.features) {
      if (feature.geometry !== null) yield placemark(feature, map.kind, { words, lang, shown });
    }
    yield '</Folder>\n';
    const layer = map.kind === 'sectors' ? layers.get(map.name) : undefined;
    if (layer) yield* labels(map, layer, words, shown);
  }
  yield '</Document>\n</kml>\n';
}

function folderName({ kind, name }: MapLayer, words: ExportWords): string {
  if (kind === 'level') return name;
  const title = kind === 'sectors' ? words.map.sectors : words.map.zones;
  return name === '' ? title : `${title}: ${name}`;
}

function styleId(color: string, zone: boolean): string {
  return `${zone ? 'z' : 's'}${color.slice(1)}`;
}

function styleOf(color: string, zone: boolean): string {
  const [r, g, b] = [1, 3, 5].map(at => color.slice(at, at + 2));
  const bgr = `${b}${g}${r}`;
  return (
    `<Style id="${styleId(color, zone)}">` +
    `<IconStyle><color>ff${bgr}</color><scale>${zone ? 0.5 : 0.6}</scale></IconStyle>` +
    `<LabelStyle><scale>${zone ? 0 : 1}</scale></LabelStyle>` +
    `<LineStyle><color>ff${bgr}</color><width>${zone ? 1 : 2}</width></LineStyle>` +
    `<PolyStyle><color>80${bgr}</color></PolyStyle></Style>\n`
  );
}

interface Look {
  readonly words: ExportWords;
  readonly lang: Lang;
  readonly shown: boolean;
}

/**
 * Google Earth writes the name of a point on the map, not that of a polygon. Points have a folder of their own, for QGIS
 * makes a layer of each folder, of one kind of geometry.
 */
function* labels(map: MapLayer, layer: WrittenLayer, words: ExportWords, shown: boolean): Generator<string> {
  const title = map.name === '' ? words.map.labels : `${words.map.labels}: ${map.name}`;
  yield `<Folder>\n<name>${xml(title)}</name>\n<visibility>${shown ? 1 : 0}</visibility>\n`;
  for (const feature of map.features) {
    const point = polygonsOf(feature.geometry) && labelPoint(feature, layer);
    if (!point) continue;
    yield `<Placemark>\n<name>${xml(titleOf(feature))}</name>\n<visibility>${shown ? 1 : 0}</visibility>\n` +
      `<styleUrl>#label</styleUrl>\n${pointText(point)}\n</Placemark>\n`;
  }
  yield '</Folder>\n';
}

function titleOf({ id, properties }: MapFeature): string {
  return String(properties.get('title') || id);
}

function placemark(feature: MapFeature, kind: MapLayer['kind'], { words, lang, shown }: Look): string {
  const { properties, color, geometry } = feature;
  const zone = kind === 'zones';
  const name = zone
    ? [properties.get('zone_id'), properties.get('zone_name')].filter(Boolean).join(' ')
    : titleOf(feature);
  const data = [...properties]
    .filter(([, value]) => value !== null && value !== '')
    .map(
      ([column, value]) =>
        `<Data name="${xml(column)}">${displayName(column, words)}<value>${xml(String(value))}</value></Data>`,
    );
  const snippet = zone ? '' : `<Snippet maxLines="2">${xml(figures(properties, words, lang))}</Snippet>`;
  return (
    `<Placemark>\n<name>${xml(name)}</name>\n<visibility>${shown ? 1 : 0}</visibility>\n${snippet}` +
    `<styleUrl>#${styleId(color, zone)}</styleUrl>\n<ExtendedData>\n${data.join('\n')}\n</ExtendedData>\n` +
    `${shape(geometry)}</Placemark>\n`
  );
}

function displayName(column: string, words: ExportWords): string {
  const word = Object.hasOwn(words.columns, column)
    ? words.columns[column as keyof ExportWords['columns']]
    : undefined;
  return word === undefined ? '' : `<displayName>${xml(word)}</displayName>`;
}

/** `28 zones · 232 accounts · 1,364 h` */
function figures(properties: MapFeature['properties'], words: ExportWords, lang: Lang): string {
  const parts: string[] = [];
  for (const [column, say] of Object.entries(words.map.figures)) {
    const value = properties.get(column);
    if (typeof value === 'number') parts.push(say(formatNumber(value, 0, lang)));
  }
  return parts.join(' · ');
}

function shape(geometry: MapFeature['geometry']): string {
  const polygons = polygonsOf(geometry);
  if (polygons === null) {
    const points =
      typeof geometry?.[0] === 'number' ? [geometry as Position] : (geometry as readonly Position[]);
    return multi(points.map(pointText));
  }
  return multi(polygons.map(polygonText));
}

function multi(parts: readonly string[]): string {
  return parts.length === 1 ? `${parts[0]}\n` : `<MultiGeometry>\n${parts.join('\n')}\n</MultiGeometry>\n`;
}

function pointText(position: Position): string {
  return `<Point><coordinates>${coordinates([position])}</coordinates></Point>`;
}

function polygonText([outer, ...holes]: readonly (readonly Position[])[]): string {
  const ring = (points: readonly Position[]) =>
    `<LinearRing><coordinates>${coordinates(points)}</coordinates></LinearRing>`;
  return (
    `<Polygon><outerBoundaryIs>${ring(outer as readonly Position[])}</outerBoundaryIs>` +
    `${holes.map(hole => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('')}</Polygon>`
  );
}

function coordinates(points: readonly Position[]): string {
  return points.map(([lon, lat]) => `${lon},${lat}`).join(' ');
}

export function polygonsOf(geometry: MapFeature['geometry']): MultiPolygon['coordinates'] | null {
  const first = geometry?.[0];
  if (!Array.isArray(first) || typeof first[0] === 'number') return null;
  return geometry as MultiPolygon['coordinates'];
}

/** The center of the sector's zone that is nearest to the sector's own: a center may lie outside of its sector. */
function labelPoint({ id }: MapFeature, layer: WrittenLayer): Position | null {
  const center = layer.plan.sectors.find(({ sectorId }) => sectorId === id)?.center;
  if (!center) return null;
  let best: Position | null = null;
  let least = Number.POSITIVE_INFINITY;
  const narrow = Math.cos((center[0] * Math.PI) / 180);
  for (const { sectorId, lat, lon } of layer.zones) {
    if (sectorId !== id) continue;
    const far = squareOf(lat - center[0]) + squareOf((lon - center[1]) * narrow);
    if (far < least) {
      least = far;
      best = [lon, lat];
    }
  }
  return best;
}

// control characters and lone halves of surrogate pairs: XML 1.0 has no way to say them
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** Text for an element or an attribute: it stays text, whatever is in it. */
export function xml(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
