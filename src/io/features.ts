// GeoJSON of points, a feature at a time: a million features pass without the whole document in memory. Takes a
// FeatureCollection, one Feature, an array of features, or newline-delimited features (RFC 8142).

import { jsonFault } from '../model/json-fault.ts';
import { createFeatureScanner } from './feature-scanner.ts';
import { quoteCell } from './issues.ts';

export interface FeatureItem {
  /** 1-based position among the features */
  readonly number: number;
  readonly feature: unknown;
}

/** @throws InputError for what is no GeoJSON, with the line at which that shows */
export async function* readFeatures(text: AsyncIterable<string>, file: string): AsyncGenerator<FeatureItem> {
  const scanner = createFeatureScanner(file, {
    code: 'bad-geojson',
    remedy: 'export again as GeoJSON (a FeatureCollection), or as CSV',
  });
  let number = 0;
  for await (const block of text) {
    for (const element of scanner.push(block)) {
      let feature: unknown;
      try {
        feature = JSON.parse(element ?? 'null');
      } catch (error) {
        throw scanner.fail(`broken JSON (${jsonFault(error)})`, 'valid JSON');
      }
      if (!isFeature(feature)) throw scanner.fail(describe(feature), 'a Feature');
      yield { number: ++number, feature };
    }
  }
  scanner.end();
}

function isFeature(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Feature';
}

function describe(value: unknown): string {
  if (value === null) return 'a list entry that is no object';
  const type = typeof value === 'object' ? (value as { type?: unknown }).type : undefined;
  return typeof type === 'string' ? `an object of type ${quoteCell(type)}` : 'an object without a type';
}
