// `measures:` and `keep_together:` of sectorize.yaml, of the whole configuration or of a layer.

import type { KeepTogether, MeasureSetting } from '../model/settings.ts';
import { about, dictionary, list, type Reader, reader, record, scalar, wrong } from './config-readers.ts';
import { describedBy, either } from './config-schema.ts';
import { measureEntry, number, type Parser, text, tolerance } from './config-values.ts';

/** of measures named without one */
const USUAL_TOLERANCE = 0.1;

const usualTolerance: Parser<number> = describedBy(either(tolerance.schema, { type: 'null' }), raw =>
  raw === null ? { value: USUAL_TOLERANCE } : tolerance(raw),
);
const byName = dictionary(scalar(usualTolerance));
const asList = list(scalar(measureEntry), '[potential=10%, workload]');

/** `{potential: 10%, workload: }` or `[potential=10%, workload]` */
export const measures: Reader<readonly MeasureSetting[]> = reader(
  either(byName.schema, asList.schema),
  (tree, key, report) => {
    if (tree.kind !== 'list') {
      const found = byName(tree, key, report) ?? new Map<string, number>();
      return [...found].map(([name, value]) => ({ name, tolerance: value }));
    }
    const found = asList(tree, key, report) ?? [];
    return found.map(({ name, tolerance }) => ({ name, tolerance: tolerance ?? USUAL_TOLERANCE }));
  },
);

const hours = number(0);
const WHOLE = 'whole, a price in hours a year, or price and except';
const price: Parser<number | null> = describedBy(either({ enum: ['whole'] }, hours.schema), raw => {
  if (raw === 'whole') return { value: null };
  const parsed = hours(raw);
  return 'value' in parsed ? parsed : { expected: 'whole, or a price in hours a year' };
});

const rule = record({
  price: about(
    'Hours a year for every rep more than one; whole: no area may be cut.',
    scalar(price),
    'whole',
  ),
  except: about('Areas that may be cut.', list(scalar(text), '[75, 59]')),
});

const wholeOrPrice: Reader<Omit<KeepTogether, 'column'>> = reader(
  either(price.schema, { ...rule.schema, type: 'object' }),
  (tree, key, report) => {
    if (tree.kind === 'map') {
      const found = rule(tree, key, report);
      return found && { price: found.price ?? null, except: found.except ?? [] };
    }
    const result = tree.kind === 'scalar' ? price(tree.value) : null;
    if (result && 'value' in result) return { price: result.value, except: [] };
    wrong(tree, key, WHOLE, report);
    return undefined;
  },
);

const byColumn = dictionary(wholeOrPrice);

/** `{department: whole, region: 12}`, or `{department: {price: 12, except: [75]}}` */
export const keepTogether: Reader<readonly KeepTogether[]> = reader(byColumn.schema, (tree, key, report) => {
  const found = byColumn(tree, key, report);
  return found && [...found].map(([column, rest]) => ({ column, ...rest }));
});
