import { useCommands } from '../commands/commands.tsx';
import { useTabStore } from './pane.tsx';

/** What can be done with tabs. Without a strip there are none of them. */
export function useTabCommands(isOn: boolean): void {
  const tabs = useTabStore();
  const several = () => tabs.state().tabs.length > 1;
  const place = () => tabs.state().tabs.findIndex(({ id }) => id === tabs.state().active);
  const move = (by: number) => tabs.move(tabs.state().active, place() + by);
  const all = [
    { id: 'tab.new', text: 'commands.tab.new', keys: 'T', run: () => tabs.open('/ask') },
    {
      id: 'tab.close',
      text: 'commands.tab.close',
      keys: 'W',
      isEnabled: several,
      run: () => tabs.close(tabs.state().active),
    },
    {
      id: 'tab.reopen',
      text: 'commands.tab.reopen',
      keys: 'Shift+T',
      isEnabled: () => tabs.state().closed.length > 0,
      run: tabs.reopen,
    },
    { id: 'tab.next', text: 'commands.tab.next', keys: 'Alt+PageDown', isEnabled: several, run: () => tabs.cycle(1) },
    {
      id: 'tab.previous',
      text: 'commands.tab.previous',
      keys: 'Alt+PageUp',
      isEnabled: several,
      run: () => tabs.cycle(-1),
    },
    {
      id: 'tab.move-on',
      text: 'commands.tab.move-on',
      keys: 'Alt+Shift+PageDown',
      isEnabled: several,
      run: () => move(1),
    },
    {
      id: 'tab.move-back',
      text: 'commands.tab.move-back',
      keys: 'Alt+Shift+PageUp',
      isEnabled: several,
      run: () => move(-1),
    },
  ] as const;
  useCommands(isOn ? all.map((command) => ({ ...command, section: 'view' as const })) : []);
}
