// report.html in a real browser: opened from the disk, switched, walked by keys, printed, judged by axe.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTIFACTS, haveChromium, type Opened, openPage } from '../browser/chromium.ts';
import { BRETAGNE, inputArgs, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();

function planned(name: string, ...args: readonly string[]): string {
  const out = join(folder, name);
  const run = sectorize(['plan', ...args, '--effort', 'fast', '--no-diagnosis', '--quiet', '--out', out]);
  expect([0, 3], run.stderr).toContain(run.code);
  return join(out, 'report.html');
}

/** What axe finds, one line each. It comes in past the page's own policy, as a reader's tool would. */
async function violations({ page }: Opened): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run().then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value);
}

describe.skipIf(!haveChromium())('report.html', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openPage(planned('plan', ...inputArgs(), '--lang', 'fr'));
  });
  afterAll(async () => opened?.close());

  it('shows the plan in six figures and the map on the first screen', async () => {
    const { page } = opened;
    expect(await page.locator('.figure').count()).toBe(6);
    expect(await page.locator('.fills path').count()).toBe(10);
    const box = await page.locator('.map-svg').boundingBox();
    expect(box?.y).toBeLessThan(400);
    await page.screenshot({ path: join(ARTIFACTS, 'report-1440.png') });
  });

  it('switches between before, after, changed zones and measures', async () => {
    const { page } = opened;
    const outline = () => page.locator('.fills path').first().getAttribute('d');
    const after = await outline();
    await page.getByLabel('Avant', { exact: true }).check();
    expect(await outline()).not.toBe(after);
    await page.getByLabel('Zones qui changent').check();
    expect(await outline()).toBe(after);
    expect(await page.locator('.overlay path').count()).toBe(10);
    await page.getByLabel('Couleurs').selectOption('0');
    expect(await page.locator('.legend li').count()).toBeGreaterThan(3);
    await page.screenshot({ path: join(ARTIFACTS, 'report-measure.png') });
    await page.getByLabel('Couleurs').selectOption('-1');
    await page.getByLabel('Après', { exact: true }).check();
    expect(await page.locator('.overlay path').count()).toBe(0);
  });

  it('says the figures of the zone under the pointer, and of the one that the keys reach', async () => {
    const { page } = opened;
    const card = page.locator('.card');
    const box = (await page.locator('.map-svg').boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const pointed = await card.textContent();
    expect(pointed).toMatch(/\(\d{5}\).*potentiel.*Commercial/s);
    await page.mouse.move(5, 5);
    await page.locator('.map-svg').focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    const first = await card.textContent();
    await page.keyboard.press('ArrowRight');
    expect(await card.textContent()).not.toBe(first);
    await page.keyboard.press('+');
    await page.waitForSelector('.map-svg.enlarged');
    await page.keyboard.press('0');
    expect(await page.locator('.map-svg').getAttribute('class')).toBe('map-svg');
    await page.locator('[data-sector="2"]').focus();
    expect(await card.textContent()).toContain('R03');
  });

  it('has no violation for axe, in light and dark, wide and narrow', async () => {
    const { page } = opened;
    expect(await violations(opened)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(opened)).toEqual([]);
    await page.screenshot({ path: join(ARTIFACTS, 'report-dark.png') });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violations(opened)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.screenshot({ path: join(ARTIFACTS, 'report-390.png') });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('prints', async () => {
    const pdf = await opened.page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(50_000);
    writeFileSync(join(ARTIFACTS, 'report.pdf'), pdf);
  });

  it('asks nothing of the network and has nothing to complain about', () => {
    expect(opened.complaints).toEqual([]);
  });

  it('is whole without its script', async () => {
    const html = readFileSync(join(folder, 'plan', 'report.html'), 'utf8');
    const still = join(folder, 'still.html');
    writeFileSync(still, html.replace(/<script>[\s\S]*<\/script>/, ''));
    const { page, complaints, close } = await openPage(still);
    try {
      expect(await page.locator('.fills path').count()).toBe(10);
      expect(await page.locator('table').count()).toBeGreaterThan(8);
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  it('shows each layer’s map, and totals', async () => {
    const layered = await openPage(
      planned('layers', '--config', 'fixtures/layers/sectorize.yaml', '--lang', 'en'),
    );
    try {
      const { page } = layered;
      expect(await page.locator('.map:visible').count()).toBe(1);
      await page.locator('.layer-switch select').selectOption({ label: 'field' });
      expect(await page.locator('.map:visible h3').first().textContent()).toBe('Layer field');
      expect(await violations(layered)).toEqual([]);
      await page.screenshot({ path: join(ARTIFACTS, 'report-layers.png') });
      expect(layered.complaints).toEqual([]);
    } finally {
      await layered.close();
    }
  });

  it('shows hostile names as text', async () => {
    const rep = '<img src=x onerror=alert(1)></script><script>alert(2)</script>';
    const [accounts, , zones] = BRETAGNE as [string, string, string];
    const reps = join(folder, 'reps.csv');
    const rows = readFileSync(BRETAGNE[1] as string, 'utf8').split('\n');
    writeFileSync(
      reps,
      rows.map((row, i) => (i === 1 ? row.replace(/^([^,]*),[^,]*/, `$1,${rep}`) : row)).join('\n'),
    );
    const hostile = await openPage(planned('hostile', ...inputArgs([accounts, reps, zones])));
    try {
      const { page } = hostile;
      await page.locator('[data-sector="0"]').focus();
      expect(await page.locator('.card').textContent()).toContain(rep);
      expect(await page.locator('.sector-list').textContent()).toContain(rep);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(2);
      expect(hostile.complaints).toEqual([]);
    } finally {
      await hostile.close();
    }
  });
});
