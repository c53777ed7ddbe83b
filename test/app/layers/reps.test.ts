import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layersOfReps, settleShares } from '../../../src/app/layers/reps.ts';
import { layersOfRep } from '../../../src/evaluate/verify/layers/membership.ts';
import { IssueLog } from '../../../src/io/issues.ts';
import type { LayerRule } from '../../../src/model/layers.ts';
import type { Rep, Reps } from '../../../src/model/records.ts';

const LAYERS = ['field', 'health', 'key accounts'].map(
  (name, l): LayerRule => ({ name, overlay: l === 2, where: [], revenueShare: 1, visitsShare: 1 }),
);

function repsOf(...cells: readonly string[]): Reps {
  const list = cells.map(
    (layer, j) => ({ id: `R${j}`, line: j + 2, layer, fte: 1 + j / 4, productivity: 1 }) as unknown as Rep,
  );
  return { file: 'reps.csv', rowsRead: list.length, list };
}

function read(...cells: readonly string[]) {
  const log = new IssueLog();
  const served = layersOfReps(repsOf(...cells), LAYERS, log);
  return { served, found: log.issues().map(({ line, code }) => `${line ?? ''}:${code}`), log };
}

const FULL = ['field', 'health', 'key accounts'];

describe('layersOfReps', () => {
  it('reads one layer, several, and shares', () => {
    const { served, found } = read(
      ...FULL,
      'field|health',
      'field:60%|health:40%',
      'field : 0,5 ; health: 0.5',
    );
    expect(found).toEqual([]);
    expect([...served.get('R3')!.keys()]).toEqual([0, 1]);
    expect(Object.fromEntries(served.get('R4')!)).toEqual({ 0: 0.6, 1: 0.4 });
    expect(Object.fromEntries(served.get('R5')!)).toEqual({ 0: 0.5, 1: 0.5 });
  });

  it.each([
    ['', 'rep-without-layer'],
    ['fields', 'unknown-layer'],
    ['field:60%|health:50%', 'bad-share'],
    ['field:60%|health', 'bad-share'],
    ['field:60%', 'bad-share'],
    ['field:lots', 'bad-share'],
    ['field:0%|health:100%', 'bad-share'],
  ])('says what is wrong with "%s", and where', (cell, code) => {
    const { found, log } = read(...FULL, cell);
    expect(found).toContain(`5:${code}`);
    if (code === 'unknown-layer') expect(log.issues()[0]?.remedy).toBe('did you mean field?');
  });

  it('wants reps for every layer', () => {
    expect(read('field', 'health').found).toEqual([':layer-without-reps']);
  });

  it('reads as verify does', () => {
    for (const cell of [
      'field',
      'field|health',
      ' field:60% | health : 40%',
      'key accounts;field',
      'field:0,25|health:0,75',
    ]) {
      const mine = read(...FULL, cell).served.get('R3')!;
      expect([...layersOfRep(repsOf(cell).list[0]!, LAYERS)].sort(), cell).toEqual([...mine].sort());
    }
  });
});

describe('settleShares', () => {
  it('divides a rep in proportion to the visit hours per FTE, the rep counted whole', () => {
    const reps = repsOf('field', 'health', 'key accounts', 'field|health');
    const served = layersOfReps(reps, LAYERS, new IssueLog());
    // field: 3 000 h for R0 (1) and R3 (1.75); health: 1 000 h for R1 (1.25) and R3
    const [a, b] = [3000 / 2.75, 1000 / 3];
    const shares = settleShares(reps, served, [3000, 1000, 10]).get('R3')!;
    expect(shares.get(0)).toBeCloseTo(a / (a + b), 4);
    expect(shares.get(1)).toBeCloseTo(b / (a + b), 4);
  });

  it('gives every rep one capacity, in basis points, whatever the order of the file', () => {
    const cell = fc.constantFrom(
      'field',
      'health',
      'field|health',
      'field|health|key accounts',
      'field:33.3%|health:66.7%',
    );
    const hours = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 8 }), hours, (cells, asked) => {
        const reps = repsOf(...FULL, ...cells);
        const log = new IssueLog();
        const settled = settleShares(reps, layersOfReps(reps, LAYERS, log), asked);
        expect(log.hasErrors()).toBe(false);
        for (const shares of settled.values()) {
          const points = [...shares.values()].map(share => share * 10_000);
          expect(points.every(p => p >= 1 - 1e-9 && Math.abs(p - Math.round(p)) < 1e-6)).toBe(true);
          expect(points.reduce((sum, p) => sum + p, 0)).toBeCloseTo(10_000, 6);
        }
        const turned = { ...reps, list: reps.list.toReversed() };
        const again = settleShares(turned, layersOfReps(turned, LAYERS, log), asked);
        for (const [rep, shares] of settled) expect([...again.get(rep)!].sort()).toEqual([...shares].sort());
      }),
    );
  });
});
