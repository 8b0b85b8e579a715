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
        const starts = chunks.filter(({ facadeModuleId }) =>
          FIRST_ROUTES.some((route) => facadeModuleId?.endsWith(route)),
        );
        const needed = starts.flatMap((chunk) => withImports(chunk, chunks));
        const styles = needed.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        const isNew = (file: string) => !html.includes(file);
        return [
          ...[...new Set(needed.map(({ fileName }) => fileName))].filter(isNew).map(preloadOf),
          ...[...new Set(styles)].filter(isNew).map(styleOf),
        ];
      },
    },
  };
}

function withImports(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const imported = chunks.filter(({ fileName }) => chunk.imports.includes(fileName));
  return [chunk, ...imported.flatMap((each) => withImports(each, chunks))];
}

const preloadOf = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});

const styleOf = (file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'stylesheet', crossorigin: true, href: `./${file}` },
  injectTo: 'head',
});
