// The bill of materials of what is installed with the program, CycloneDX on standard output. Made from a lock without what only
// building needs: asked to leave that out itself, npm forgets packages that both need (npm 11, chalk and yaml among them).

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-sbom-'));
try {
  const { devDependencies: _, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const lock = JSON.parse(execFileSync(process.execPath, ['.ci/shrinkwrap.mjs', '-'], { encoding: 'utf8' }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const words = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
  const text = execFileSync('npm', words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  const listed = JSON.parse(text).components.length;
  const named = new Set(
    Object.entries(lock.packages)
      .filter(([path]) => path !== '')
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  );
  if (listed !== named.size) throw new Error(`${listed} packages are listed, ${named.size} are in the lock`);
  process.stdout.write(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
