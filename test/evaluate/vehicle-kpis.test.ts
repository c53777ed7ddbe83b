import { expect, test } from 'vitest';
import type { SectorKpis } from '../../src/evaluate/kpis-types.ts';
import { vehicleKpis } from '../../src/evaluate/vehicle-kpis.ts';
import { VEHICLES } from '../../src/model/vehicles.ts';
import { type GridRep, gridContext } from './grid.ts';

const sector = (km: number, kg_co2: number | null) => ({ travel: { km, kg_co2 } }) as unknown as SectorKpis;

test('vehicles come by name, with whose factor was assumed and what they drove together', () => {
  const electric = VEHICLES.electric.gCo2PerKm;
  const drivers: (Partial<GridRep> & { id: string })[] = [
    { id: 'A', vehicle: 'electric', gCo2PerKm: electric },
    // a factor of the row's own
    { id: 'B', vehicle: 'electric', gCo2PerKm: 12 },
    { id: 'C', vehicle: 'cargo bike', gCo2PerKm: 0 },
    { id: 'D', vehicle: 'plug-in-hybrid' },
    { id: 'E' },
  ];
  const reps = drivers.map(rep => ({ at: [0, 0] as const, ...rep }));
  const settings = { vehicles: { 'cargo bike': { gCo2PerKm: 0, costPerKm: 0.1 } } };
  const sectors = [sector(100.1, 2), sector(0.2, 3.5), sector(30, 0), sector(40, null), sector(50, 1)];
  const kpis = vehicleKpis(gridContext({ reps, settings }), sectors);
  expect(kpis).toEqual([
    {
      ...{ vehicle: 'cargo bike', reps: 1, reps_with_factor: 1, g_co2_per_km: 0, cost_per_km: 0.1 },
      ...{ factor: 'configuration', entry: null, km: 30, kg_co2: 0 },
    },
    {
      ...{ vehicle: 'electric', reps: 2, reps_with_factor: 1, g_co2_per_km: electric, cost_per_km: null },
      ...{ factor: 'published', entry: VEHICLES.electric.entry, km: 100.3, kg_co2: 5.5 },
    },
    {
      // nobody knows what it emits, and what one driver's emits is not known of all
      ...{ vehicle: 'plug-in-hybrid', reps: 1, reps_with_factor: 0, g_co2_per_km: null, cost_per_km: null },
      ...{ factor: 'none', entry: null, km: 40, kg_co2: null },
    },
  ]);
  expect(vehicleKpis(gridContext({ reps: [reps[4]!] }), sectors)).toBeNull();
});
