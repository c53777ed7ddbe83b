import { describe, expect, it, test } from 'vitest';
import { parseConfig } from '../../src/io/config.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { readReps } from '../../src/io/reps.ts';
import { bytesSource } from '../../src/io/source.ts';
import { vehicleName } from '../../src/io/vehicle-words.ts';
import { withRepDefaults } from '../../src/model/rep-defaults.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

async function read(csv: string, vehicles: readonly string[] = []) {
  const log = new IssueLog();
  const options = { country: 'FR', map: new Map(), measures: [], vehicles };
  const reps = await readReps(bytesSource('reps.csv', Buffer.from(csv)), options, log);
  return { reps, errors: log.count('error'), found: reps.list.map(({ vehicle }) => vehicle ?? null) };
}

test('vehicles are known in French and English, whatever their case, accents and signs', () => {
  const words: readonly (readonly [string, string])[] = [
    ...[['Gazole', 'diesel'] as const, ['GASOIL', 'diesel'] as const, ['SP95-E10', 'petrol'] as const],
    ...[
      ['Électrique', 'electric'] as const,
      ['100 % electrique', 'electric'] as const,
      ['VE', 'electric'] as const,
    ],
    ...[['Hybride rechargeable', 'plug-in-hybrid'] as const, ['plug-in hybrid', 'plug-in-hybrid'] as const],
    ...[
      ['Hybride', 'hybrid'] as const,
      ['VUL', 'van'] as const,
      ['Utilitaire électrique', 'electric-van'] as const,
    ],
    ...[
      ['Moto', 'motorcycle'] as const,
      ['moto > 125', 'motorcycle'] as const,
      ['Moto 125', 'scooter'] as const,
      ['TER', 'train'] as const,
      ['à pied', 'none'] as const,
    ],
  ];
  for (const [text, kind] of words) expect(vehicleName(text), text).toBe(kind);
  // others stay as they are, those of the configuration as it has them
  expect(vehicleName(' Kangoo GNV ')).toBe('Kangoo GNV');
  expect(vehicleName('KANGOO  gnv', ['Kangoo GNV'])).toBe('Kangoo GNV');
  for (const text of ['__proto__', 'constructor', '=cmd', 'x'.repeat(1e6)])
    expect(vehicleName(text)).toBe(text);
});

describe('the column of vehicles', () => {
  it('is the one whose cells are vehicles, beside models and plates', async () => {
    const { errors, found } = await read(
      'id;Véhicule;Carburant;Voiture\nR1;Clio V;Diesel;AB-123-CD\nR2;Zoé;électrique;EF-456-GH\nR3;Kangoo;;\n',
    );
    expect(errors).toBe(0);
    expect(found).toEqual(['diesel', 'electric', null]);
  });

  it('is none where no cell is a vehicle: an energy contract, a model', async () => {
    const { errors, found } = await read('id,véhicule,énergie\nR1,Clio V,vert\nR2,Zoé,vert\n');
    expect(errors).toBe(0);
    expect(found).toEqual([null, null]);
  });

  it('may hold names of the configuration alone; a column called vehicle is always it', async () => {
    expect((await read('id,véhicule\nR1,kangoo gnv\n', ['Kangoo GNV'])).found).toEqual(['Kangoo GNV']);
    expect((await read('id,vehicle\nR1,Clio V\n')).found).toEqual(['Clio V']);
  });
});

describe('vehicles of the configuration', () => {
  it('are known by kind in any language, and refused twice, empty or out of range', () => {
    const log = new IssueLog();
    const config = parseConfig(
      'vehicles:\n  électrique: {g_co2_per_km: 20, cost_per_km: "0,25"}\n  Kangoo GNV: {g_co2_per_km: 150}\ndefault_vehicle: Gazole\n',
      'sectorize.yaml',
      log,
    );
    expect(log.count('error')).toBe(0);
    expect({ ...config?.settings.vehicles }).toEqual({
      electric: { gCo2PerKm: 20, costPerKm: 0.25 },
      'Kangoo GNV': { gCo2PerKm: 150, costPerKm: null },
    });
    expect(config?.settings.defaultVehicle).toBe('diesel');
    for (const wrong of [
      'diesel: {cost_per_km: 1}\n  gazole: {cost_per_km: 2}',
      'diesel: {}',
      'diesel: {g_co2_per_km: -1}',
    ]) {
      const bad = new IssueLog();
      parseConfig(`vehicles:\n  ${wrong}\n`, 'sectorize.yaml', bad);
      expect(bad.count('error'), wrong).toBeGreaterThan(0);
    }
  });

  it('give rates to those whose row does not, and each assumption is counted', async () => {
    const { reps } = await read(
      'id,vehicle,g_co2_per_km,cost_per_km\nR1,diesel,100,0.5\nR2,diesel,,0.5\nR3,électrique,,\nR4,,,\nR5,hybride rechargeable,,\n',
    );
    const policy = {
      ...DEFAULT_SETTINGS,
      vehicles: { electric: { gCo2PerKm: null, costPerKm: 0.25 } },
      defaultVehicle: 'train',
    };
    const { reps: filled, defaults } = withRepDefaults(reps, policy);
    expect(filled.list.map(({ gCo2PerKm }) => gCo2PerKm)).toEqual([100, 186.5, 19.8, 22.9, Number.NaN]);
    expect(filled.list.map(({ costPerKm }) => costPerKm)).toEqual([0.5, 0.5, 0.25, Number.NaN, Number.NaN]);
    expect(defaults.filter(({ field }) => !/fte|prod|hours/.test(field))).toEqual([
      { input: 'reps', field: 'g_co2_per_km', records: 1, value: '186.5 (diesel)' },
      { input: 'reps', field: 'g_co2_per_km', records: 1, value: '19.8 (electric)' },
      { input: 'reps', field: 'cost_per_km', records: 1, value: '0.25 (electric)' },
      { input: 'reps', field: 'vehicle', records: 1, value: 'train' },
      { input: 'reps', field: 'g_co2_per_km', records: 1, value: '22.9 (train)' },
    ]);
  });
});
