/** A text that comes with Hearth, from its own origin or what the service worker keeps. Rejects where it is not to be had. */
export async function fetchOwnText(url: URL): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: the server answers ${response.status}`);
  return response.text();
}
