import { type AppError, decodeError, type ErrorShape, toAppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { callKernel } from './calls.ts';
import type { Connector } from './connector.ts';

interface Subscription {
  readonly name: string;
  readonly input: unknown;
  readonly onValue: (value: unknown) => void;
  readonly onError: (error: AppError) => void;
}

/** A page's live queries: made again at each kernel that comes, for as long as the page wants them. */
export interface Subscriptions {
  add(subscription: Subscription): () => void;
  /** An event from the kernel. */
  receive(event: string, value: unknown): void;
  renew(): void;
}

export function createSubscriptions(connector: () => Connector, clientId: Id): Subscriptions {
  const held = new Map<string, Subscription>();
  let made = 0;

  const start = (subscriptionId: string) => {
    const subscription = held.get(subscriptionId);
    if (subscription === undefined || connector().connection.state !== 'ready') return;
    const { name, input } = subscription;
    callKernel(connector(), 'subscribe', { clientId, subscriptionId, name, input }).catch((thrown: unknown) => {
      const error = toAppError(thrown);
      // The next kernel is asked anew.
      if (error.code !== 'kernel-gone') held.get(subscriptionId)?.onError(error);
    });
  };

  return {
    add(subscription) {
      const subscriptionId = String(++made);
      held.set(subscriptionId, subscription);
      start(subscriptionId);
      return () => {
        held.delete(subscriptionId);
        if (connector().connection.state !== 'ready') return;
        // A kernel that goes meanwhile takes the subscription along.
        callKernel(connector(), 'unsubscribe', { clientId, subscriptionId }).catch(() => undefined);
      };
    },
    receive(event, value) {
      const { subscriptionId } = value as { subscriptionId: string };
      const subscription = held.get(subscriptionId);
      if (event === 'live') subscription?.onValue((value as { value: unknown }).value);
      if (event === 'live-error') subscription?.onError(decodeError((value as { error: ErrorShape }).error));
    },
    renew() {
      for (const subscriptionId of held.keys()) start(subscriptionId);
    },
  };
}
