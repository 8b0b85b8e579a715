import { FIRST_ROUTE_NAME, measureBundles } from '../scripts/budgets.ts';
import { ensureBuilt } from '../scripts/build.ts';
import { type Figure, figure } from './figure.ts';

/** JavaScript of the first route, as a browser gets it. */
export function measureFirstRoute(): Figure[] {
  ensureBuilt();
  const route = measureBundles().find(({ name }) => name === FIRST_ROUTE_NAME);
  if (route === undefined) throw new Error('the bundles have no first route');
  const goal = route.budgetBytes / 1000;
  return [figure('first-route-javascript', route.bytes / 1000, { unit: 'kB gzipped', better: 'lower', goal })];
}
