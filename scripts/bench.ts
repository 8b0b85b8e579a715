import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { ROOT } from './build-id.ts';
import { ensureChromium } from './chromium.ts';

/** `npm run bench [name…]`: each file of `bench/` is one figure, or a few that belong together. */

ensureChromium();
ensureBuilt();
const wanted = process.argv.slice(2);
const failed = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.ts') && (wanted.length === 0 || wanted.includes(file.replace('.ts', ''))))
  .filter((file) => {
    console.log(`\n── ${file.replace('.ts', '')}`);
    return spawnSync(process.execPath, [join('bench', file)], { cwd: ROOT, stdio: 'inherit' }).status !== 0;
  });
if (failed.length > 0) console.error(`\nNot measured: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
