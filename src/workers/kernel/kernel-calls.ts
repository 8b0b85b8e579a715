/** What a page asks of the kernel, by name. Each is forwarded by the worker and answered in `kernel-methods.ts`. */
export const KERNEL_CALLS = [
  'command',
  'query',
  'subscribe',
  'unsubscribe',
  'stage',
  'wanted',
  'staged',
  'original',
  'rerank',
  'load-model',
  'stop-model',
  'remove-model',
  'tell-power',
  'fetch-embedding',
  'learn-again',
  'empty-bin',
  'settled',
  'move-store',
  'stop-move',
  'remove-kept-place',
] as const;

export type KernelCall = (typeof KERNEL_CALLS)[number];
