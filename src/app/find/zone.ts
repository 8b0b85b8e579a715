/** The time zone that the person's days are in, as the browser knows it. */
export const personZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
