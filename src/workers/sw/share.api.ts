/** Where the service worker keeps what was shared, until the page has taken it. Typed into both worlds. */

export const SHARED_CACHE = 'hearth-shared-v1';

export interface SharedFields {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly files: readonly { readonly name: string; readonly type: string }[];
}

export const sharedFields = (scope: string, id: string): string => `${scope}shared/${id}/fields`;
export const sharedFile = (scope: string, id: string, at: number): string => `${scope}shared/${id}/${at}`;
