import { buildPage } from '../tests/browser/harness/build-page.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import { inProfile } from './app.ts';
import { type Figure, figure } from './figure.ts';
import { type LongestTask, longestTask } from './long-tasks.ts';
import type { StreamOutcome } from './pages/streaming/main.tsx';

const TOKENS_PER_SECOND = 200;
/** Of ordinary English. */
const TOKEN_CHARACTERS = 4;

const SECTION = `## The boiler, part NUMBER

It was serviced **in March**, by *Anna Berg*, as the [report](https://example.org) says. The filter is \`F-NUMBER\`.

- turn it off
- wait for an hour
  - or until it is cold

\`\`\`ts
export function pressure(bar: number): string {
  // Above three bar the valve opens.
  return bar > 3 ? 'open' : \`closed at \${bar}\`;
}
\`\`\`

| Part | Price | Bought |
|---|---:|---|
| Filter | 18 | 2024 |
| Valve | 45 | 2023 |

`;

/**
 * The longest task while markdown with code and tables comes at 200 tokens a second, for 20 seconds. Throws where a finished
 * block was made again, or where what stands there at the end is not what the whole text gives.
 */
export async function measureStreaming(seconds = 20): Promise<Figure[]> {
  const folder = await buildPage({ page: 'bench/pages/streaming' });
  const server = await serve({ base: '/streaming/', folders: [folder], headers: {} });
  const length = seconds * TOKENS_PER_SECOND * TOKEN_CHARACTERS;
  let markdown = '';
  for (let part = 1; markdown.length < length; part++) markdown += SECTION.replaceAll('NUMBER', String(part));
  try {
    const { longest, ...outcome } = await inProfile(
      async (context): Promise<StreamOutcome & { readonly longest: LongestTask }> => {
        const page = await context.newPage();
        await page.goto(server.url);
        await page.waitForFunction(() => 'stream' in window);
        const asked = [markdown.slice(0, length), TOKENS_PER_SECOND, TOKEN_CHARACTERS] as const;
        const longestOne = await longestTask(page, () =>
          page.evaluate(([text, rate, characters]) => window.stream(text, rate, characters), asked),
        );
        return { ...(await page.evaluate(() => window.outcome())), longest: longestOne };
      },
    );
    if (outcome.remade > 0) throw new Error(`${outcome.remade} finished blocks were made again while others came`);
    if (!outcome.same) throw new Error('streamed in pieces, it ended as something else than the whole text');
    const task = { unit: 'ms', better: 'lower', goal: 50 } as const;
    return [
      figure('streaming-200-tokens-longest-task', longest.wallMs, task),
      figure('streaming-200-tokens-longest-task-cpu', longest.cpuMs, task),
    ];
  } finally {
    await server.close();
  }
}
