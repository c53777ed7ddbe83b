// The reader of `roads:`, and that its JSON Schema says the same.

import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/io/config-readers.ts';
import { roadsReader, serverSetting } from '../../src/io/config-roads.ts';
import { parseTree } from '../../src/io/config-tree.ts';

const valid = new Ajv({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
}).compile(roadsReader.schema);

function read(value: unknown) {
  const findings: Finding[] = [];
  // JSON is YAML
  const { tree, problems } = parseTree(JSON.stringify(value));
  expect(problems).toEqual([]);
  const setting = roadsReader(tree, 'roads', finding => findings.push(finding));
  return { setting, findings };
}

describe('roads:', () => {
  it.each([
    [{ matrix: ' times.csv ' }, { kind: 'matrix', file: 'times.csv' }],
    [
      { osrm: 'http://localhost:5000' },
      {
        kind: 'osrm',
        url: 'http://localhost:5000',
        profile: 'driving',
        cache: null,
        timeoutSeconds: 30,
        maxSnapKm: 5,
        batch: 100,
      },
    ],
    [
      {
        valhalla: 'https://jo:pw@host/valhalla?key=1',
        profile: 'truck',
        cache: 'kept',
        timeout_seconds: 60,
        max_snap_km: '0,5',
        batch: 50,
        osrm: null,
      },
      serverSetting('valhalla', 'https://jo:pw@host/valhalla?key=1', {
        profile: 'truck',
        cache: 'kept',
        timeoutSeconds: 60,
        maxSnapKm: 0.5,
        batch: 50,
      }),
    ],
  ])('reads %j', (value, expected) => {
    expect(read(value)).toEqual({ setting: expected, findings: [] });
    expect(valid(value)).toBe(true);
  });

  it.each([
    [{}, 'one of matrix, osrm and valhalla'],
    [{ profile: 'car' }, 'one of matrix, osrm and valhalla'],
    [{ matrix: 'a.csv', osrm: 'http://h' }, 'one of matrix, osrm and valhalla'],
    [
      { matrix: 'a.csv', profile: 'car' },
      'no profile, cache, timeout_seconds, max_snap_km, batch beside matrix',
    ],
    [{ osrm: 'localhost:5000' }, 'the address of a server'],
    [{ osrm: 'ftp://host' }, 'the address of a server'],
    [{ osrm: 7 }, 'the address of a server'],
    [{ osrm: 'http://h', batch: 1 }, 'a whole number from 2 to 1000'],
    [{ osrm: 'http://h', timeout_seconds: 0 }, 'a number from 1 to 300'],
    [{ osrm: 'http://h', cash: 'x' }, 'a known key'],
    ['http://h', 'keys and values'],
  ])('refuses %j', (value, expected) => {
    const { setting, findings } = read(value);
    expect(setting).toBeUndefined();
    expect(findings[0]?.expected).toContain(expected);
    expect(valid(value)).toBe(false);
  });

  it('shows no password of an address that is wrong', () => {
    const { findings } = read({ osrm: 'htp://jo:secret@host/x?key=hidden' });
    expect(findings[0]?.found).toBe('"htp://host/x"');
  });
});
