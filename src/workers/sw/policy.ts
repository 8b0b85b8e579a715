/**
 * The content security policy, in one place: the build writes it into `index.html` and `_headers`, the server and the
 * service worker send it. Why each line is as it is: `docs/security.md`.
 */

type Policy = Readonly<Record<string, string>>;

/** What every context of Hearth keeps to: code, data and requests of the own origin only. */
const OWN_ORIGIN: Policy = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'require-trusted-types-for': "'script'",
};

const PAGE: Policy = {
  ...OWN_ORIGIN,
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'trusted-types': 'default',
};

const write = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');

/** For `<meta http-equiv>`, where `frame-ancestors` is not allowed. */
export const PAGE_META_POLICY = write(PAGE);

/** For the header of pages. */
export const PAGE_POLICY = write({ ...PAGE, 'frame-ancestors': "'none'" });

/**
 * The page that draws diagrams: in an origin of its own, without anything that it could load. Here alone styles may
 * stand in the markup. Which script may run says its `<meta>`, by hash; both hold.
 */
const DIAGRAM: Policy = {
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** `scriptHash`: SHA-256 in base64. */
export const diagramMetaPolicy = (scriptHash: string): string =>
  write({ ...DIAGRAM, 'script-src': `'sha256-${scriptHash}'` });

/** For its header. */
export const DIAGRAM_POLICY = write({
  sandbox: 'allow-scripts',
  ...DIAGRAM,
  'script-src': "'unsafe-inline'",
  'frame-ancestors': "'self'",
});

/** For the header of worker scripts: kernel, models, reader. */
export const WORKER_POLICY = write({ ...OWN_ORIGIN, 'trusted-types': 'default' });

/** Sent with every answer. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
