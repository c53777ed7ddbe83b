// Départements kept together on the French postal codes: what fewer cuts cost, by the price of a cut; and sectors of whole
// départements, for fewer reps.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Ran, runProgram } from './program.ts';
import { fixed, type Table } from './table.ts';

type Row = Record<string, string | number>;

const PRICES = [0, 5, 10, 20, 40, 80];
/** whole départements: fewer sectors than for the prices, and a wider tolerance */
const FEW = 24;
const WIDE = '0.25';

export async function togetherBench(quick: boolean): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
  const home = resolve('fixtures/france');
  const [accounts, reps, zones] = ['accounts', 'reps', 'zones'].map(name => join(home, `${name}.csv`));
  const plan = (where: string, own: string, ...more: readonly string[]): Ran =>
    runProgram([
      ...['plan', '--accounts', accounts as string, '--reps', own, '--zones', zones as string, '--quiet'],
      ...['--no-diagnosis', '--effort', quick ? 'fast' : 'normal', '--out', join(folder, where), ...more],
    ]);
  try {
    const rows: Row[] = PRICES.map(price => {
      const ran = plan('priced', reps as string, '--keep-together', `department=${price}`);
      return { sectors: 60, rule: `${price} h a cut`, ...figures(join(folder, 'priced'), ran, price) };
    });
    const few = join(folder, 'few.csv');
    writeFileSync(
      few,
      `${readFileSync(reps as string, 'utf8')
        .split('\n')
        .slice(0, FEW + 1)
        .join('\n')}\n`,
    );
    for (const rule of [[], ['--keep-together', 'department']]) {
      const ran = plan('few', few, '--measure', `potential=${WIDE}`, ...rule);
      const what = rule.length > 0 ? 'none may be cut' : 'no rule';
      rows.push({ sectors: FEW, rule: what, ...figures(join(folder, 'few'), ran, 0) });
    }
    return { title: 'Départements kept together, French postal codes as centroids, 20 000 accounts', rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(plan: string, { exit, wall }: Ran, price: number): Row {
  const { plan: kpis } = JSON.parse(readFileSync(join(plan, 'kpis.json'), 'utf8'));
  const { value, bounds } = kpis.objective;
  const department = new Map(
    readFileSync(resolve('fixtures/france/zones.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => [
        line.split(',')[0] as string,
        (line.match(/,([0-9AB]+),[^,]*$/) as RegExpMatchArray)[1] as string,
      ]),
  );
  const { assignment } = JSON.parse(readFileSync(join(plan, 'plan.json'), 'utf8')) as {
    assignment: string[][];
  };
  const repsOf = new Map<string, Set<string>>();
  for (const [, zone, rep] of assignment) {
    const area = department.get((zone as string).replace(/#.*/, '')) as string;
    repsOf.set(area, (repsOf.get(area) ?? new Set()).add(rep as string));
  }
  const sets = [...repsOf.values()];
  const cuts = sets.reduce((sum, set) => sum + set.size - 1, 0);
  const best = Math.max(bounds.plain, bounds.contiguous ?? 0);
  return {
    'départements cut': sets.filter(set => set.size > 1).length,
    cuts,
    'objective without their price, h': fixed(value - price * cuts, 0),
    'travel, h': fixed(kpis.travel.hours, 0),
    gap: `${fixed((100 * (value - best)) / value, 1)} %`,
    'plain bound’s gap': `${fixed((100 * (value - bounds.plain)) / value, 1)} %`,
    promises: exit === 0 ? 'kept' : 'not all kept',
    s: fixed(wall, 0),
  };
}
