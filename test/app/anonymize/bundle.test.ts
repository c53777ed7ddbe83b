import { expect, it } from 'vitest';
import { makeBundle } from '../../../src/app/anonymize/bundle.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';

const FILES = {
  accounts: 'fixtures/bretagne/accounts.csv',
  reps: 'fixtures/bretagne/reps.csv',
  zones: 'fixtures/bretagne/zones.geojson',
  aliases: null,
};
const REQUEST = { files: FILES, map: new Map<string, string>(), settings: DEFAULT_SETTINGS, layers: [] };
const secret = (byte: number) => new Uint8Array(32).fill(byte);

const textOf = (files: Awaited<ReturnType<typeof makeBundle>>['files']) =>
  files.map(({ path, content }) => `${path}\n${[...(content as Iterable<string>)].join('')}`).join('\n');

it('follows from the inputs and the secret alone, and another secret changes names, map and money', async () => {
  const [one, again, other] = [
    await makeBundle(REQUEST, secret(1)),
    await makeBundle(REQUEST, secret(1)),
    await makeBundle(REQUEST, secret(2)),
  ];
  expect(textOf(again.files)).toBe(textOf(one.files));
  const names = (bundle: typeof one) =>
    bundle.key.filter(([kind]) => kind === 'account').map(([, , name]) => name);
  expect(names(one).filter((name, at) => name === names(other)[at]).length).toBeLessThan(5);
  const lonTo = (bundle: typeof one) => bundle.key.find(([, original]) => original === 'longitude to')?.[2];
  expect(lonTo(one)).not.toBe(lonTo(other));
  expect(one.same).toMatchObject({ differs: [] });
  expect(one.same?.cheapest).toBeLessThan(1e-6);
});

it('keeps the order of ids, which ties are broken by', async () => {
  const { key } = await makeBundle(REQUEST, secret(3));
  for (const kind of ['account', 'rep', 'zone']) {
    const rows = key.filter(([of]) => of === kind);
    expect(rows.length).toBeGreaterThan(5);
    const byOriginal = [...rows].sort((a, b) => (a[1] < b[1] ? -1 : 1)).map(([, , name]) => name);
    expect([...byOriginal].sort()).toEqual(byOriginal);
  }
});
