import { expect, it } from 'vitest';
import type { Power } from '../../../core/settings/on-battery.ts';
import { watchBattery } from './battery.ts';

class FakeBattery extends EventTarget {
  charging = true;
  level = 0.5;
  become(power: Power): void {
    Object.assign(this, power);
    this.dispatchEvent(new Event('chargingchange'));
  }
}

it('tells the battery at once, when it changes, and once more for another kernel', async () => {
  const battery = new FakeBattery();
  const told: Power[] = [];
  const watch = watchBattery({ getBattery: async () => battery }, (power) => told.push(power));
  await expect.poll(() => told).toEqual([{ charging: true, level: 0.5 }]);
  battery.become({ charging: false, level: 0.1 });
  watch.again();
  expect(told.slice(1)).toEqual([
    { charging: false, level: 0.1 },
    { charging: false, level: 0.1 },
  ]);
  watch.end();
  battery.become({ charging: true, level: 0.1 });
  expect(told).toHaveLength(3);
});

it('tells nothing where the browser does not say', () => {
  const told: Power[] = [];
  watchBattery({}, (power) => told.push(power)).again();
  expect(told).toEqual([]);
});
