import { createHearthClient } from '../workers/kernel/kernel.client.ts';
import { mountHearth } from './mount.tsx';

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no #root');
mountHearth(createHearthClient(), host);
