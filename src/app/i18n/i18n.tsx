import { type I18n, setupI18n } from '@lingui/core';
import { I18nProvider, Trans, useLingui } from '@lingui/react';
import { type ReactElement, type ReactNode, useCallback } from 'react';
import { en, type MessageId } from './en.ts';

export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (id: MessageId, values?: MessageValues) => string;

/** The languages that Hearth speaks besides English, each loaded when it is needed. */
const LOADERS: Readonly<Record<string, () => Promise<Readonly<Record<MessageId, string>>>>> = {};

/** English at once, so that the first paint waits for nothing. The build compiles the texts; in tests Lingui does. */
export function createI18n(): I18n {
  const i18n = setupI18n();
  i18n.loadAndActivate({ locale: 'en', messages: { ...en } });
  return i18n;
}

/** Changes to the first of the languages that Hearth speaks; English is there already. BCP 47 tags, best first. */
export async function activateLocale(i18n: I18n, wanted: readonly string[]): Promise<void> {
  const spoken = wanted.map((tag) => new Intl.Locale(tag).language).find((tag) => tag === 'en' || tag in LOADERS);
  const load = LOADERS[spoken ?? 'en'];
  if (spoken === undefined || load === undefined) return;
  i18n.loadAndActivate({ locale: spoken, messages: { ...(await load()) } });
}

export function TextProvider({ i18n, children }: { readonly i18n: I18n; readonly children: ReactNode }) {
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}

/** `t('library.empty.title')`. Renders again when the language changes. */
export function useT(): Translate {
  const { i18n } = useLingui();
  return useCallback((id, values) => i18n._(id, values === undefined ? undefined : { ...values }), [i18n]);
}

/** The language to format numbers and dates in: a BCP 47 tag. */
export function useLocale(): string {
  return useLingui().i18n.locale;
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
      {...(values === undefined ? {} : { values: { ...values } })}
      {...(components === undefined ? {} : { components: { ...components } })}
    />
  );
}
