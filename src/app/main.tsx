import { createHearthClient } from '../workers/kernel/kernel.client.ts';
import { allowOwnScripts } from '../workers/link/trusted-scripts.client.ts';
import { mountHearth } from './mount.tsx';
import { watchInstall } from './pwa/install.ts';
import { startUpdates } from './pwa/updates.ts';

allowOwnScripts();

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no #root');

const buildId = __BUILD_ID__;
const baseUrl = new URL('./', document.baseURI).href;
const install = watchInstall(window);
const client = createHearthClient({ buildId, baseUrl });
Object.defineProperty(window, 'hearth', { value: client, enumerable: true });
mountHearth({ client, pwa: { updates: startUpdates({ buildId, scope: baseUrl }), install }, host });
