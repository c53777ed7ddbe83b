// `quota:` of sectorize.yaml: what management asks of all sectors together, and by what it is spread.

import type { QuotaSetting } from '../model/settings.ts';
import { about, type Reader, reader, record, scalar, wrong } from './config-readers.ts';
import { needs } from './config-schema.ts';
import type { Tree } from './config-tree.ts';
import { above, part } from './config-values.ts';

const fields = record({
  total: about('Of all sectors together, in the currency of the accounts.', scalar(above)),
  by: about(
    'Parts that add up to 100 %; without it, all by potential.',
    record({
      potential: about('The part that is spread by potential.', scalar(part)),
      revenue: about('The part that is spread by history; new accounts share it by potential.', scalar(part)),
    }),
  ),
});

const EXAMPLE = 'its total, such as {total: 12000000, by: {potential: 60%, revenue: 40%}}';
const WHOLE = 'parts that add up to 100%, such as {potential: 60%, revenue: 40%}';

const isNothing = (tree: Tree): boolean => tree.kind === 'scalar' && tree.value === null;

/** That the parts are a whole is beyond JSON Schema. */
export const quotaReader: Reader<QuotaSetting> = reader(
  { allOf: [fields.schema, needs('total')] },
  (tree, key, report) => {
    const found = fields(tree, key, report);
    if (!found) return undefined;
    if (found.total === undefined) {
      // one that cannot be read has been reported
      const said =
        tree.kind === 'map' &&
        tree.entries.some(({ key: name, value }) => name === 'total' && !isNothing(value));
      if (!said) wrong(tree, key, EXAMPLE, report);
      return undefined;
    }
    const { potential, revenue } = found.by ?? { potential: 1 };
    const parts = { potential: potential ?? 0, revenue: revenue ?? 0 };
    if (Math.abs(parts.potential + parts.revenue - 1) > 1e-9) {
      wrong(tree, `${key}.by`, WHOLE, report);
      return undefined;
    }
    return { total: found.total, ...parts };
  },
);
