import { describe, expect, test } from 'vitest';
import { IssueLog } from '../../src/io/issues.ts';
import {
  ACCOUNT_FIELDS,
  canonicalMeasure,
  type FieldSpec,
  matchColumns,
  normalizeName,
  REP_FIELDS,
  ZONE_FIELDS,
} from '../../src/io/synonyms.ts';

function match(
  header: string[],
  fields: readonly FieldSpec[] = ACCOUNT_FIELDS,
  map: [string, string][] = [],
) {
  const log = new IssueLog();
  const found = matchColumns(header, fields, new Map(map), log, 'f');
  const byField = Object.fromEntries([...found.columnOf].map(([field, index]) => [field, header[index]]));
  return { ...found, byField, log, errors: log.issues().filter(issue => issue.severity === 'error') };
}

describe('exports of other systems', () => {
  test.each([
    [
      'French CRM',
      [
        'Code client',
        'Raison sociale',
        'Code postal',
        'Ville',
        'CA potentiel',
        'CA 2025',
        'Commercial',
        'Grand compte',
        'Visites/an',
      ],
      ['id', 'name', 'postal_code', 'city', 'potential', 'revenue', 'rep_id', 'strategic', 'visits_per_year'],
    ],
    [
      'Salesforce',
      [
        'Id',
        'Name',
        'BillingPostalCode',
        'BillingCity',
        'AnnualRevenue',
        'OwnerId',
        'ParentId',
        'Industry',
        'NumberOfEmployees',
      ],
      ['id', 'name', 'postal_code', 'city', 'revenue', 'rep_id', 'group_id', 'segment', 'size'],
    ],
    [
      'HubSpot',
      [
        'Record ID',
        'Company name',
        'Postal Code',
        'City',
        'Annual Revenue',
        'Company owner',
        'Number of Associated Deals',
      ],
      ['id', 'name', 'postal_code', 'city', 'revenue', 'rep_id', 'opportunities'],
    ],
    [
      'Dynamics',
      [
        '(Do Not Modify) Account',
        'Account Name',
        'Address 1: ZIP/Postal Code',
        'Address 1: City',
        'Annual Revenue',
        'Owner',
      ],
      ['id', 'name', 'postal_code', 'city', 'revenue', 'rep_id'],
    ],
    [
      'Sirene',
      [
        'siren',
        'siret',
        'denominationUniteLegale',
        'codePostalEtablissement',
        'libelleCommuneEtablissement',
        'coordonneeLambertAbscisseEtablissement',
        'coordonneeLambertOrdonneeEtablissement',
        'trancheEffectifsEtablissement',
      ],
      ['group_id', 'id', 'name', 'postal_code', 'city', 'lon', 'lat', 'size'],
    ],
  ])('%s', (_, header, fields) => {
    const found = match(header);
    expect(found.errors).toEqual([]);
    header.forEach((column, index) => {
      expect(found.columnOf.get(fields[index]), `${column} → ${fields[index]}`).toBe(index);
    });
  });

  test('reps and zones', () => {
    expect(
      match(['Matricule', 'Nom', 'ETP', 'CP domicile', 'Coût horaire', 'Zones autorisées'], REP_FIELDS)
        .byField,
    ).toMatchObject({
      id: 'Matricule',
      name: 'Nom',
      fte: 'ETP',
      postal_code: 'CP domicile',
      cost_per_hour: 'Coût horaire',
      allowed_zones: 'Zones autorisées',
    });
    expect(match(['GEOID20', 'NAMELSAD', 'INTPTLAT', 'INTPTLON'], ZONE_FIELDS).byField).toEqual({
      id: 'GEOID20',
      name: 'NAMELSAD',
      lat: 'INTPTLAT',
      lon: 'INTPTLON',
    });
    expect(
      match(['codgeo', 'libgeo', 'dep', 'reg', 'Superficie (km²)', 'voisins'], ZONE_FIELDS).byField,
    ).toEqual({
      id: 'codgeo',
      name: 'libgeo',
      department: 'dep',
      region: 'reg',
      area_km2: 'Superficie (km²)',
      neighbors: 'voisins',
    });
  });
});

test('the canonical name wins over synonyms, and is not said', () => {
  const found = match(['code postal', 'postal_code', 'id', 'ID client']);
  expect(found.byField).toEqual({ postal_code: 'postal_code', id: 'id' });
  expect(found.unknown).toEqual([0, 3]);
  expect(found.log.issues()).toEqual([]);
});

test('a match by synonym is said once', () => {
  const found = match(['id', 'CP', 'Ville']);
  expect(found.matchedBySynonym).toEqual([
    { field: 'postal_code', column: 'CP' },
    { field: 'city', column: 'Ville' },
  ]);
  expect(found.log.issues().map(issue => [issue.severity, issue.found])).toEqual([
    ['info', 'columns "CP" read as postal_code, "Ville" read as city'],
  ]);
});

test('two columns for one field are an error that names both and offers --map', () => {
  const found = match(['id', 'BillingPostalCode', 'ShippingPostalCode']);
  expect(found.errors).toHaveLength(1);
  expect(found.errors[0]).toMatchObject({
    code: 'ambiguous-column',
    remedy: 'choose with --map postal_code="BillingPostalCode"',
  });
  expect(found.errors[0].found).toContain('"BillingPostalCode" and "ShippingPostalCode"');
  const chosen = match(['id', 'BillingPostalCode', 'ShippingPostalCode'], ACCOUNT_FIELDS, [
    ['postal_code', 'ShippingPostalCode'],
  ]);
  expect(chosen.errors).toEqual([]);
  expect(chosen.byField.postal_code).toBe('ShippingPostalCode');
});

test('--map to a column that is not there offers the nearest', () => {
  const found = match(['id', 'cp', 'CA potentiel 2026'], ACCOUNT_FIELDS, [
    ['potential', 'CA potenciel 2026'],
  ]);
  expect(found.errors).toMatchObject([
    { code: 'unknown-map-column', remedy: 'did you mean --map potential="CA potentiel 2026"?' },
  ]);
  // accents, case and spaces may differ
  expect(match(['id', 'Été 2026'], ACCOUNT_FIELDS, [['potential', 'ete_2026']]).byField.potential).toBe(
    'Été 2026',
  );
  // the mapped column is not taken again by synonym
  expect(match(['id', 'CA'], ACCOUNT_FIELDS, [['potential', 'CA']]).byField).toEqual({
    id: 'id',
    potential: 'CA',
  });
});

test('a required column that is missing is an error with the nearest spelling', () => {
  expect(match(['idd', 'cp']).errors).toMatchObject([
    { code: 'missing-column', column: 'id', remedy: 'did you mean --map id="idd"?' },
  ]);
});

test('hostile headers are columns like any other', () => {
  const found = match(['__proto__', 'constructor', 'hasOwnProperty', 'id', '', ' ']);
  expect(found.byField).toEqual({ id: 'id' });
  expect(found.unknown).toEqual([0, 1, 2, 4, 5]);
});

test('no two fields of one input share a synonym or take the name of another', () => {
  for (const fields of [ACCOUNT_FIELDS, REP_FIELDS, ZONE_FIELDS]) {
    const owner = new Map<string, string>();
    for (const spec of fields) {
      for (const name of new Set([spec.name, ...spec.synonyms].map(normalizeName))) {
        expect(owner.get(name), `${name} of ${spec.name}`).toBeUndefined();
        expect(name).not.toBe('');
        owner.set(name, spec.name);
      }
    }
  }
});

test('measures by their French names', () => {
  expect(canonicalMeasure('Potentiel')).toBe('potential');
  expect(canonicalMeasure('charge')).toBe('workload');
  expect(canonicalMeasure('surface de vente')).toBe('surface de vente');
});
