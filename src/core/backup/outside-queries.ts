import { z } from 'zod';

export const outsideQuerySchemas = { 'outside-backups': z.strictObject({}) } as const;
