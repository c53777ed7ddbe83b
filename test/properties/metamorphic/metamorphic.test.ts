// What must become of a plan when its inputs are changed in a way whose effect is known beforehand, on real data and the
// whole way from files to files. Daily each relation on one map or two; METAMORPHIC=all on every map it holds for.

import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/model/settings.ts';
import { type Fixture, inputsOf, type Row } from './inputs.ts';
import { type Made, planOf } from './plans.ts';
import { cutting, RELATIONS } from './relations.ts';

const LONG = process.env.METAMORPHIC === 'all';
const made = new Map<string, Promise<Made>>();

/** The plan of a fixture as it is, made once. */
function given(fixture: Fixture, settings: Partial<Settings> = {}): Promise<Made> {
  const key = `${fixture} ${JSON.stringify(settings)}`;
  let plan = made.get(key);
  if (!plan) {
    plan = planOf(inputsOf(fixture), settings);
    made.set(key, plan);
  }
  return plan;
}

for (const relation of RELATIONS) {
  const fixtures = (LONG && relation.possible) || relation.daily;
  it.each(fixtures)(`${relation.name} (%s)`, async fixture => {
    const inputs = inputsOf(fixture);
    const changed = relation.change?.(inputs) ?? inputs;
    const before = await given(fixture, relation.both);
    const after = await planOf(changed, { ...relation.both, ...relation.settings });
    expect(before.lies).toEqual([]);
    expect(after.lies).toEqual([]);
    relation.predict(before, after, changed, inputs);
  });
}

describe('a rep of no time', () => {
  it('is refused by row and column, not planned with and not left out in silence', async () => {
    const inputs = inputsOf('ain-excel');
    const idle = { ...(inputs.reps[0] as Row), id: 'V9', fte: '0' };
    const plan = planOf({ ...inputs, reps: [...inputs.reps, idle] });
    await expect(plan).rejects.toThrow(/reps\.csv:6:fte: error\[number-too-small\]: found "0"/);
  });
});

describe('of what a plan came to', () => {
  it('a zone cut in two where it has one point gives more freedom: no bound is higher, nothing is lost', async () => {
    const whole = await given('bretagne', { localFactor: 0 });
    const inputs = inputsOf('bretagne');
    const changed = cutting.cutInTwo(inputs, whole);
    // the same points of accounts for both
    const before = await planOf(
      {
        ...changed,
        ...{ accounts: inputs.accounts.map(row => ({ ...row, lat: '', lon: '' })), zones: inputs.zones },
      },
      { localFactor: 0 },
    );
    const after = await planOf(changed, { localFactor: 0 });
    expect(after.lies).toEqual([]);
    const [a, b] = [before.layers[0]!, after.layers[0]!];
    expect(b.assignment.size).toBe(a.assignment.size + 1);
    expect(b.bound).toBeLessThanOrEqual(a.bound * (1 + 1e-4));
    expect(b.objective).toBeLessThanOrEqual(a.objective * 1.01);
    expect(b.kpis.plan.commercial.potential).toBe(a.kpis.plan.commercial.potential);
    expect(after.kpis.promises.filter(({ kept }) => !kept)).toEqual(
      before.kpis.promises.filter(({ kept }) => !kept),
    );
  });

  it('what nobody uses is forbidden: the plan is as good', async () => {
    const before = await given('bretagne');
    const layer = before.layers[0]!;
    const inputs = inputsOf('bretagne');
    // each rep is kept from the départements where it has nothing
    const departments = ['22', '29', '35', '56'];
    const reps = inputs.reps.map((row): Row => {
      const mine = new Set(
        [...layer.assignment].filter(([, rep]) => rep === row.id).map(([zone]) => zone.slice(0, 2)),
      );
      return { ...row, excluded_zones: departments.filter(d => !mine.has(d)).join('|') };
    });
    expect(reps.some(({ excluded_zones }) => excluded_zones !== '')).toBe(true);
    const after = await planOf({ ...inputs, reps });
    const b = after.layers[0]!;
    expect(after.lies).toEqual([]);
    expect(b.bound).toBeGreaterThanOrEqual(layer.bound * (1 - 1e-4));
    expect(b.objective).toBeGreaterThanOrEqual(layer.bound);
    // the plan from before is allowed: the search finds one as good, or nearly
    expect(b.objective).toBeLessThanOrEqual(layer.objective * 1.01);
  });
});
