import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAccounts } from '../../src/io/accounts.ts';
import { IssueLog, RejectLog } from '../../src/io/issues.ts';
import type { ReadOptions } from '../../src/io/records.ts';
import { bytesSource, openSource, type Source } from '../../src/io/source.ts';
import type { Accounts } from '../../src/model/records.ts';

async function read(input: string | Uint8Array | Source, options: Partial<ReadOptions> = {}) {
  const log = new IssueLog();
  const rejects = new RejectLog();
  const source =
    typeof input === 'string'
      ? bytesSource('a.csv', Buffer.from(input))
      : input instanceof Uint8Array
        ? bytesSource('a.csv', input)
        : input;
  const accounts = await readAccounts(
    source,
    { country: 'FR', map: new Map(), measures: [], ...options },
    log,
    rejects,
  );
  expect(accounts.count + rejects.count()).toBe(
    log.hasErrors() && accounts.count === 0 ? rejects.count() : accounts.rowsRead,
  );
  return { accounts, log, rejected: [...rejects.rejects()], rejects };
}

/** `line:code` of all findings but the info of synonyms */
const codes = (log: IssueLog) =>
  log
    .issues()
    .filter(issue => issue.severity !== 'info')
    .map(issue => `${issue.severity} ${issue.line}:${issue.code}`);

/** everything a plan depends on, for comparing files that should say the same */
function facts(accounts: Accounts) {
  return Array.from({ length: accounts.count }, (_, i) => ({
    id: accounts.id[i],
    place: [accounts.postalCode[i], accounts.lat[i], accounts.lon[i]],
    texts: [accounts.name[i], accounts.city[i], accounts.segment[i], accounts.repId[i], accounts.groupId[i]],
    flags: [accounts.locked[i], accounts.strategic[i]],
    numbers: [...accounts.numbers].map(([name, values]) => [name, values[i]]),
  }));
}

describe('verdicts', () => {
  test('missing and repeated ids', async () => {
    const { accounts, rejected } = await read(
      'id,postal_code\nA,75001\n ,75002\nA,75003\nconstructor,75004\n__proto__,75005\nB,75006\nB,75007\n',
    );
    expect(accounts.id).toEqual(['A', 'constructor', '__proto__', 'B']);
    expect([...accounts.line]).toEqual([2, 5, 6, 7]);
    expect(rejected.map(row => [row.line, row.reason.split(':')[0]])).toEqual([
      [3, 'missing-id'],
      [4, 'duplicate-id'],
      [8, 'duplicate-id'],
    ]);
    expect(rejected[1].reason).toContain('line 2');
    expect(rejected[1].cells).toEqual(['A', '75003']);
  });

  test('numbers that shape the plan reject the row, others are read as blank', async () => {
    const rows = [
      'A,75001,abc,,4,60,,',
      'B,75001,-1,,4,60,,',
      'C,75001,1,,1001,60,,',
      'D,75001,1,,4,1441,,',
      'E,75001,1,,4,60,0,',
      'F,75001,1,x,4,60,,101',
      'G,75001,N/A,-5,,,30,-100',
    ];
    const { accounts, rejected, log } = await read(
      `id,postal_code,potential,revenue,visits_per_year,visit_minutes,sla_minutes,nps\n${rows.join('\n')}\n`,
    );
    expect(accounts.id).toEqual(['F', 'G']);
    expect(rejected.map(row => `${row.column} ${row.reason.split(':')[0]}`)).toEqual([
      'potential not-a-number',
      'potential number-too-small',
      'visits_per_year number-too-large',
      'visit_minutes number-too-large',
      'sla_minutes number-too-small',
    ]);
    expect(codes(log).filter(code => code.includes(' 7:'))).toEqual([
      'warning 7:number-too-large',
      'warning 7:not-a-number',
    ]);
    expect([...accounts.numbers.get('revenue')!]).toEqual([Number.NaN, -5]);
    expect([...accounts.numbers.get('nps')!]).toEqual([Number.NaN, -100]);
    expect([...accounts.numbers.get('potential')!]).toEqual([1, Number.NaN]);
  });

  test('a measure may be any column, and then it shapes the plan', async () => {
    const text = 'id,postal_code,Lits,nps,x\nA,75001,12,5,1\nB,75001,-1,5,1\nC,75001,3,-5,1\n';
    const plain = await read(text);
    expect(plain.accounts.count).toBe(3);
    const { accounts, rejected } = await read(text, {
      measures: ['Lits', 'nps', 'workload', 'accounts', 'population'],
    });
    expect(accounts.id).toEqual(['A']);
    expect([...accounts.numbers.keys()]).toEqual(['nps', 'Lits']);
    expect(rejected.map(row => row.id)).toEqual(['B', 'C']);
    // the column that --map names, and the one with the measure's own name is another
    const mapped = await read('id,postal_code,beds,Lits\nA,75001,12,-5\n', {
      measures: ['beds', 'nothing'],
      map: new Map([['beds', 'Lits']]),
    });
    expect(mapped.rejected.map(row => row.column)).toEqual(['Lits']);
  });

  test('coordinates that do not help cost the row only without a postal code', async () => {
    const bad = ['48.85,', ',2.35', '0,0', 'abc,2.35', '91,200', '500,2'];
    const withCode = await read(
      `id,postal_code,lat,lon\n${bad.map((cells, i) => `A${i},75001,${cells}`).join('\n')}\n`,
    );
    expect(withCode.accounts.count).toBe(bad.length);
    expect([...withCode.accounts.lat].every(Number.isNaN)).toBe(true);
    expect(codes(withCode.log).sort()).toEqual([
      'warning 2:half-coordinates',
      'warning 3:half-coordinates',
      'warning 4:zero-coordinates',
      'warning 5:not-a-number',
      'warning 6:coordinates-out-of-range',
      'warning 7:coordinates-out-of-range',
    ]);
    const without = await read(
      `id,lat,lon\nOK,48.85,2.35\n${bad.map((cells, i) => `A${i},${cells}`).join('\n')}\nB,,\n`,
    );
    expect(without.accounts.id).toEqual(['OK']);
    expect(without.rejected.map(row => row.reason.split(':')[0])).toEqual([
      'half-coordinates',
      'half-coordinates',
      'zero-coordinates',
      'not-a-number',
      'coordinates-out-of-range',
      'coordinates-out-of-range',
      'missing-place',
    ]);
  });

  test('flags', async () => {
    const { accounts, rejected, log } = await read(
      'id,cp,locked,rep_id,strategic\nA,75001,oui,R1,x\nB,75001,oui,,non\nC,75001,perhaps,R1,\nD,75001,,R1,perhaps\n',
    );
    expect(accounts.id).toEqual(['A', 'B', 'D']);
    expect([...accounts.locked]).toEqual([1, 0, 0]);
    expect([...accounts.strategic]).toEqual([1, 0, 0]);
    expect(rejected.map(row => row.id)).toEqual(['C']);
    expect(codes(log)).toContain('warning 3:locked-without-rep');
    expect(codes(log)).toContain('warning 5:not-a-boolean');
  });

  test('no id column, no place, no rows, none usable: errors, said once', async () => {
    for (const [text, code] of [
      ['name,postal_code\na,75001\nb,75001\n', 'missing-column'],
      ['id,name\nA,a\nB,b\n', 'missing-column'],
      ['id,lat\nA,48\n', 'missing-column'],
      ['id,postal_code\n', 'no-accounts'],
      ['id,postal_code\n,75001\n', 'no-accounts'],
      ['id,cp,code postal\nA,1,2\n', 'ambiguous-column'],
    ]) {
      const log = new IssueLog();
      await readAccounts(
        bytesSource('f', Buffer.from(text)),
        { country: 'FR', map: new Map(), measures: [] },
        log,
        new RejectLog(),
      );
      const errors = log.issues().filter(issue => issue.severity === 'error');
      expect(
        errors.map(issue => issue.code),
        text,
      ).toContain(code);
    }
  });

  test('each postal-code repair is logged', async () => {
    const { accounts, log } = await read('id,cp\nA,1000\nB,F-75001\nC,75001 CEDEX 12\nD,75001\n');
    expect(accounts.postalCode).toEqual(['01000', '75001', '75001', '75001']);
    expect(codes(log)).toEqual([
      'repair 2:postal-code-repaired',
      'repair 3:postal-code-repaired',
      'repair 4:postal-code-repaired',
    ]);
    expect((await read('id,plz\nA,1000\n', { country: 'BE' })).accounts.postalCode).toEqual(['1000']);
  });

  test('unknown columns come back as they are, whatever they contain', async () => {
    const { accounts } = await read(
      'id,postal_code,__proto__,note\nA,75001,"x\ny","=1+1"\nB,,,\nC,75003,é,"""q"""\n',
    );
    expect(accounts.rows.header).toEqual(['id', 'postal_code', '__proto__', 'note']);
    expect(accounts.rows.length).toBe(2);
    expect(accounts.rows.cells(0)).toEqual(['A', '75001', 'x\ny', '=1+1']);
    expect(accounts.rows.cells(1)).toEqual(['C', '75003', 'é', '"q"']);
  });
});

describe('places', () => {
  const paris = [48.8566, 2.3522];
  test('lat and lon swapped in the whole file are named once, in a row for that row', async () => {
    const whole = await read('id,lat,lon\nA,2.3522,48.8566\nB,-1.5,47.2\nC,5.37,43.3\n');
    expect([whole.accounts.lat[0], whole.accounts.lon[0]]).toEqual(paris);
    expect(codes(whole.log)).toEqual(['repair 2:swapped-coordinates']);
    const one = await read('id,lat,lon\nA,48.8566,2.3522\nB,-1.5,47.2\nC,43.3,5.37\n');
    expect([...one.accounts.lat]).toEqual([48.8566, 47.2, 43.3]);
    expect(codes(one.log)).toEqual(['repair 3:swapped-coordinates']);
    const us = await read('id,lat,lon\nA,-115.1,36.1\n', { country: 'XX' });
    expect([us.accounts.lat[0], us.accounts.lon[0]]).toEqual([36.1, -115.1]);
  });

  test('Lambert-93, either way round, with French marks', async () => {
    for (const text of [
      'id;x;y\nA;652469,02;6862035,26\n',
      'id;x;y\nA;652 469,02;6 862 035,26\n',
      'id,lat,lon\nA,652469.02,6862035.26\n',
      'siret,coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement\nA,652469.02,6862035.26\n',
    ]) {
      const { accounts, log } = await read(text);
      expect(accounts.lat[0], text).toBeCloseTo(48.8566, 6);
      expect(accounts.lon[0]).toBeCloseTo(2.3522, 6);
      expect(codes(log)).toEqual(['repair 2:lambert-93']);
    }
  });

  test('metres of another grid are refused, also where they look like Lambert-93', async () => {
    // Web Mercator: Paris would pass, Brest and Marseille do not
    const { rejected } = await read('id,x,y\nA,261600,6250500\nB,-499600,6174900\nC,597900,5357700\n');
    expect(rejected.map(row => row.reason.split(':')[0])).toEqual(Array(3).fill('projected-coordinates'));
  });

  test('overseas is France, Sydney is not', async () => {
    const { log } = await read(
      'id,lat,lon\nA,16.24,-61.53\nB,-20.88,55.45\nC,-22.27,166.44\nD,-33.87,151.2\n',
    );
    expect(codes(log)).toEqual(['warning 5:outside-country']);
  });

  test('coordinates with decimal commas are never thousands', async () => {
    const { accounts } = await read('id;lat;lon;potentiel\nA;48,123;2,345;1.234\nB;47,5;1,25;5.678\n');
    expect([...accounts.lat]).toEqual([48.123, 47.5]);
    // and they settle the other columns: the point is for thousands
    expect([...accounts.numbers.get('potential')!]).toEqual([1234, 5678]);
  });
});

describe('decimal marks', () => {
  test('decided by the column, then the file; guesses are said once', async () => {
    const own = await read('id;cp;CA;potentiel\nA;75001;1,234;1,5\nB;75001;12,5;2,345\n');
    expect([...own.accounts.numbers.get('revenue')!]).toEqual([1.234, 12.5]);
    expect(codes(own.log)).toEqual([]);
    const english = await read('id,cp,CA\nA,75001,"1,234"\nB,75001,"1,234.50"\n');
    expect([...english.accounts.numbers.get('revenue')!]).toEqual([1234, 1234.5]);
    const guessed = await read('id,cp,CA\nA,75001,"1,234"\nB,75001,"5,678"\n');
    expect([...guessed.accounts.numbers.get('revenue')!]).toEqual([1234, 5678]);
    expect(codes(guessed.log)).toEqual(['warning 2:ambiguous-number']);
    const mixed = await read('id,cp,CA\nA,75001,"1,5"\nB,75001,1.5\n');
    expect(codes(mixed.log)).toEqual(['warning null:mixed-decimal-marks']);
  });
});

describe('the French Excel twin', () => {
  const clean =
    'id,name,postal_code,city,lat,lon,potential,revenue,visits_per_year,rep_id,locked\n' +
    'K1,Société Œuvre & Fils,01000,Bourg-en-Bresse,46.20529,5.22116,1234567.5,820.25,12,V4,\n' +
    'K2,"Dupont; père",75001,Paris,48.8566,2.3522,40400,,4,V2,1\n' +
    'K3,L’Atelier 100 €,06000,Nice,43.7,7.25,0,-12.5,,,\n';
  const excel =
    'Code client;Raison sociale;Code postal;Ville;Latitude;Longitude;Potentiel;CA;Visites par an;Commercial;Verrouillé\r\n' +
    'K1;Société Œuvre & Fils;1000;Bourg-en-Bresse;46,20529;5,22116;1\u00a0234\u00a0567,50 €;820,25;12;V4;FAUX\r\n' +
    'K2;"Dupont; père";75001;Paris;48,8566;2,3522;40 400;;4;V2;VRAI\r\n' +
    'K3;L’Atelier 100 €;6000;Nice;43,7;7,25;0;-12,5;;;NON\r\n';

  test('says the same as the clean one', async () => {
    const special = new Map([
      ['Œ', 0x8c],
      ['’', 0x92],
      ['€', 0x80],
    ]);
    const bytes = Buffer.from([...excel].map(char => special.get(char) ?? char.charCodeAt(0)));
    const [a, b] = [await read(clean), await read(bytes)];
    expect(facts(b.accounts)).toEqual(facts(a.accounts));
    expect(b.log.counts().get('postal-code-repaired')).toBe(2);
    expect(b.rejected).toEqual([]);
  });

  test('and so do the fixtures', async () => {
    const folder = resolve(import.meta.dirname, '../../fixtures/ain-excel');
    const a = await read(await openSource(`${folder}/accounts.csv`));
    const b = await read(await openSource(`${folder}/accounts-excel.csv`));
    expect(a.accounts.count).toBeGreaterThan(100);
    expect(facts(b.accounts)).toEqual(facts(a.accounts));
  });
});

describe('GeoJSON', () => {
  const point = (coordinates: unknown, properties: object, more: object = {}) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates },
    ...more,
  });
  const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

  test('points with properties say the same as CSV', async () => {
    const a = await read('id,cp,Potentiel,lat,lon\nA,1000,12.5,46.2,5.2\nB,75001,3,48.8566,2.3522\n');
    const b = await read(
      collection(
        point([5.2, 46.2], { id: 'A', cp: '1000', Potentiel: 12.5 }),
        point([2.3522, 48.8566, 35], { id: 'B', cp: 75001, Potentiel: '3' }),
      ),
    );
    expect(facts(b.accounts)).toEqual(facts(a.accounts));
    expect(b.accounts.rows.cells(0)).toEqual(['A', '1000', '12.5', '46.2', '5.2']);
  });

  test('features without a point are named, and rejected unless a postal code places them', async () => {
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const { accounts, rejected, log } = await read(
      collection(
        point([2, 48], { id: 'A' }),
        { type: 'Feature', properties: { id: 'B' }, geometry: null },
        { type: 'Feature', properties: { id: 'C', postal_code: '75001' }, geometry: polygon },
        point(['x', 1], { id: 'D' }),
        { type: 'Feature', properties: null, geometry: { type: 'MultiPoint', coordinates: [[2, 48]] } },
      ),
    );
    expect(accounts.id).toEqual(['A', 'C']);
    expect([...accounts.line]).toEqual([1, 3]);
    expect(rejected.map(row => [row.line, row.reason.split(':')[0]])).toEqual([
      [2, 'missing-place'],
      [4, 'missing-place'],
      [5, 'missing-id'],
    ]);
    const odd = log.issues().filter(issue => issue.code === 'not-a-point');
    expect(odd.map(issue => [issue.line, issue.feature, issue.found])).toEqual([
      [2, true, 'no geometry'],
      [3, true, 'a Polygon'],
      [4, true, 'a Point without two numbers'],
    ]);
  });

  test('the id of the feature serves when no property does, the geometry goes before lat and lon', async () => {
    const { accounts } = await read(
      collection(
        point([2, 48], { lat: 1, lon: 2, name: 'x' }, { id: 7 }),
        point([3, 47], { late: 'y' }, { id: 'b' }),
      ),
    );
    expect(accounts.id).toEqual(['7', 'b']);
    expect([...accounts.lat]).toEqual([48, 47]);
    expect(accounts.rows.header).toEqual([
      'lat',
      'lon',
      'name',
      'late',
      'geometry_lat',
      'geometry_lon',
      'id',
    ]);
    expect(accounts.rows.cells(1)).toEqual(['', '', '', 'y', '47', '3', 'b']);
  });

  test('hostile properties', async () => {
    const text =
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"__proto__":{"id":1},"constructor":"c","id":"A\\u0000","postal_code":75001},"geometry":null}]}';
    const { accounts } = await read(text);
    // a NUL would make accounts.csv a file that nobody reads again
    expect(accounts.id).toEqual(['A\u2400']);
    expect(accounts.rows.cells(0)).toEqual(['{"id":1}', 'c', 'A\u2400', '75001', '', '']);
  });
});

test('row order changes nothing but the order of the accounts', async () => {
  const row = fc.record({
    lat: fc.constantFrom('48,5', '2,35', '0', '6862035', ''),
    lon: fc.constantFrom('2,25', '48,85', '0', '652469', ''),
    code: fc.constantFrom('1000', '75001', ''),
    value: fc.constantFrom('1.234', '1,234', '12,5', '', '-1', 'x'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.integer(), async (rows, seed) => {
      const lines = rows.map((r, i) => `A${i};${r.lat};${r.lon};${r.code};${r.value}`);
      const shuffled = [...lines].sort(
        (a, b) =>
          ((a.length * 31 + a.charCodeAt(1) * seed) % 17) - ((b.length * 31 + b.charCodeAt(1) * seed) % 17),
      );
      const of = async (order: string[]) => {
        const log = new IssueLog();
        const rejects = new RejectLog();
        const text = `id;lat;lon;cp;potentiel\n${order.join('\n')}\n`;
        const accounts = await readAccounts(
          bytesSource('f', Buffer.from(text)),
          { country: 'FR', map: new Map(), measures: [] },
          log,
          rejects,
        );
        return {
          facts: facts(accounts).sort((a, b) => (a.id < b.id ? -1 : 1)),
          rejected: [...rejects.rejects()].map(r => r.id).sort(),
        };
      };
      expect(await of(shuffled)).toEqual(await of(lines));
    }),
    { numRuns: 150 },
  );
});

const data = process.env.SECTORIZE_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
describe.skipIf(!existsSync(data))('real files (skipped without ../shared/data)', () => {
  test.each([
    ['fr-codes-postaux', 'FR', 18_629, 0],
    ['germany-plz3', 'DE', 2_809, 48],
    ['us-counties', 'US', 7_140, 0],
    ['nasty-fr-islands-enclaves', 'FR', 2_773, 0],
  ])('%s', async (folder, country, rows, repeated) => {
    const { accounts, log } = await read(await openSource(`${data}/${folder}/accounts.csv`), { country });
    expect(accounts.rowsRead).toBe(rows);
    expect(accounts.count).toBe(rows - repeated);
    expect(log.counts().get('duplicate-id') ?? 0).toBe(repeated);
    expect(log.hasErrors()).toBe(false);
    expect(accounts.numbers.get('potential')!.every(value => value > 0)).toBe(true);
  });
});

test('who may not serve an account: ids, or the word for all partners', async () => {
  const { accounts, log } = await read(
    'id;code postal;Commerciaux exclus\nA;01000;R1|R2|R1\nB;01000;Partenaires\nC;01000;\nD;;R1\nE;01000;partner, R3\n',
  );
  expect(codes(log)).toEqual(['warning 5:missing-place']);
  expect(accounts.id).toEqual(['A', 'B', 'C', 'E']);
  expect(accounts.excludedReps).toEqual([['R1', 'R2'], ['partners'], [], ['partners', 'R3']]);
  expect((await read('id,postal_code\nA,01000\n')).accounts.excludedReps).toBeNull();
});
