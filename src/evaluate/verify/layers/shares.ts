// Is every account in exactly one base layer, the one that the rules give it to, with its overlays beside it?

import { fileName } from '../../../model/file-name.ts';
import { type Check, say } from '../check.ts';
import { sameCell, sameText } from '../table.ts';
import type { LayeredInput } from './input.ts';
import type { Members } from './membership.ts';

const CLOSE = 1e-6;

/** The rules are those of every layer's own plan, each layer's shares are those of the whole plan. */
export function checkRules({ plan, layers }: LayeredInput, check: Check): void {
  const rules = JSON.stringify(plan.layers.map(ruleOf));
  for (const { rule, slice } of layers) {
    check.that(
      slice !== null && slice.layer === rule.name && JSON.stringify(slice.layers.map(ruleOf)) === rules,
      () => `layer ${rule.name}: its own plan.json is of another layer, or has other rules`,
    );
    const stated = plan.reps.filter(([, layer]) => layer === rule.name).map(([rep, , share]) => [rep, share]);
    check.that(
      JSON.stringify(sorted(stated)) === JSON.stringify(sorted(slice?.reps ?? [])),
      () => `layer ${rule.name}: the shares of its reps are not those of plan.json above it`,
    );
  }
  const names = plan.layers.map(layer => layer.name);
  check.that(new Set(names).size === names.length, () => 'plan.json has two layers of one name');
  for (const { name, overlay, revenueShare, visitsShare } of plan.layers) {
    const fits = overlay
      ? [revenueShare, visitsShare].every(share => share >= 0 && share <= 1)
      : revenueShare === 1 && visitsShare === 1;
    check.that(fits, () => `layer ${name}: shares ${say(revenueShare)} and ${say(visitsShare)} are none`);
  }
}

function ruleOf(rule: LayeredInput['plan']['layers'][number]) {
  const { name, overlay, revenueShare, visitsShare } = rule;
  return [
    name,
    overlay,
    revenueShare,
    visitsShare,
    rule.where.map(({ column, field, any }) => [column, field, any]),
  ];
}

function sorted(entries: readonly (readonly (string | number)[])[]) {
  return [...entries].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

/** accounts.csv has every account once, in the first base layer whose rules hold, with its overlays beside it. */
export function checkAccountLayers(
  { plan, accounts, tables, layers }: LayeredInput,
  members: readonly Members[],
  check: Check,
): void {
  const { header, rows } = tables.accounts;
  const overlays = plan.layers.flatMap((layer, l) => (layer.overlay ? [l] : []));
  const own = 7 + (overlays.length > 0 ? 1 + 3 * overlays.length : 0);
  const first = header.length - own;
  const input = accounts.rows.header;
  check.that(
    first === input.length &&
      input.every((name, c) => sameText(header[c]!, name) || header[c]!.startsWith(`${name}_input`)),
    () => `accounts.csv does not start with the input's columns (${input.join(', ')})`,
  );
  const column = (name: string) => header.indexOf(name, Math.max(0, first));
  const indexOf = new Map(accounts.id.map((id, a) => [id, a] as const));
  const idColumn = idColumnOf(accounts);
  const inLayer = layers.map(files => rowsById(files.tables.accounts, idColumn));
  const times = new Int32Array(accounts.count);
  for (const row of rows) {
    const id = row[idColumn] ?? '';
    const a = indexOf.get(id) ?? indexOf.get(id.replace(/^'/, ''));
    if (!check.that(a !== undefined, () => `accounts.csv: account ${id} is not in the input`)) continue;
    times[a!]!++;
    const cells = accounts.rows.cells(a!);
    check.that(
      cells.every((cell, c) => sameCell(row[c] ?? '', cell)),
      () => `account ${id}: its own columns are not those of the input`,
    );
    const { bases, overlays: above } = members[a!]!;
    const base = bases[0] ?? -1;
    const layer = plan.layers[base]?.name;
    check.that(
      layer !== undefined && sameText(row[column('layer')] ?? '', layer),
      () => `account ${id} is in layer ${row[column('layer')]}, the rules give it to ${layer ?? 'none'}`,
    );
    // the seven columns of the layer's own table
    const theirs = inLayer[base]?.get(accounts.id[a!]!);
    check.that(
      theirs?.slice(-7).every((cell, c) => cell === row[first + c]) === true,
      () => `account ${id}: accounts.csv and that of layer ${layer ?? 'none'} do not say the same`,
    );
    let left = 1;
    for (const [o, l] of overlays.entries()) {
      const { name, revenueShare } = plan.layers[l]!;
      const at = first + 8 + 3 * o;
      const inside = above.includes(l);
      if (inside) left -= revenueShare;
      const overlayRow = inLayer[l]?.get(accounts.id[a!]!);
      // … layer, zone_id, sector_id, assigned_rep_id, incumbent_rep_id, moved, travel_minutes
      const [sector, rep] = inside ? (overlayRow?.slice(-5, -3) ?? [undefined, undefined]) : ['', ''];
      check.that(
        row[at] === sector && row[at + 1] === rep && Number(row[at + 2] ?? 0) === (inside ? revenueShare : 0),
        () => `account ${id}: its columns of overlay ${name} are not what the rules and that layer say`,
      );
      check.that(
        (overlayRow !== undefined) === inside,
        () => `account ${id} should ${inside ? '' : 'not '}be in layer ${name}`,
      );
    }
    if (overlays.length > 0) {
      check.that(
        Math.abs(Number(row[first + 7]) - Math.max(0, left)) <= CLOSE,
        () => `account ${id}: assigned_share is ${row[first + 7]}, recomputed ${say(left)}`,
      );
    }
  }
  checkNobodyLost({ accounts, tables }, times, check);
  for (const [l, { rule, tables }] of layers.entries()) {
    const expected = [...times.keys()].filter(
      a => times[a]! > 0 && (rule.overlay ? members[a]!.overlays.includes(l) : members[a]!.bases[0] === l),
    );
    check.that(
      tables.accounts.rows.length === expected.length,
      () =>
        `layer ${rule.name} has ${tables.accounts.rows.length} accounts, the rules give it ${expected.length}`,
    );
  }
}

/** Every account of the input once in accounts.csv or once in rejects.csv. */
function checkNobodyLost(
  { accounts, tables }: Pick<LayeredInput, 'accounts' | 'tables'>,
  times: Int32Array,
  check: Check,
): void {
  const { header, rows } = tables.rejects;
  const name = fileName(accounts.file);
  const [file, line] = [header.indexOf('file'), header.indexOf('line')];
  const rejected = new Map<number, number>();
  for (const row of rows) {
    if (row[file] !== name) continue;
    const number = Number(row[line]);
    rejected.set(number, (rejected.get(number) ?? 0) + 1);
  }
  times.forEach((found, a) => {
    const out = rejected.get(accounts.line[a]!) ?? 0;
    check.that(
      found + out === 1,
      () => `account ${accounts.id[a]} is ${found} times in accounts.csv and ${out} times in rejects.csv`,
    );
  });
}

/** The column that holds the ids: its cells are them. */
export function idColumnOf({ count, id, rows }: LayeredInput['accounts']): number {
  return rows.header.findIndex((_, c) => {
    for (let a = 0; a < count; a++) if ((rows.cells(a)[c] ?? '').trim() !== id[a]) return false;
    return true;
  });
}

function rowsById(table: LayeredInput['tables']['accounts'], column: number): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const row of table.rows) {
    const id = (row[column] ?? '').trim();
    found.set(id, row);
    if (id.startsWith("'")) found.set(id.slice(1), row);
  }
  return found;
}
