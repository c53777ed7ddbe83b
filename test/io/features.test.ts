import { describe, expect, test } from 'vitest';
import { readFeatures } from '../../src/io/features.ts';

async function* split(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 1000): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { feature, number } of readFeatures(split(text, size), 'f.geojson')) {
    expect(number).toBe(found.length + 1);
    found.push(feature);
  }
  return found;
}

const FEATURES = [
  {
    type: 'Feature',
    properties: { name: 'a "quoted" {brace} [\\', features: [1] },
    geometry: { type: 'Point', coordinates: [2, 48] },
  },
  { type: 'Feature', properties: null, geometry: null },
  { type: 'Feature', id: 7, properties: { '\u2028': 'é😀', deep: { features: [{}] } }, geometry: null },
];

describe('readFeatures', () => {
  test.each([1, 2, 3, 7, 1000])('gives what JSON.parse gives, %d characters at a time', async size => {
    const collection = {
      type: 'FeatureCollection',
      name: 'x',
      crs: { properties: { name: '"features"' } },
      features: FEATURES,
      bbox: [1, 2, 3, 4],
      more: [{ a: 1 }],
    };
    for (const text of [
      JSON.stringify(collection),
      JSON.stringify(collection, null, 2),
      JSON.stringify(FEATURES),
      FEATURES.map(feature => JSON.stringify(feature)).join('\n'),
      FEATURES.map(feature => `\u001e${JSON.stringify(feature)}\n`).join(''),
    ]) {
      expect(await read(text, size)).toEqual(FEATURES);
    }
  });

  test('an empty collection has no features, and that is no mistake of the format', async () => {
    expect(await read('{"type":"FeatureCollection","features":[]}')).toEqual([]);
  });

  test.each([
    ['{"type":"FeatureCollection","features":[{"type":"Feature"', 'the end of the file inside a value'],
    ['{"type":"Topology","objects":{}}', 'an object of type "Topology"'],
    ['{"a":1}', 'an object without a type'],
    ['{"type":"FeatureCollection","features":[{"type":"Feature",}]}', 'broken JSON'],
    ['[]', 'no feature'],
    ['{}}', 'an object without a type'],
    ['{"type":"FeatureCollection","features":[{"type":"Point"}]}', 'an object of type "Point"'],
    ['[{"type":"Feature"}]]', 'a closing bracket too many'],
  ])('%s is refused', async (text, found) => {
    await expect(read(text)).rejects.toThrow(found);
    await expect(read(text, 1)).rejects.toThrow(found);
  });

  test('says the line', async () => {
    await expect(
      read('{"type":"FeatureCollection",\n"features":[\n{"type":"Feature"},\n{oops}\n]}'),
    ).rejects.toThrow('f.geojson:4');
  });
});
