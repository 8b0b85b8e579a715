import { createHearthClient } from '../workers/kernel/kernel.client.ts';
import { mountHearth } from './mount.tsx';

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no #root');
const client = createHearthClient({ buildId: __BUILD_ID__, baseUrl: new URL('.', document.baseURI).href });
Object.defineProperty(window, 'hearth', { value: client, enumerable: true });
mountHearth(client, host);
