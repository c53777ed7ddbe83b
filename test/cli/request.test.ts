// What the command line and the configuration come to together.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveInputs } from '../../src/cli/request.ts';
import { InputError } from '../../src/io/issues.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-request-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function resolved(layers: string, options: object = {}) {
  const config = join(folder, 'sectorize.yaml');
  writeFileSync(config, `accounts: a.csv\nreps: r.csv\nzones: z.csv\n${layers}`);
  return resolveInputs({ map: new Map(), config, ...options }, { needPlan: true });
}

const except = (rules: readonly { readonly except: readonly string[] }[] | null) =>
  rules?.map(rule => rule.except) ?? null;

describe('--may-cut', () => {
  const LAYERS = `layers:
  - name: health
    where: {segment: health}
    keep_together: {department: {except: ["75"]}}
  - name: field
`;

  it('holds for the rules of layers, where no other is', async () => {
    const file = await resolved(LAYERS);
    expect(file.layers.map(({ keepTogether }) => except(keepTogether))).toEqual([[['75']], null]);
    const line = await resolved(LAYERS, { mayCut: ['59', '62'] });
    expect(line.layers.map(({ keepTogether }) => except(keepTogether))).toEqual([[['59', '62']], null]);
    expect(line.settings.keepTogether).toEqual([]);
  });

  it('holds for the rule of the whole plan and for those of layers', async () => {
    const line = await resolved(`keep_together: {region: whole}\n${LAYERS}`, { mayCut: ['59'] });
    expect(except(line.settings.keepTogether)).toEqual([['59']]);
    expect(line.layers.map(({ keepTogether }) => except(keepTogether))).toEqual([[['59']], null]);
  });

  it('is refused where nothing is kept together', async () => {
    const run = resolved('layers:\n  - name: field\n', { mayCut: ['59'] });
    await expect(run).rejects.toThrow(InputError);
    await expect(resolved('', { mayCut: ['59'] })).rejects.toThrow(InputError);
  });
});

describe('the dialect of CSV files', () => {
  const FILE = 'profile: excel-fr\ndelimiter: tab\nbom: no\nxlsx: yes\n';

  it('is a profile with what the file changes of it, and what the command line changes', async () => {
    const file = await resolved(FILE);
    expect(file.profile).toMatchObject({ delimiter: '\t', decimal: ',', bom: false, newline: '\r\n' });
    expect(file.xlsx).toBe(true);
    const line = await resolved(FILE, { delimiter: '|', bom: true });
    expect(line.profile).toMatchObject({ delimiter: '|', decimal: ',', bom: true });
  });

  it('is a whole profile when the command line names one', async () => {
    const { profile } = await resolved(FILE, { profile: 'excel-en' });
    expect(profile).toMatchObject({ delimiter: ',', decimal: '.', bom: true });
  });

  it('has another mark between cells than in numbers', async () => {
    await expect(resolved('decimal: comma\n')).rejects.toThrow(InputError);
  });
});
