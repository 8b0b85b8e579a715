import { z } from 'zod';
import { checkInput } from '../../core/check-input.ts';
import { type CallContext, exposeMethods } from '../link/expose.ts';
import { allowOwnScripts } from '../link/trusted-scripts.client.ts';
import { backupCalls } from './backup-calls.ts';
import type { KeeperCalls } from './keeper.api.ts';
import { outsideCalls } from './outside-calls.ts';
import { findPlace, reportPlaces, usePlace } from './places.ts';
import { rawFiles } from './raw-files.ts';
import { startEmpty } from './start-empty.ts';
import { withStoreLock } from './store-lock.ts';

/** Works on whole stores, where no kernel has them. Holds nothing: it can be ended at any time. */

allowOwnScripts();

const placeRequest = z.strictObject({ id: z.string() });
const kindRequest = z.strictObject({ kind: z.enum(['pglite', 'sqlite']) });

const alone = <T>({ signal }: CallContext, work: () => Promise<T>) => withStoreLock(navigator.locks, signal, work);

const methods = {
  ...outsideCalls,
  ...backupCalls,
  places: reportPlaces,
  'start-empty': (input, context) => alone(context, () => startEmpty(checkInput(kindRequest, input, 'start').kind)),
  'use-place': (input, context) => alone(context, () => usePlace(checkInput(placeRequest, input, 'place').id)),
  async 'export-raw'(input, context) {
    const { place, state } = await findPlace(checkInput(placeRequest, input, 'place').id);
    const save = () => rawFiles(place, context);
    return state === 'current' ? alone(context, save) : save();
  },
} satisfies {
  [M in keyof KeeperCalls]: (input: KeeperCalls[M]['input'], context: CallContext) => Promise<KeeperCalls[M]['output']>;
};

exposeMethods(self, methods);
