export type LinkTarget =
  | { readonly kind: 'web'; readonly href: string }
  /** A heading, a note, a file beside it: nothing that a browser should follow. */
  | { readonly kind: 'inside' }
  | { readonly kind: 'refused' };

const WEB = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** What a link in a document may do. Anything but the web's and mail's own schemes is inert. */
export function linkTarget(href: string | undefined): LinkTarget {
  // Control characters and white space are dropped by browsers before they read the scheme.
  const url = (href ?? '').replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  if (url === '') return { kind: 'refused' };
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[0].toLowerCase();
  if (scheme === undefined)
    return url.startsWith('//') || url.startsWith('\\') ? { kind: 'refused' } : { kind: 'inside' };
  return WEB.has(scheme) ? { kind: 'web', href: url } : { kind: 'refused' };
}
