import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouterHistory,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { createAddressHistory } from './panes/pane-history.ts';
import { AskRoute, ConversationRoute } from './routes/AskRoute.tsx';
import { WelcomeRoute } from './routes/WelcomeRoute.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { Root } from './shell/Root.tsx';
import type {
  CaptureSearch,
  ConversationSearch,
  FindSearch,
  HelpSearch,
  LibrarySearch,
  NoteSearch,
  NotesSearch,
  SettingsSearch,
} from './view-search.ts';
import { wasWelcomed } from './welcome/welcomed.ts';

/**
 * What stands beside any view. The source pane: `?source=<item id>&start=..&end=..`, UTF-16 offsets in the item's text.
 * The second pane: `?beside=<address of a view>`.
 */
export interface BesideSearch {
  readonly source?: string;
  readonly start?: number;
  readonly end?: number;
  readonly beside?: string;
}

/** Which pane a router is of: the second one shows things by themselves, not beside a view. */
interface RouterContext {
  readonly pane: 'front' | 'beside';
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An address that names a thing by what is no id is said to be wrong, before anything is asked. */
function checkId(id: string): void {
  if (!UUID.test(id)) throw notFound({ data: { id } });
}

const address = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?!\/)/.test(value) ? value : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const offset = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

/** Where a passage begins or ends; what is no such place is one that no text has, so that it is said to be wrong. */
const passageEnd = (value: unknown): number | undefined => (value === undefined ? undefined : (offset(value) ?? -1));

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** Keeps only the keys that have a value, so that addresses stay short. */
function present<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>): BesideSearch =>
    present({
      source: text(search['source']),
      start: passageEnd(search['start']),
      end: passageEnd(search['end']),
      beside: address(search['beside']),
    }),
  // What is open beside stays, whatever comes to the front.
  search: { middlewares: [retainSearchParams(['beside'])] },
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: wasWelcomed(localStorage) ? '/ask' : '/welcome', replace: true });
  },
});

const askRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ask',
  component: AskRoute,
});

const conversationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ask/$conversationId',
  beforeLoad: ({ params }) => checkId(params.conversationId),
  validateSearch: (search: Record<string, unknown>): ConversationSearch =>
    present({ message: text(search['message']) }),
  component: ConversationRoute,
});

const conversationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conversations',
  component: lazyRouteComponent(() => import('./routes/ConversationsRoute.tsx'), 'ConversationsRoute'),
});

const findRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/find',
  validateSearch: (search: Record<string, unknown>): FindSearch =>
    present({
      // The router reads `?q=2025` as a number.
      q: search['q'] === undefined ? undefined : text(String(search['q'])),
      kind: text(search['kind']),
      tag: search['tag'] === undefined ? undefined : text(String(search['tag'])),
      folder: search['folder'] === undefined ? undefined : text(String(search['folder'])),
      from: text(search['from']),
    }),
  component: lazyRouteComponent(() => import('./routes/FindRoute.tsx'), 'FindRoute'),
});

const notesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notes',
  validateSearch: (search: Record<string, unknown>): NotesSearch =>
    present({
      folder: search['folder'] === undefined ? undefined : text(String(search['folder'])),
      tag: search['tag'] === undefined ? undefined : text(String(search['tag'])),
    }),
  component: lazyRouteComponent(() => import('./routes/NotesRoute.tsx'), 'NotesRoute'),
});

const noteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notes/$itemId',
  beforeLoad: ({ params }) => checkId(params.itemId),
  /** `at`: where in the text to go; `heading` and `block` the same by name; `day`: that it is the note of a day. */
  validateSearch: (search: Record<string, unknown>): NoteSearch =>
    present({
      at: offset(search['at']),
      day: dayOf(search['day']),
      heading: search['heading'] === undefined ? undefined : text(String(search['heading'])),
      block: search['block'] === undefined ? undefined : text(String(search['block'])),
    }),
  component: lazyRouteComponent(() => import('./routes/NotesRoute.tsx'), 'NoteRoute'),
});

const dailyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notes/daily',
  component: lazyRouteComponent(() => import('./routes/NotesRoute.tsx'), 'DailyRoute'),
});

const graphRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graph',
  component: lazyRouteComponent(() => import('./routes/GraphRoute.tsx'), 'GraphRoute'),
});

const libraryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): LibrarySearch => (search['view'] === 'bin' ? { view: 'bin' } : {}),
  component: lazyRouteComponent(() => import('./routes/LibraryRoute.tsx'), 'LibraryRoute'),
});

/** A link to a passage, as answers and programs write it: opens the source pane. In the second pane it is all of it. */
const itemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/item/$itemId',
  beforeLoad: ({ params, search, context }) => {
    checkId(params.itemId);
    if (context.pane === 'front')
      throw redirect({ to: '/library', search: { ...search, source: params.itemId }, replace: true });
  },
  component: lazyRouteComponent(() => import('./routes/ItemRoute.tsx'), 'ItemRoute'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/SettingsRoute.tsx'), 'SettingsRoute'),
});

/** One section; `?setting=` names the row that a search led to. */
const settingsSectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/$section',
  validateSearch: (search: Record<string, unknown>): SettingsSearch => present({ setting: text(search['setting']) }),
  component: lazyRouteComponent(() => import('./routes/SettingsRoute.tsx'), 'SettingsSectionRoute'),
});

/** What comes from outside, in the address: a share that the service worker kept, a `web+hearth` link, or a page's selection. */
const captureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/capture',
  validateSearch: (search: Record<string, unknown>): CaptureSearch =>
    present({
      shared: text(search['shared']),
      link: text(search['link']),
      refused: text(search['refused']),
      // The router reads what looks like JSON: a title `2025` comes as a number.
      title: search['title'] === undefined ? undefined : text(String(search['title'])),
      text: search['text'] === undefined ? undefined : text(String(search['text'])),
      url: text(search['url']),
    }),
  component: lazyRouteComponent(() => import('./routes/CaptureRoute.tsx'), 'CaptureRoute'),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/data',
  component: lazyRouteComponent(() => import('./routes/DataRoute.tsx'), 'DataRoute'),
});

const diagnosticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/diagnostics',
  component: lazyRouteComponent(() => import('./routes/DataRoute.tsx'), 'DiagnosticsRoute'),
});

const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('./routes/HelpRoute.tsx'), 'HelpRoute'),
});

const helpPageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help/$page',
  validateSearch: (search: Record<string, unknown>): HelpSearch =>
    present({ at: text(search['at']), lang: text(search['lang']) }),
  component: lazyRouteComponent(() => import('./routes/HelpRoute.tsx'), 'HelpPageRoute'),
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  component: WelcomeRoute,
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  askRoute,
  conversationRoute,
  conversationsRoute,
  findRoute,
  notesRoute,
  noteRoute,
  dailyRoute,
  graphRoute,
  libraryRoute,
  itemRoute,
  settingsRoute,
  settingsSectionRoute,
  captureRoute,
  dataRoute,
  diagnosticsRoute,
  helpRoute,
  helpPageRoute,
  welcomeRoute,
]);

/** Addresses live behind the `#`, so that any static host and any sub-path will do. */
export const createHearthRouter = () => createPaneRouter(createAddressHistory(window), 'front');

/** A router over the same views: of the window, or of a second pane with a history of its own. */
export function createPaneRouter(history: RouterHistory, pane: RouterContext['pane'] = 'beside') {
  return createRouter({
    routeTree,
    history,
    context: { pane },
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPaneRouter>;
  }
}
