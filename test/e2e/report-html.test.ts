// report.html in a real browser: opened from the disk, switched, walked by keys, printed, judged by axe.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTIFACTS, haveChromium, type Opened, openPage } from '../browser/chromium.ts';
import { inputArgs, sectorize, temporaryFolder } from './cli.ts';
import { HOSTILE_OPTIONS, hostileInputs, SHOWN_REPS } from './hostile.ts';

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

  it('sorts a table by its headers: up, down, as it was, with sums at the end', async () => {
    const { page } = opened;
    const head = page.locator('#moves th', { hasText: 'Potentiel' });
    const cells = () => page.locator('#moves tbody td:nth-child(5)').allTextContents();
    const numbers = async () =>
      (await cells()).slice(0, -1).map(cell => Number(cell.replaceAll('\u202f', '').replace('−', '-')));
    const [was, [last]] = [await cells(), (await cells()).slice(-1)];
    const ascending = (await numbers()).toSorted((a, b) => a - b);
    expect(ascending).not.toEqual(await numbers());
    // written without a thousands mark, or as text, they would come in another order
    expect(ascending.map(String).toSorted()).not.toEqual(ascending.map(String));
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await numbers()).toEqual(ascending);
    expect((await cells()).at(-1)).toBe(last);
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await numbers()).toEqual(ascending.toReversed());
    expect((await cells()).at(-1)).toBe(last);
    await page.locator('#moves').screenshot({ path: join(ARTIFACTS, 'report-sorted.png') });
    await page.keyboard.press('Enter');
    expect(await page.locator('[aria-sort]').count()).toBe(0);
    expect(await cells()).toEqual(was);
  });

  it('sorts names as a reader would, and no column of several units', async () => {
    const { page } = opened;
    const names = () => page.locator('#sectors tbody td:first-child').allTextContents();
    const was = await names();
    const head = page.locator('#sectors th').first().getByRole('button');
    await head.click();
    expect(await names()).toEqual(was.toSorted((a, b) => a.localeCompare(b, 'fr')));
    await head.click();
    await head.click();
    expect(await names()).toEqual(was);
    expect(await page.locator('#kpis th').count()).toBe(5);
    expect(await page.locator('#kpis th button').allTextContents()).toEqual(['Indicateur', 'Définition']);
  });

  it('shows the rows that have the words looked for, says how many, and prints those', async () => {
    const { page } = opened;
    const kpis = page.locator('#kpis');
    const all = await kpis.locator('tbody tr').count();
    await kpis.getByLabel('Filtrer les lignes').fill('ecart EQUILIBRE');
    const shown = await kpis.locator('tbody tr:visible').count();
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(all);
    for (const row of await kpis.locator('tbody tr:visible').allTextContents())
      expect(row).toMatch(/Équilibre[\s\S]*écart/);
    expect(await kpis.getByRole('status').textContent()).toBe(`${shown} lignes sur ${all}`);
    await page.emulateMedia({ media: 'print' });
    expect(await kpis.locator('tbody tr:visible').count()).toBe(shown);
    expect(await page.locator('.filter:visible').count()).toBe(1);
    await page.emulateMedia({ media: 'screen' });
    // sums would be those of rows that are not shown
    const moves = page.locator('#moves');
    await moves.getByLabel('Filtrer les lignes').fill('R04 r02');
    expect(await moves.locator('tbody tr:visible').count()).toBe(2);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    expect(await moves.locator('tbody tr:visible').count()).toBe(31);
    expect(await moves.getByRole('status').textContent()).toBe('');
  });

  it('shows a sector of a table on the map', async () => {
    const { page } = opened;
    await page.locator('#workload').getByRole('button', { name: 'Loïc Quemardec' }).click();
    expect(await page.locator('.card h3').textContent()).toContain('Loïc Quemardec');
    const box = await page.locator('.map').boundingBox();
    expect(Math.abs(box?.y ?? 900)).toBeLessThan(60);
    await page.evaluate('scrollTo(0, 0)');
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
      // the layers side by side, then five charts of a layer with an incumbent
      expect(await page.locator('#layers figure svg').count()).toBe(1);
      expect(await page.locator('#layer-1 figure svg').count()).toBe(5);
      await page.locator('#sectors').getByRole('button', { name: 'Gwenola Pellaznec' }).click();
      expect(await page.locator('.map:visible h3').first().textContent()).toBe('Layer groups');
      expect(await page.locator('.map:visible .card h3').textContent()).toContain('Gwenola Pellaznec');
      // on paper nobody can choose a layer
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('.map:visible').count()).toBe(4);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await page.locator('.map:visible').count()).toBe(1);
      // sums of each rep stand between the rows: they are in groups
      expect(await page.locator('#shared th button').count()).toBe(0);
      expect(layered.complaints).toEqual([]);
    } finally {
      await layered.close();
    }
  });

  it('shows hostile names as text', async () => {
    const hostile = await openPage(
      planned('hostile', ...inputArgs(hostileInputs(folder)), ...HOSTILE_OPTIONS),
    );
    try {
      const { page } = hostile;
      const cards: string[] = [];
      for (const sector of [0, 1, 2, 3]) {
        await page.locator(`[data-sector="${sector}"]`).focus();
        cards.push((await page.locator('.card').textContent()) ?? '');
      }
      const places = [cards.join(), ...(await page.locator('.sector-list, #sectors').allTextContents())];
      expect(places).toHaveLength(3);
      for (const text of places) for (const name of SHOWN_REPS) expect(text).toContain(name);
      // zones say their names too, and tables find them
      await page.locator('.map-svg').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.card h3').first().textContent()).toMatch(/<|=cmd|__proto__|�/);
      for (const input of await page.locator('.filter input').all()) await input.fill('<script>(');
      for (const button of await page.locator('.table th button').all()) await button.click();
      for (const option of await page.locator('.switches select option').all())
        await page.locator('.switches select').selectOption((await option.getAttribute('value')) as string);
      await page.locator('.open-all').click();
      expect(await page.locator('img, iframe, object, [onerror], [onload]').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(2);
      expect(await page.evaluate('[window.ran, {}.ran, document.title]')).toEqual([
        undefined,
        undefined,
        'Sectorization report',
      ]);
      // marks that turn the direction of text would change what is read
      expect(await page.locator('body').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(await violations(hostile)).toEqual([]);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.screenshot({ path: join(ARTIFACTS, `report-hostile-${width}.png`), fullPage: true });
      }
      await page.pdf({ preferCSSPageSize: true });
      expect(hostile.complaints).toEqual([]);
    } finally {
      await hostile.close();
    }
  });
});
