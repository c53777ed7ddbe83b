// The maps of plans that are compared: all zones of a layer, of any of the plans, on one plane, so that the maps are drawn
// alike and a sector has one color on all of them.

import type { Comparison } from '../../evaluate/compare/compare.ts';
import { colorsFor } from '../../evaluate/sector-colors.ts';
import { bordersOf } from '../../geo/dissolve.ts';
import { coarser, drawnBorders, makeDrawing } from '../../geo/drawing.ts';
import type { MapDrawing } from '../../model/drawing.ts';
import type { MultiPolygon, ZoneGraph, Zones } from '../../model/records.ts';
import type { LayerMaps, SideMap } from '../../report/compare/maps.ts';
import { readZoneFeatures } from '../written/map-features.ts';
import type { WrittenLayer } from '../written/written-plan.ts';
import type { ReadPlan } from './read-side.ts';

/**
 * A layer each, in the order of the plans; none where no zone has a place.
 * @param plans of each side, the base first
 * @throws InputError when a plan's zones cannot be read
 */
export async function comparisonMaps(
  comparison: Comparison,
  plans: readonly ReadPlan[],
): Promise<LayerMaps[]> {
  const names = [...new Set(plans.flatMap(({ written }) => written.layers.map(({ name }) => name ?? '')))];
  const maps: LayerMaps[] = [];
  for (const name of names) {
    const found = await layerMaps(name, comparison, plans);
    if (found) maps.push(found);
  }
  return maps;
}

async function layerMaps(
  name: string,
  { base, others }: Comparison,
  plans: readonly ReadPlan[],
): Promise<LayerMaps | null> {
  const written = plans.map(plan => plan.written.layers.find(layer => (layer.name ?? '') === name) ?? null);
  const zones = await zonesOf(written.filter(layer => layer !== null));
  const drawing = makeDrawing(zones, drawnBorders(zones, bordersOf(zones)));
  if (!drawing) return null;
  const at = new Map(zones.id.map((id, z) => [id, z]));
  const sides = [base, ...others.map(({ side }) => side)].map(
    side => side.layers.find(layer => layer.name === name) ?? null,
  );
  // a sector is known by its id, whoever serves it; someone without a sector by their own
  const sectorOf = new Map<string, string>();
  for (const layer of written)
    for (const { repId, sectorId } of layer?.plan.sectors ?? []) sectorOf.set(repId, sectorId);
  const reps = [...new Set(sides.flatMap(side => side?.zones.map(({ rep }) => rep) ?? []))];
  const keyOf = new Map<string, string>();
  for (const rep of reps) if (rep !== '') keyOf.set(rep, sectorOf.get(rep) ?? rep);
  const keys = [...new Set(keyOf.values())].sort();
  const index = new Map(keys.map((key, k) => [key, k]));
  const assigned = sides.map(side => {
    const sector = new Int32Array(zones.count).fill(-1);
    const rep: string[] = Array.from(zones.id, () => '');
    for (const zone of side?.zones ?? []) {
      const z = at.get(zone.id);
      if (z === undefined || zone.rep === '') continue;
      rep[z] = zone.rep;
      sector[z] = index.get(keyOf.get(zone.rep) ?? '') ?? -1;
    }
    return { sector, rep };
  });
  const [first, ...rest] = assigned.map(({ sector }) => sector) as [Int32Array, ...Int32Array[]];
  const colors = colorsFor(graphOf(drawing), keys.length, rest.at(-1) ?? first, first, ...rest.slice(0, -1));
  return {
    layer: name,
    drawing: coarser(drawing),
    colors,
    keys,
    sides: sides.map((side, s): SideMap | null => {
      const layer = written[s];
      if (!side || !layer) return null;
      const bridges = layer.plan.bridges.flatMap(([a, b]) => {
        const [from, to] = [at.get(a), at.get(b)];
        return from === undefined || to === undefined ? [] : [{ a: from, b: to }];
      });
      const { sector, rep } = assigned[s] as (typeof assigned)[number];
      return { sector, rep, bridges, bases: layer.plan.sectors.map(of => of.base) };
    }),
  };
}

/** Of all the plans; a shape is that of the last one that has the zone. */
async function zonesOf(layers: readonly WrittenLayer[]): Promise<Zones> {
  const shapes = new Map<string, MultiPolygon['coordinates'] | null>();
  const places = new Map<string, { readonly name: string; readonly lat: number; readonly lon: number }>();
  for (const layer of [...new Set(layers)].reverse()) {
    for (const { id, name, lat, lon } of layer.zones) if (!places.has(id)) places.set(id, { name, lat, lon });
    // plans over the same zones have the same shapes
    if (layer.zones.every(({ id, rep }) => rep === '' || shapes.has(id))) continue;
    for (const { id, geometry } of await readZoneFeatures(layer)) {
      if (shapes.has(id)) continue;
      shapes.set(id, isShape(geometry) ? geometry : null);
    }
  }
  const id = [...places.keys()].sort();
  const numbers = (of: 'lat' | 'lon') => Float64Array.from(id, key => places.get(key)?.[of] ?? Number.NaN);
  return {
    ...{ count: id.length, file: '', rowsRead: id.length, id },
    line: new Int32Array(id.length),
    name: id.map(key => places.get(key)?.name ?? ''),
    lat: numbers('lat'),
    lon: numbers('lon'),
    areaKm2: new Float64Array(id.length).fill(Number.NaN),
    geometry: id.map(key => shapes.get(key) ?? null),
    neighborIds: null,
    parents: new Map(),
    numbers: new Map(),
  };
}

/** A point is a list of two numbers, a shape one of polygons. */
function isShape(geometry: unknown): geometry is MultiPolygon['coordinates'] {
  return Array.isArray(geometry) && Array.isArray(geometry[0]) && Array.isArray(geometry[0][0]);
}

/** Zones that share a border, as it is drawn. */
function graphOf({ zones, arcs }: MapDrawing): Pick<ZoneGraph, 'offsets' | 'neighbors'> {
  const owners: number[][] = arcs.map(() => []);
  for (const [z, rings] of zones.entries())
    for (const ring of rings) for (const arc of ring) owners[arc < 0 ? ~arc : arc]?.push(z);
  const near: Set<number>[] = zones.map(() => new Set());
  for (const list of owners) for (const a of list) for (const b of list) if (a !== b) near[a]?.add(b);
  const offsets = new Int32Array(zones.length + 1);
  near.forEach((set, z) => {
    offsets[z + 1] = (offsets[z] as number) + set.size;
  });
  return { offsets, neighbors: Int32Array.from(near.flatMap(set => [...set])) };
}
