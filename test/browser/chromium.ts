// A real browser for the page's tests: Debian's Chromium, or the one that CHROMIUM names. Machines without one skip these
// tests with a word; CI has to have it.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** git-ignored; what a person looks at after the tests */
export const ARTIFACTS = 'test-artifacts';

export function haveChromium(): boolean {
  if (existsSync(PROGRAM)) return true;
  if (process.env.CI) throw new Error(`CI needs a browser: no ${PROGRAM}`);
  process.stderr.write(`browser tests skipped: no ${PROGRAM} (apt-get install chromium, or CHROMIUM)\n`);
  return false;
}

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export interface Opened {
  readonly page: Page;
  /** messages of the console, uncaught errors, and requests for anything but the file */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a file as a reader does, from the disk. */
export async function openPage(file: string, width = 1440, height = 900): Promise<Opened> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const profile = mkdtempSync(join(tmpdir(), 'sectorize-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: PROGRAM,
    args: FLAGS,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`uncaught: ${error.message}`));
  page.on('request', request => {
    if (request.url() !== `file://${file}`) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, complaints, close };
}
