// The maps of a plan directory, read back: sectors, the groups of the levels above them, zones. A sector without an
// outline is the points of its zones.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MapFeature } from '../../io/sector-geojson.ts';
import { jsonFault } from '../../model/json-fault.ts';
import type { MultiPolygon, Position } from '../../model/records.ts';
import { planError } from './plan-fault.ts';
import type { WrittenLayer, WrittenPlan } from './written-plan.ts';

export type Cell = string | number | null;

export interface MapLayer {
  /** `sectors`, `zones`, or a level */
  readonly kind: 'sectors' | 'zones' | 'level';
  /** name of the level, or of the layer; '' without layers */
  readonly name: string;
  readonly features: readonly MapFeature[];
}

/** Levels from the top, then sectors layer by layer, then zones when they are asked for. */
export async function readMaps(plan: WrittenPlan, zones: boolean): Promise<MapLayer[]> {
  const maps: MapLayer[] = [];
  for (const layer of plan.layers) maps.push(...(await readLevels(layer)));
  for (const layer of plan.layers) {
    const features = await readFeatures(join(layer.dir, 'sectors.geojson'));
    maps.push({ kind: 'sectors', name: layer.name ?? '', features: withPoints(layer, features) });
  }
  if (!zones) return maps;
  for (const layer of plan.layers)
    maps.push({ kind: 'zones', name: layer.name ?? '', features: await readZoneFeatures(layer) });
  return maps;
}

/** The zones that have a sector, by id. */
export async function readZoneFeatures({ dir }: WrittenLayer): Promise<MapFeature[]> {
  const folder = join(dir, 'sectors');
  const names = (await readdir(folder).catch(() => [] as string[])).filter(name => name.endsWith('.geojson'));
  if (names.length === 0) throw missing(folder);
  const features: MapFeature[] = [];
  for (const name of names.sort()) features.push(...(await readFeatures(join(folder, name))));
  return features.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

async function readLevels({ dir, plan }: WrittenLayer): Promise<MapLayer[]> {
  const tiers = plan.hierarchy?.tiers ?? [];
  if (tiers.length === 0) return [];
  const folder = join(dir, 'levels');
  const files = (await readdir(folder).catch(() => [] as string[])).filter(name => name.endsWith('.geojson'));
  if (files.length !== tiers.length) throw missing(folder);
  const maps = new Map<string, readonly MapFeature[]>();
  for (const file of files) {
    const features = await readFeatures(join(folder, file));
    // a file's name is made safe; what is in it is called as the level is
    maps.set(String(features[0]?.properties.get('level') ?? ''), features);
  }
  return [...tiers].reverse().map(({ name }): MapLayer => {
    const features = maps.get(name);
    if (!features) throw missing(folder);
    return { kind: 'level', name, features };
  });
}

/** Points of the sector's zones where there is no outline. */
function withPoints({ zones, plan, dir }: WrittenLayer, features: readonly MapFeature[]): MapFeature[] {
  const points = new Map<string, Position[]>();
  for (const { sectorId, lat, lon } of zones) {
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) continue;
    const list = points.get(sectorId) ?? [];
    list.push([lon, lat]);
    points.set(sectorId, list);
  }
  const known = new Set(plan.sectors.map(({ sectorId }) => sectorId));
  const strange = features.find(({ id }) => !known.has(id));
  if (strange || features.length !== known.size) {
    const found = strange ? `sector "${strange.id.slice(0, 60)}"` : `${features.length} sectors`;
    throw planError(
      join(dir, 'sectors.geojson'),
      found,
      `the ${known.size} of plan.json`,
      'take the file as `sectorize plan` wrote it',
    );
  }
  return features.map(feature =>
    feature.geometry === null ? { ...feature, geometry: points.get(feature.id) ?? null } : feature,
  );
}

/** @throws InputError when the file is missing, or not as a plan writes it */
export async function readFeatures(path: string): Promise<MapFeature[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw missing(path);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw broken(path, `no JSON: ${jsonFault(error)}`);
  }
  const features = (value as { features?: unknown } | null)?.features;
  if (!Array.isArray(features)) throw broken(path, 'no list of features');
  return features.map((feature: unknown, index) => {
    const read = readFeature(feature);
    if (read === null) throw broken(path, `feature ${index + 1}, which is not as a plan writes it`);
    return read;
  });
}

function readFeature(feature: unknown): MapFeature | null {
  const { id, properties, geometry } = (feature ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof properties !== 'object' || properties === null) return null;
  const shape = geometryOf(geometry);
  if (shape === undefined) return null;
  // simplestyle's own, which is written again from the color
  const style = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'marker-color'];
  const entries = Object.entries(properties);
  const color = entries.find(([name]) => name === 'fill' || name === 'marker-color')?.[1];
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/.test(color)) return null;
  const own = entries.filter(([name]) => !style.includes(name));
  if (own.some(([, value]) => value !== null && typeof value !== 'string' && typeof value !== 'number'))
    return null;
  return { id, geometry: shape, properties: new Map(own as [string, Cell][]), color };
}

/** undefined: none that a plan writes. */
function geometryOf(geometry: unknown): MapFeature['geometry'] | undefined {
  if (geometry === null) return null;
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const depth = type === 'Point' ? 1 : type === 'Polygon' ? 3 : type === 'MultiPolygon' ? 4 : 0;
  if (depth === 0 || !isNested(coordinates, depth)) return undefined;
  if (depth === 1) return coordinates as unknown as Position;
  return (depth === 3 ? [coordinates] : coordinates) as MultiPolygon['coordinates'];
}

function isNested(value: unknown, depth: number): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  if (depth === 1) return value.length === 2 && value.every(Number.isFinite);
  return value.length > 0 && value.every(item => isNested(item, depth - 1));
}

function missing(path: string) {
  return planError(
    path,
    'nothing',
    'the map of a plan',
    'name a whole plan directory, as `sectorize plan` wrote it',
  );
}

function broken(path: string, found: string) {
  return planError(path, found, 'GeoJSON as a plan has it', 'take the file as `sectorize plan` wrote it');
}
