import { DEFAULT_SETTINGS } from '../model/settings.ts';
import { gatesReader } from './config-gates.ts';
import { layersReader } from './config-layers.ts';
import { PLAN_KEYS } from './config-plan-keys.ts';
import { about, dictionary, oneOrMore, reader, record, scalar } from './config-readers.ts';
import { roadsReader } from './config-roads.ts';
import { keepTogether, measures } from './config-rules.ts';
import { needs, type Schema } from './config-schema.ts';
import { settingsOf } from './config-settings.ts';
import { sweepReader } from './config-sweep.ts';
import { toursReader } from './config-tours.ts';
import { country, flag, oneOf, text, word } from './config-values.ts';
import {
  DECIMAL_NAMES,
  DECIMAL_WORDS,
  DELIMITER_NAMES,
  DELIMITER_WORDS,
  decimalOf,
  delimiterOf,
} from './csv-dialect-words.ts';
import { PROFILE_NAMES } from './csv-write.ts';

/** `sweep:`, and a file of scenarios, which holds what stands below it */
export const sweep = sweepReader(PLAN_KEYS, settingsOf);

const KEYS = record({
  accounts: about(
    'The accounts: a CSV or GeoJSON file, relative to this one; "-" reads standard input.',
    scalar(text),
  ),
  reps: about('The reps: a CSV or GeoJSON file, relative to this one.', scalar(text)),
  zones: about(
    'The zones: polygons (GeoJSON, TopoJSON) or points (CSV with id, lat, lon), relative to this file.',
    scalar(text),
  ),
  aliases: about('A CSV of code,postal_code for codes that are no zone (CEDEX).', scalar(text)),
  barriers: about('A CSV of zone_a,zone_b that no sector may be joined across.', scalar(text)),
  overrides: about(
    'A CSV of decisions by hand: zone_id or account_id, rep_id, author, reason, date.',
    scalar(text),
  ),
  roads: about('Where road times come from; all travel is estimated without.', roadsReader),
  from: about(
    'The plan directory that is revised: its reps are the incumbents; a list for teams that become one.',
    oneOrMore(scalar(text), '[plan-north, plan-south]'),
  ),
  map: about(
    'Field: column, for columns that are not recognized by themselves. accounts.id, reps.id, zones.id where several files have the field.',
    dictionary(scalar(text)),
  ),
  out: about('The plan directory, relative to this file.', scalar(text), 'plan'),
  profile: about('How CSV files are written.', scalar(oneOf(...PROFILE_NAMES)), 'default'),
  delimiter: about(
    'Between the cells of CSV files, where it is not that of the profile.',
    scalar(word(delimiterOf, DELIMITER_NAMES, DELIMITER_WORDS)),
  ),
  decimal: about(
    'The decimal mark of CSV files, where it is not that of the profile.',
    scalar(word(decimalOf, DECIMAL_NAMES, DECIMAL_WORDS)),
  ),
  bom: about(
    'A byte-order mark at the beginning of CSV files, which Excel needs to see UTF-8.',
    scalar(flag),
  ),
  xlsx: about('Write plan.xlsx too.', scalar(flag), false),
  lang: about('Language of reports and messages.', scalar(oneOf('fr', 'en'))),
  layer: about('Name of the only layer; with several: layers.', scalar(text), 'default'),
  layers: about(
    'Slices of the accounts, each with sectors of its own over the same zones. An account is in the first layer that fits and is no overlay.',
    layersReader(measures, keepTogether),
  ),
  tours: about('Of sectorize tours: days, what they may hold, and how far apart visits are.', toursReader),
  gates: about('What compare --exit-code lets pass.', gatesReader),
  country: about(
    'Two letters (ISO 3166): rules for postal codes.',
    scalar(country),
    DEFAULT_SETTINGS.country,
  ),
  ...PLAN_KEYS,
  sweep: about(
    'Scenarios of sectorize sweep: one by one, and a grid of which every combination is one.',
    sweep,
  ),
});

/** one name, or several layers with theirs */
const NOT_BOTH = { not: needs('layer', 'layers') };

/** The whole file. */
export const SHAPE = reader({ ...KEYS.schema, ...NOT_BOTH }, (tree, key, report) => KEYS(tree, key, report));

/** sectorize.schema.json */
export function configurationSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'sectorize.yaml',
    description:
      'Configuration of sectorize. Every key is optional; options of the command line win over it.',
    ...SHAPE.schema,
  };
}
