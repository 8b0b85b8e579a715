import type { Plugin } from 'vite';
import {
  COMMON_HEADERS,
  DIAGRAM_POLICY,
  PAGE_META_POLICY,
  PAGE_POLICY,
  WORKER_POLICY,
} from '../src/workers/sw/policy.ts';

/** Writes the content security policy into the built page, and into `_headers` for hosts that read it. */
export function contentPolicy(): Plugin {
  return {
    name: 'hearth:content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const meta = `<meta http-equiv="Content-Security-Policy" content="${PAGE_META_POLICY}" />`;
        return html.replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    ${meta}`);
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
  };
}

/** The format of Netlify and Cloudflare Pages: a later block adds to an earlier one, so policies do not overlap. */
function headersFile(): string {
  const block = (path: string, headers: Readonly<Record<string, string>>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  const page = { 'Content-Security-Policy': PAGE_POLICY, 'Cache-Control': 'no-cache' };
  return [
    block('/*', COMMON_HEADERS),
    block('/', page),
    block('/index.html', page),
    block('/diagram.html', { 'Content-Security-Policy': DIAGRAM_POLICY, 'Cache-Control': 'no-cache' }),
    block('/sw.js', { 'Content-Security-Policy': WORKER_POLICY, 'Cache-Control': 'no-cache' }),
    block('/assets/*', {
      'Content-Security-Policy': WORKER_POLICY,
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  ].join('\n');
}
