import { type I18n, setupI18n } from '@lingui/core';
import { I18nProvider, Trans, useLingui } from '@lingui/react';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components/I18nProvider';
import type { MessageId } from './en.ts';
import { FIRST_ENGLISH } from './first-texts.ts';
import { type Say, sayAsMade } from './sentences/translate.ts';
import type { Speak, Speaker } from './speak.ts';

export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (id: MessageId, values?: MessageValues) => string;

/** English at once, so that the first paint waits for nothing. The build compiles the texts; in tests Lingui does. */
export function createI18n(): I18n {
  const i18n = setupI18n();
  // Compiled messages are of a shape that only Lingui knows.
  i18n.loadAndActivate({ locale: 'en', messages: { ...(FIRST_ENGLISH as Record<string, string>) } });
  return i18n;
}

const SpeakerContext = createContext<Speaker | null>(null);

export interface TextProviderProps {
  readonly i18n: I18n;
  /** How the language is changed, and what the kernel says is said in it. Without it, all stays English. */
  readonly speaker?: Speaker;
  readonly children: ReactNode;
}

/** Its language is that of react-aria's own words and of its sense of direction, too. */
export function TextProvider({ i18n, speaker, children }: TextProviderProps) {
  return (
    <I18nProvider i18n={i18n}>
      <SpeakerContext value={speaker ?? null}>
        <InLocale>{children}</InLocale>
      </SpeakerContext>
    </I18nProvider>
  );
}

function InLocale({ children }: { readonly children: ReactNode }) {
  return <AriaI18nProvider locale={useLocale()}>{children}</AriaI18nProvider>;
}

export function useSpeak(): Speak {
  const speaker = useContext(SpeakerContext);
  if (speaker === null) throw new Error('useSpeak without a way to change the language');
  return speaker.speak;
}

/** `say(error.message)`: a sentence that the kernel made, in the language of the moment. */
export function useSay(): Say {
  return useContext(SpeakerContext)?.say ?? sayAsMade;
}

/**
 * `t('library.empty.title')`. Another function when the language has changed, so that what depends on it is made anew. A
 * value called `reason` is a sentence that the kernel made, and is said in the language too.
 */
export function useT(): Translate {
  const { i18n } = useLingui();
  const say = useSay();
  const { locale, locales } = i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language stands for what `i18n` says
  return useCallback((id, values) => i18n._(id, values && saidIn(values, say)), [i18n, say, locale, locales]);
}

function saidIn(values: MessageValues, say: Say): Record<string, string | number> {
  const { reason } = values;
  return typeof reason === 'string' ? { ...values, reason: say(reason) } : { ...values };
}

/** The language to format numbers, dates and lists in: a BCP 47 tag. */
export function useLocale(): string {
  const { locale, locales } = useLingui().i18n;
  return (typeof locales === 'string' ? locales : locales?.[0]) ?? locale;
}

export interface TProps {
  readonly id: MessageId;
  readonly values?: Readonly<Record<string, ReactNode>>;
  /** What `<0>…</0>` in the message becomes. */
  readonly components?: Readonly<Record<string, ReactElement>>;
}

/** A text with elements in it. Without them, `useT` is enough. */
export function T({ id, values, components }: TProps) {
  return (
    <Trans
      id={id}
      {...(values === undefined ? {} : { values: asElements(values) })}
      {...(components === undefined ? {} : { components: { ...components } })}
    />
  );
}

/** The elements of a text are found after its values were put in: words that look like one are none, and stay as they are. */
const asElements = (values: Readonly<Record<string, ReactNode>>): Record<string, ReactNode> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );
