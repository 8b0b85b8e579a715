import type { Id } from './ids.ts';

/** The workspace that every store starts with; the same on each device, so that two of them meet in it. */
export const HOME_WORKSPACE: Id = '00000000-0000-7000-8000-000000000001';
