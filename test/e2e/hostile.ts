// A small map where everything that has a name has a hostile one: made from fixtures/tiny and what fixtures/broken has of
// names that are formulas, markup or properties of objects.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { readTable } from '../../bench/inputs.ts';

const TURNED = '\u202eevil\u2066 \u200fabc';
const LONG = 'W'.repeat(10_000);

/** Runs `ran = 1` where it is taken for more than text. */
const HOSTILE: readonly string[] = [
  '<script>ran=1</script>',
  '"><img src=x onerror="ran=1">',
  "=cmd|' /C calc'!A1</script><script>ran=1</script>",
  '__proto__',
  "javascript:ran=1//'onload='ran=1",
  TURNED,
  '![x](http://example.invalid/x.png) [y](javascript:ran=1) <b>`|`</b>',
  '{{ran=1}} %s &lt;b&gt; &#60;',
  LONG,
];

const REPS = [HOSTILE[0], HOSTILE[1], TURNED, LONG] as readonly string[];
/** How the page writes the names of the reps. */
export const SHOWN_REPS: readonly string[] = [
  HOSTILE[0] as string,
  HOSTILE[1] as string,
  '\ufffdevil\ufffd \ufffdabc',
  `${LONG.slice(0, 200)}…`,
];

/** Columns that the plan balances have such names too. */
const COLUMN = '"><svg onload=ran=1>';
export const HOSTILE_OPTIONS = ['--measure', `${COLUMN}=60%`, '--measure', 'potential=60%', '--lang', 'en'];

/** @returns accounts, reps and zones files in the folder */
export function hostileInputs(folder: string): string[] {
  const name = (i: number) => HOSTILE[i % HOSTILE.length] as string;
  const tiny = (file: string) => readTable(`fixtures/tiny/${file}`);
  const zones = JSON.parse(readFileSync('fixtures/tiny/zones.geojson', 'utf8'));
  const zoneIds = new Map<string, string>();
  zones.features.forEach((feature: { id: string; properties: Record<string, unknown> }, z: number) => {
    // short ones: a zone's id is a code
    const id = z < 5 ? (['__proto__', 'constructor', '<i>ran', '=1+1', '"><b'][z] as string) : feature.id;
    zoneIds.set(feature.id, id);
    feature.id = id;
    feature.properties = { id, name: name(z) };
  });
  const broken = readTable('fixtures/broken/accounts-html-names.csv').rows.map(({ cells }) => cells[1]);
  const table = (file: string, edit: (row: Record<string, string>, i: number) => Record<string, string>) => {
    const { header, rows } = tiny(file);
    return stringify(
      rows.map(({ cells }, i) =>
        edit(Object.fromEntries(header.map((column, c) => [column, cells[c]])) as Record<string, string>, i),
      ),
      { header: true },
    );
  };
  const place = (row: Record<string, string>) => zoneIds.get(row.postal_code as string) as string;
  const repIds = ['<u>R1', '__proto__', 'R3\'"', '../R4'];
  const repOf = (id: string | undefined) => repIds[Number(id?.slice(1)) - 1] as string;
  const files = {
    'hostile-accounts.csv': table('accounts.csv', (row, i) => ({
      ...row,
      id: i < HOSTILE.length - 1 ? name(i) : (row.id as string),
      name: i < broken.length ? (broken[i] as string) : name(i),
      postal_code: place(row),
      rep_id: repOf(row.rep_id),
      [COLUMN]: String(row.potential),
      '=constructor': name(i + 1),
    })),
    'hostile-reps.csv': table('reps.csv', (row, i) => ({
      ...row,
      id: repIds[i] as string,
      name: REPS[i] as string,
      postal_code: place(row),
    })),
    'hostile-zones.geojson': JSON.stringify(zones),
  };
  return Object.entries(files).map(([file, text]) => {
    writeFileSync(join(folder, file), text);
    return join(folder, file);
  });
}
