import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

const FIRST_ROUTES = ['/routes/AskRoute.tsx', '/routes/WelcomeRoute.tsx'];

/**
 * Lets the browser fetch the two views that Hearth can start with beside the entry, not after it has run: one round of
 * requests less before the first paint.
 */
export function firstRoutes(): Plugin {
  return {
    name: 'hearth-first-routes',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const starts = chunks.filter(({ facadeModuleId }) => FIRST_ROUTES.some((route) => facadeModuleId?.endsWith(route)));
        const files = new Set(starts.flatMap((chunk) => withImports(chunk, chunks)));
        return [...files].filter((file) => !html.includes(file)).map(preloadOf);
      },
    },
  };
}

function withImports(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): string[] {
  const imported = chunks.filter(({ fileName }) => chunk.imports.includes(fileName));
  return [chunk.fileName, ...imported.flatMap((each) => withImports(each, chunks))];
}

const preloadOf = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});
