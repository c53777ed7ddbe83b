// `layers:` of sectorize.yaml: who is in each layer, whether it is an overlay, and what it balances.

import type { LayerSetting } from '../model/layers.ts';
import type { MeasureSetting, Settings } from '../model/settings.ts';
import { budgetsReader } from './config-budgets.ts';
import { LIMITS, limitsOf } from './config-limits.ts';
import {
  about,
  dictionary,
  type Finding,
  list,
  type Reader,
  type Report,
  reader,
  record,
  scalar,
  wrong,
} from './config-readers.ts';
import { describedBy, either, needs } from './config-schema.ts';
import { flag, oneOf, type Parser, part, text } from './config-values.ts';

/** A test of a cell, as text: `santé`, `>=50000`, `yes`. */
const test: Parser<string> = describedBy(either({ type: 'boolean' }, text.schema), raw => {
  if (typeof raw === 'boolean') return { value: raw ? 'yes' : 'no' };
  return text(raw);
});

const several = list(scalar(test), '[a, b]');

/** One test, or a list of them of which one must hold. */
const tests: Reader<readonly string[]> = reader(
  either(test.schema, { ...several.schema, minItems: 1 }),
  (tree, key, report) => {
    if (tree.kind === 'list') {
      if (tree.items.length === 0) wrong(tree, key, 'a value, or a list of values', report);
      return several(tree, key, report);
    }
    const value = scalar(test)(tree, key, report);
    return value === undefined ? undefined : [value];
  },
);

const NAMED = { allOf: [needs('name'), { properties: { name: { pattern: '^[^|;,:/]*$' } } }] };
const OVERLAY = { properties: { overlay: { enum: [true, 'yes'] } }, required: ['overlay'] };
const NO_SHARES = { properties: { revenue_share: { type: 'null' }, visits_share: { type: 'null' } } };
/** names are not twice there: that is beyond JSON Schema */
const RULES = {
  allOf: [
    NAMED,
    either({ allOf: [OVERLAY, needs('revenue_share')] }, { allOf: [{ not: OVERLAY }, NO_SHARES] }),
  ],
};

export function layersReader(
  measures: Reader<readonly MeasureSetting[]>,
  keepTogether: Reader<Settings['keepTogether']>,
): Reader<readonly LayerSetting[]> {
  const fields = record({
    name: about('Its name, as in the reps’ column layer.', scalar(text)),
    where: about(
      'Column: value, list of values, or a comparison such as ">=50000"; all must hold.',
      dictionary(tests),
    ),
    overlay: about('yes: its reps share accounts with those of other layers.', scalar(flag), false),
    revenue_share: about('Of each account, what an overlay is credited with.', scalar(part)),
    visits_share: about(
      'Of the visits, what an overlay makes; as revenue_share where it is absent.',
      scalar(part),
    ),
    travel: about('none: its reps do not travel.', scalar(oneOf('usual', 'none')), 'usual'),
    measures: about('What this layer balances.', measures),
    keep_together: about('Areas that this layer keeps whole.', keepTogether),
    budgets: about('What the reps of this layer may use together.', budgetsReader),
    ...LIMITS,
    objective: about('As in the whole configuration.', scalar(oneOf('travel', 'compactness'))),
    centers: about('As in the whole configuration.', scalar(oneOf('bases', 'incumbent', 'free'))),
  });
  const schema = {
    type: 'array',
    minItems: 1,
    contains: { not: OVERLAY },
    items: { allOf: [fields.schema, RULES] },
  };
  return reader(schema, (tree, key, report) => {
    if (tree.kind !== 'list') {
      wrong(tree, key, 'a list, such as - {name: field}', report);
      return undefined;
    }
    const layers: LayerSetting[] = [];
    const lines = new Map<string, number | null>();
    for (const [index, item] of tree.items.entries()) {
      const path = `${key}[${index + 1}]`;
      const found = fields(item, path, report);
      if (!found) continue;
      const tell = teller(report, item.line);
      const name = found.name ?? '';
      const overlay = found.overlay ?? false;
      if (name === '') tell(`${path}.name`, 'a layer without a name', 'name: field', 'give it a name');
      else if (lines.has(name)) {
        const found = `the name "${name}", which the layer of line ${lines.get(name)} has`;
        tell(`${path}.name`, found, 'a name of its own', 'give one of them another name');
      }
      // a rep's layers are a list, with shares after colons
      if (/[|;,:/]/.test(name))
        tell(`${path}.name`, `the name "${name}"`, 'a name without | ; , : /', 'write a - instead');
      lines.set(name, item.line);
      if (overlay && found.revenue_share === undefined) {
        const remedy =
          'revenue_share: 40% credits its reps with 40 % of each account, the others with the rest';
        tell(`${path}.revenue_share`, `overlay ${name} without it`, 'a share such as 40%', remedy);
      }
      for (const own of ['revenue_share', 'visits_share'] as const) {
        if (overlay || found[own] === undefined) continue;
        const remedy = `add overlay: yes, or leave ${own} out`;
        tell(
          `${path}.${own}`,
          `${own} of layer ${name}, which is no overlay`,
          'a share of an overlay',
          remedy,
        );
      }
      const revenueShare = overlay ? (found.revenue_share ?? 1) : 1;
      layers.push({
        name,
        line: item.line,
        where: found.where ?? new Map(),
        overlay,
        revenueShare,
        visitsShare: overlay ? (found.visits_share ?? revenueShare) : 1,
        travels: found.travel !== 'none',
        measures: found.measures ?? null,
        keepTogether: found.keep_together ?? null,
        limits: limitsOf(found) ?? null,
        budgets: found.budgets ?? null,
        objective: found.objective ?? null,
        centers: found.centers ?? null,
      });
    }
    if (layers.every(layer => layer.overlay)) {
      const remedy = 'add a layer without overlay: its reps serve every account, alone or with the overlay’s';
      teller(report, tree.line)(key, 'no layer but overlays', 'at least one that is no overlay', remedy);
    }
    return layers;
  });
}

function teller(report: Report, line: number | null) {
  return (key: string, found: string, expected: string, remedy: string) =>
    report({ code: 'bad-setting', line, key, found, expected, remedy } satisfies Finding);
}
