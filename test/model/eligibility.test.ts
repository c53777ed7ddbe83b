import { describe, expect, it } from 'vitest';
import { eligibilityOf, RULES } from '../../src/model/eligibility.ts';
import { flatTravel, gridZones, makeContext, makeRep } from './world.ts';

const zones = gridZones(1, 4);
const bases = { lat: Float64Array.of(0, 0), lon: Float64Array.of(0, 0.3) };

function allowed(accounts: Parameters<typeof makeContext>[1], patch: Parameters<typeof makeRep>[1]) {
  const context = makeContext(zones, accounts, [makeRep('R1', patch), makeRep('R2')]);
  const { broken, issues } = eligibilityOf(context, bases, flatTravel);
  return { zones: [0, 1, 2, 3].filter(i => broken[i * 2] === 0), broken, issues };
}

describe('eligibilityOf', () => {
  it('keeps reps to their segments; an account without segment fits all', () => {
    const accounts = [{ zone: 0, segment: 'health' }, { zone: 1, segment: 'industry' }, { zone: 2 }];
    expect(allowed(accounts, { segments: ['health'] }).zones).toEqual([0, 2, 3]);
  });

  it('reads allowed and excluded zones as prefixes or parent areas', () => {
    expect(allowed([], { allowedZones: ['z00'] }).zones).toEqual([0, 1, 2, 3]);
    expect(allowed([], { allowedZones: ['W'] }).zones).toEqual([0, 1]);
    expect(allowed([], { allowedZones: ['z003', 'W'] }).zones).toEqual([0, 1, 3]);
    expect(allowed([], { excludedZones: ['E'] }).zones).toEqual([0, 1]);
  });

  it('holds SLA per account and max travel per zone that has accounts', () => {
    const accounts = [{ zone: 1, sla: 10 }, { zone: 2, sla: 15 }, { zone: 3 }];
    expect(allowed(accounts, {}).zones).toEqual([0, 1, 3]);
    expect(allowed([{ zone: 3 }], { maxTravelMinutes: 15 }).zones).toEqual([0, 1, 2]);
  });

  it('leaves locked accounts out of the rules: they stay whatever the zone does', () => {
    expect(allowed([{ zone: 2, sla: 1, rep: 'R1', locked: true }], {}).zones).toEqual([0, 1, 2, 3]);
  });

  it('names a zone that no rep may serve, with the rules that exclude everyone', () => {
    const context = makeContext(
      zones,
      [{ zone: 1, sla: 1 }],
      [makeRep('R1'), makeRep('R2', { excludedZones: ['z001'] })],
    );
    const { issues } = eligibilityOf(context, bases, flatTravel);
    // the account that is too far is named beside its zone, with the nearest of those who could have it
    expect(issues.map(({ code }) => code)).toEqual(['out-of-reach', 'no-eligible-rep']);
    expect(issues[0]?.found).toMatch(/^account \S+ in zone z001: the nearest rep, R1, needs \d+ minutes$/);
    expect(issues[1]?.found).toContain('z001');
    expect(issues[1]?.found).toContain('sla_minutes excludes 2 of 2');
    expect(issues[1]?.found).toContain('excluded_zones excludes 1 of 2');
  });

  it('warns of a rule that names what does not exist', () => {
    const { issues } = allowed([{ zone: 0, segment: 'health' }], {
      segments: ['health', 'helth'],
      excludedZones: ['z9', 'z00', 'Westt'],
    });
    expect(issues.map(({ code, column, found }) => `${code} ${column} ${found}`)).toEqual([
      'idle-rule segments rep R1: helth: no segment of any account',
      'idle-rule excluded_zones rep R1: z9, Westt: no zone, prefix of one, or parent area',
    ]);
  });

  it('keeps every rule in its own bit', () => {
    expect(RULES.length).toBeLessThanOrEqual(8 * Uint16Array.BYTES_PER_ELEMENT);
  });
});
