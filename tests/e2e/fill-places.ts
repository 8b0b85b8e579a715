import type { Page } from 'playwright';
import type { TourStep } from '../../src/core/tour/tour.ts';
import { importTexts } from './app.ts';
import { converse, type Place, placesOf } from './places.ts';

const NOTE_ID = '0192f0c0-0000-7000-8000-00000000abcd';
const NOTE_TITLE = 'A note with a title that is long enough to be cut on a phone, and then some';
const WORKSPACE_ID = '0192f0c0-0000-7000-8000-00000000cafe';

const SEED = {
  'Household/boiler.md': '# The boiler\n\nThe boiler was serviced in March by Mr. Ahlers.\n\n- next service: autumn\n',
  'Household/a-very-long-name-of-a-file-that-does-not-fit-into-a-row-of-a-list-on-a-phone.md':
    '# Donaudampfschifffahrtsgesellschaftskapitänsmütze\n\nA long word.\n',
  'Garden/plum.md':
    '# Plum tree\n\nThe plum tree was planted in the autumn of 2019. See [[The boiler]].\n\n#garden/trees\n',
  'Garden/empty.md': '',
  'Garden/beds.csv': `Bed,Plant,Sown\n${Array.from({ length: 40 }, (_, at) => `${at},Beans ${at},2025-05-1${at % 9}`).join('\n')}\n`,
  'Garden/count.py': 'def beds(plants):\n    return len(plants)\n',
};
const NOTE = `---
state: open
due: 2026-12-01
---
# Water

See [[The boiler]] and [[Nowhere yet]].

- [ ] a task
- [x] another

| a | b |
|---|---|
| 1 | 2 |

#house
`;

/** Fills an app that is on its first screen. Gives every place but that screen. */
export async function fillPlaces(page: Page): Promise<readonly Place[]> {
  await importTexts(page, SEED);
  const ids = await page.evaluate(
    async ([noteId, title, text, workspaceId]) => {
      await window.hearth.command('create-note', { itemId: noteId, title, text, folder: 'Household' });
      await window.hearth.command('create-workspace', {
        workspaceId,
        name: 'A workspace with quite a long name',
        colour: 'moss',
        icon: 'leaf',
        instructions: '',
      });
      await window.hearth.settled();
      const idOf = async (name: string) => (await window.hearth.query('items', { title: name })).items[0]?.id ?? '';
      return { item: await idOf('boiler'), table: await idOf('beds'), code: await idOf('count') };
    },
    [NOTE_ID, NOTE_TITLE, NOTE, WORKSPACE_ID] as const,
  );
  const conversation = await converse(page, 'When was the boiler serviced?');
  const places = placesOf({ ...ids, note: { id: NOTE_ID, title: NOTE_TITLE }, words: 'boiler', conversation });
  return [...places, ...TOUR_PLACES];
}

/** The line of the tour, in the widest of its steps: a question, and the end with two things to press. */
const TOUR_PLACES: readonly Place[] = (['ask-1', 'source', 'end'] as const).map((step) => ({
  name: `tour-${step}`,
  address: '#/ask',
  title: 'chat.title',
  until: 'textarea',
  open: async (page, say) => {
    await showTour(page, step, true);
    await page.getByRole('region', { name: say('tour.title') }).waitFor();
  },
  close: async (page, say) => {
    await showTour(page, step, false);
    await page.getByRole('region', { name: say('tour.title') }).waitFor({ state: 'detached' });
  },
}));

const showTour = (page: Page, step: TourStep, isShown: boolean): Promise<void> =>
  page.evaluate(
    async ([at, workspaceId, shown]) => {
      const language = document.documentElement.lang === 'de' ? 'de' : 'en';
      const value = { step: at, workspaceId, language, isShown: shown };
      await window.hearth.command('set-setting', { key: 'tour.state', value });
    },
    [step, WORKSPACE_ID, isShown] as const,
  );
