import { type AppError, decodeError, type ErrorShape, toAppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { callKernel } from './calls.ts';
import type { Connector } from './connector.ts';

interface Subscription {
  readonly name: string;
  readonly input: unknown;
  /** The workspace that it looks from; null for the one that the page is in, whichever that is. */
  readonly workspace: Id | null;
  readonly onValue: (value: unknown) => void;
  readonly onError: (error: AppError) => void;
}

const RETRY_MS = 1000;

/** A page's live queries: made again at each kernel that comes, for as long as the page wants them. */
export interface Subscriptions {
  add(subscription: Subscription): () => void;
  /** An event from the kernel. */
  receive(event: string, value: unknown): void;
  renew(): void;
  /** The page is in another workspace: those that follow it ask again, and what was on its way to them is dropped. */
  moved(): void;
}

export interface SubscriptionsOptions {
  readonly connector: () => Connector;
  readonly clientId: Id;
  /** The workspace that the page is in. */
  readonly workspace: () => Id;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { connector, clientId, workspace, after } = options;
  /** By the id that the kernel knows them by. */
  const held = new Map<string, Subscription>();
  let made = 0;

  const start = (subscriptionId: string) => {
    const subscription = held.get(subscriptionId);
    if (subscription === undefined || connector().connection.state !== 'ready') return;
    const { name, input } = subscription;
    const asked = { clientId, subscriptionId, name, input, workspace: subscription.workspace ?? workspace() };
    callKernel(connector(), 'subscribe', asked).then(
      // It may have been ended while the kernel changed.
      () => held.has(subscriptionId) || end(subscriptionId),
      (thrown: unknown) => {
        const error = toAppError(thrown);
        if (error.retryable) after(RETRY_MS, () => start(subscriptionId));
        else held.get(subscriptionId)?.onError(error);
      },
    );
  };

  const end = (subscriptionId: string) => {
    if (connector().connection.state !== 'ready') return;
    // A kernel that goes meanwhile takes the subscription along.
    callKernel(connector(), 'unsubscribe', { clientId, subscriptionId }).catch(() => undefined);
  };

  const put = (subscription: Subscription): string => {
    const subscriptionId = String(++made);
    held.set(subscriptionId, subscription);
    start(subscriptionId);
    return subscriptionId;
  };

  const drop = (subscriptionId: string) => {
    held.delete(subscriptionId);
    end(subscriptionId);
  };

  return {
    add(subscription) {
      put(subscription);
      return () => {
        for (const [id, each] of held) if (each === subscription) drop(id);
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
    moved() {
      for (const [id, subscription] of [...held]) {
        if (subscription.workspace !== null) continue;
        drop(id);
        put(subscription);
      }
    },
  };
}
