// Zones of one plan alone: made by a split, put together again, or simply not there.

import { expect, it } from 'vitest';
import type { SideLayer } from '../../../src/evaluate/compare/side.ts';
import { zoneMoves } from '../../../src/evaluate/compare/zone-moves.ts';

const layer = (
  zones: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>>,
): SideLayer => ({
  ...{ name: '', overlay: false, today: false, kpis: null, sectors: [], accounts: null },
  reps: new Set(Object.values(zones).filter(rep => rep !== '')),
  zones: Object.entries(zones).map(([id, rep]) => ({ id, name: id, rep, today: '' })),
  parts: new Map(Object.entries(parts)),
  held: new Set(),
  decided: new Map(),
});

it('says why a zone is in one plan only', () => {
  const base = layer(
    { z: 'R1', y: 'R1', 'w#1': 'R1', 'w#2': 'R2', v: '', u: 'R1', empty: '', same: 'R2' },
    { 'w#1': 'w', 'w#2': 'w' },
  );
  const other = layer(
    { 'z#1': 'R1', 'z#2': 'R2', w: 'R2', v: 'R2', u: '', same: 'R2' },
    { 'z#1': 'z', 'z#2': 'z' },
  );
  const { count, list } = zoneMoves(base, other);
  expect(count).toEqual({ common: 1, moved: 0, new: 4, gone: 5 });
  expect(list.map(({ id, status, from, to, reason }) => [id, status, from, to, reason])).toEqual([
    ['z#1', 'new', '', 'R1', { code: 'split', zone: 'z' }],
    ['z#2', 'new', '', 'R2', { code: 'split', zone: 'z' }],
    ['w', 'new', '', 'R2', { code: 'not-before' }],
    ['v', 'new', '', 'R2', { code: 'unserved-before' }],
    ['u', 'gone', 'R1', '', { code: 'unserved-after' }],
    ['z', 'gone', 'R1', '', { code: 'split', zone: 'z' }],
    ['y', 'gone', 'R1', '', { code: 'not-after' }],
    ['w#1', 'gone', 'R1', '', { code: 'split', zone: 'w' }],
    ['w#2', 'gone', 'R2', '', { code: 'split', zone: 'w' }],
  ]);
});
