import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { DIAGRAM_PAGE } from '../src/app/markdown/diagram-messages.ts';
import { diagramMetaPolicy } from '../src/workers/sw/policy.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FRAME = join(ROOT, 'src/app/markdown/diagram-frame.ts');
const KEPT = join(ROOT, '.build/diagram.js');
/** What the script is made of; when none of it changed, it is not made again. */
const SOURCES = [FRAME, join(ROOT, 'src/app/markdown/diagram-messages.ts'), fileURLToPath(import.meta.url)];

/**
 * Left out of the frame: elkjs, a layout that no diagram has unless it asks for it, is under the EPL and would bind
 * whoever passes Hearth on; KaTeX is in the app already and draws formulas there.
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  elkjs: 'export default class { constructor() { throw new Error("The layout “elk” is not part of Hearth."); } }',
  katex: `const plain = (tex) => tex.replace(/[&<>]/g, (sign) => '&#' + sign.charCodeAt(0) + ';');
export const renderToString = plain;
export default { renderToString: plain };`,
};

/** Puts the page that draws diagrams into the build: one file, so that its frame, whose origin is none, loads nothing. */
export function diagramPage(): Plugin {
  let page: Promise<string> | null = null;
  const made = () => {
    page ??= frameScript().then(pageOf);
    return page;
  };
  return {
    name: 'hearth:diagram-page',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: DIAGRAM_PAGE, source: await made() });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${DIAGRAM_PAGE}`, (_, response) => {
        made().then(
          (html) => response.setHeader('Content-Type', 'text/html').end(html),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    },
  };
}

async function frameScript(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/mermaid/package.json'), 'utf8'));
  const mark = createHash('sha256').update(`${version}`);
  for (const file of SOURCES) mark.update(readFileSync(file));
  const head = `/* ${mark.digest('hex')} */\n`;
  const kept = readKept();
  if (kept.startsWith(head)) return kept.slice(head.length);
  const script = await buildScript();
  mkdirSync(dirname(KEPT), { recursive: true });
  writeFileSync(`${KEPT}.${process.pid}`, head + script);
  renameSync(`${KEPT}.${process.pid}`, KEPT);
  return script;
}

function readKept(): string {
  try {
    return readFileSync(KEPT, 'utf8');
  } catch {
    return ''; // not made yet
  }
}

async function buildScript(): Promise<string> {
  const outputs = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [leaveOut()],
    build: {
      write: false,
      target: ['chrome125', 'firefox128', 'safari18'],
      lib: { entry: FRAME, formats: ['iife'], name: 'diagram', fileName: () => 'diagram.js' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = [outputs].flat();
  const chunks = output !== undefined && 'output' in output ? output.output : [];
  const [script] = chunks;
  if (script?.type !== 'chunk' || chunks.length !== 1) throw new Error('the frame of diagrams is not one script');
  const modules = Object.keys(script.modules).filter((id) => /node_modules\/(elkjs|katex)\//.test(id));
  if (modules.length > 0) throw new Error(`the frame of diagrams holds what is to be left out: ${modules.join(', ')}`);
  return script.code;
}

function leaveOut(): Plugin {
  return {
    name: 'hearth:diagram-left-out',
    enforce: 'pre',
    resolveId: (id) => {
      const name = /^(elkjs|katex)(?:\/|$)/.exec(id)?.[1];
      return name === undefined ? null : `\0left-out:${name}`;
    },
    load: (id) => (id.startsWith('\0left-out:') ? (LEFT_OUT[id.slice('\0left-out:'.length)] ?? null) : null),
  };
}

function pageOf(code: string): string {
  // Neither ends the element nor begins a comment in it.
  const script = code.replaceAll(/<(?=\/script|!--)/gi, '\\x3C');
  const hash = createHash('sha256').update(script).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${diagramMetaPolicy(hash)}">
<title>Diagram</title>
<style>html{overflow-x:auto}body{margin:0;padding:12px;box-sizing:border-box}svg{display:block;margin:auto;max-width:100%;height:auto}</style>
</head>
<body><script>${script}</script></body>
</html>
`;
}
