import { useEffect, useState } from 'react';
import { afterPaint } from '../ui/after-paint.ts';

export interface Device {
  /** Bytes that are free for Hearth; null where the browser does not say. */
  readonly freeBytes: number | null;
  readonly gpu: boolean;
}

/** What this device can do. `null` for the moment that asking takes. */
export function useDevice(): Device | null {
  const [device, setDevice] = useState<Device | null>(null);
  useEffect(() => {
    let here = true;
    const cancel = afterPaint(async () => {
      const read = await readDevice();
      if (here) setDevice(read);
    });
    return () => {
      here = false;
      cancel();
    };
  }, []);
  return device;
}

async function readDevice(): Promise<Device> {
  const [freeBytes, gpu] = await Promise.all([freeSpace(), hasGpu()]);
  return { freeBytes, gpu };
}

async function freeSpace(): Promise<number | null> {
  try {
    const { quota, usage = 0 } = await navigator.storage.estimate();
    return quota === undefined ? null : Math.max(0, quota - usage);
  } catch {
    // Denied in some private windows: then nothing is known.
    return null;
  }
}

async function hasGpu(): Promise<boolean> {
  const gpu: unknown = Reflect.get(navigator, 'gpu');
  if (typeof gpu !== 'object' || gpu === null) return false;
  const request: unknown = Reflect.get(gpu, 'requestAdapter');
  if (typeof request !== 'function') return false;
  try {
    return (await request.call(gpu)) !== null;
  } catch {
    // A driver that fails when asked is one that cannot be used.
    return false;
  }
}
