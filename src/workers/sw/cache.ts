import { DIAGRAM_POLICY, PAGE_POLICY, WORKER_POLICY } from './policy.ts';

/** Where the model store keeps its files (`adapters/models`): not ours to clean. */
export const MODEL_CACHE = 'hearth-models-v1';

/** The policy for a request, by what asks for it; `null` where the browser needs none. */
export function policyFor(request: Request): string | null {
  if (request.mode === 'navigate') return isDiagramPage(request) ? DIAGRAM_POLICY : PAGE_POLICY;
  if (request.destination === 'worker' || request.destination === 'sharedworker') return WORKER_POLICY;
  return null;
}

/** `diagram.html`, beside the app's page. */
const isDiagramPage = ({ url }: Request): boolean => new URL(url).pathname.endsWith('/diagram.html');

/** The same answer under `policy`, whatever the host sent along. */
export function withPolicy(response: Response, policy: string | null): Response {
  if (policy === null) return response;
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', policy);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}

/** A model file that is kept whole under its own address; else the network's. */
export async function modelResponse(request: Request): Promise<Response> {
  const cache = (await caches.has(MODEL_CACHE)) ? await caches.open(MODEL_CACHE) : null;
  return (await cache?.match(request)) ?? fetch(request);
}
